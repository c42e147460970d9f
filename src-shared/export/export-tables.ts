import { z } from 'zod'
import { declarationOf, type EntityName, entityNames } from '../domain/registry.ts'
import { Operation } from '../sync/operation.ts'

/** What is kept beside the records, with its fields. Their ids are made from what they hold. */
const logs = {
  /** Who changed what and when: names of fields, never values. */
  audit: z.object({
    at: z.string(),
    actor: z.string(),
    deviceId: z.string().optional(),
    remark: z.string().optional(),
    changes: z.array(
      z.object({ action: z.string(), entity: z.string(), id: z.string(), fields: z.array(z.string()) }),
    ),
  }),
  /** Operations of this device that the hub has not stored yet. */
  unsent: Operation,
  /** Operations that the hub would not store. */
  setAside: z.object({ reason: z.string(), operation: z.unknown() }),
  /** Operations from the hub that this device did not take into its records. */
  refused: z.object({ reason: z.string(), isSeen: z.boolean(), operation: z.unknown() }),
  /** Values that lost against a parallel change of the same field. */
  lostValue: z.object({
    key: z.string(),
    entity: z.string(),
    id: z.string(),
    field: z.string(),
    value: z.unknown(),
    deviceId: z.string(),
    wonBy: z.string(),
  }),
  /** Records of entities that this version of the program does not know. */
  foreign: z.object({ entity: z.string(), id: z.string(), values: z.unknown() }),
} as const

export type LogName = keyof typeof logs
export type ExportTableName = EntityName | LogName
export const logNames = Object.keys(logs) as readonly LogName[] // Object.keys forgets the names it was given
export const exportTableNames: readonly ExportTableName[] = [...entityNames, ...logNames]

const isLog = (name: ExportTableName): name is LogName => Object.hasOwn(logs, name)
/** The declared fields of a table. */
export const fieldsOf = (name: ExportTableName): z.ZodObject =>
  isLog(name) ? logs[name] : declarationOf(name).fields
/** Whether the table holds records, which have a history. */
export const hasHistory = (name: ExportTableName): boolean => !isLog(name)

/** Part of an export: a table, or of the visits one year. Its name is that of its files. */
export const ExportPart = z.strictObject({
  table: z.enum(exportTableNames),
  slice: z
    .string()
    .regex(/^(\d{4}|undated)$/)
    .nullable(),
})
export type ExportPart = z.infer<typeof ExportPart>
export const partName = ({ table, slice }: ExportPart): string =>
  slice === null ? table : `${table}-${slice}`
