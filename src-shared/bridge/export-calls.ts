import { z } from 'zod'
import { CodeValueFields } from '../domain/organisation/code-value.ts'
import { AgeRecipient } from '../export/age-recipient.ts'
import { ExportRow } from '../export/export-row.ts'
import { ExportPart, exportTableNames } from '../export/export-tables.ts'
import { IsoDate } from '../kernel/iso-date.ts'
import { nothing } from './inputs.ts'

const Job = z.uuid()
/** `gone`: the job has ended, or nobody is signed in any more. */
export const FailReason = z.enum(['disk-full', 'not-writable', 'folder-gone', 'gone'])
export type FailReason = z.infer<typeof FailReason>
const NotWritten = z.object({ kind: z.literal('failed'), reason: FailReason })
const Words = z.object({ fi: z.string().max(300), sv: z.string().max(300), en: z.string().max(300) })

/** Keys of age to which all is encrypted; none for an export in plain. */
const Recipients = z.array(AgeRecipient).max(20)

/** What an export says of itself, and the words beside its fields and codes. */
export const ExportHead = z.strictObject({
  organisation: z.string().max(300),
  /** The day on which it is made, as the folder's name has it. */
  date: IsoDate,
  language: z.enum(['fi', 'sv', 'en']),
  /** What the organisation lays over the shipped code sets. */
  codes: z.array(CodeValueFields).max(100_000),
  /** The headings of fields, by `table.field`; one that is missing has its own name. */
  headings: z.record(z.string().max(100), Words),
})
export type ExportHead = z.infer<typeof ExportHead>

/** All of the register into a folder that a person chooses, in open formats (docs/export.md). The window reads, the main process writes. */
export const exportCalls = {
  /**
   * Lets the person choose where, and begins. `inside`: the folder of the register itself. `recipient`: one of the keys
   * cannot be encrypted to. To the folder that is `kept` it begins without a question; `off` where there is none.
   */
  exportBegin: {
    input: z.strictObject({ head: ExportHead, to: z.enum(['chosen', 'kept']), recipients: Recipients }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('begun'), job: Job, name: z.string() }),
      z.object({ kind: z.enum(['none', 'inside', 'recipient', 'locked', 'off']) }),
      NotWritten,
    ]),
  },
  /** Originals of attachments, before the records; `missing` are not on this device. */
  exportFiles: {
    input: z.strictObject({
      job: Job,
      files: z
        .array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(255) }))
        .max(50),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('written'), missing: z.array(z.string()) }),
      NotWritten,
    ]),
  },
  /** The rows that follow are of this part. `unchanged`: it lies there with this stamp, and its rows are not wanted. */
  exportPart: {
    input: z.strictObject({ job: Job, part: ExportPart, stamp: z.string().max(100).nullable() }),
    output: z.discriminatedUnion('kind', [z.object({ kind: z.enum(['wanted', 'unchanged']) }), NotWritten]),
  },
  exportRows: {
    input: z.strictObject({ job: Job, rows: z.array(ExportRow).max(1000) }),
    output: z.discriminatedUnion('kind', [z.object({ kind: z.literal('written') }), NotWritten]),
  },
  /** Gives the export its name, once all of it is on the disk. */
  exportEnd: {
    input: z.strictObject({ job: Job }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('done'),
        name: z.string(),
        rows: z.int(),
        files: z.int(),
        missing: z.int(),
        tables: z.array(z.enum(exportTableNames)),
      }),
      NotWritten,
    ]),
  },
  /** The folder that is kept up to date, as this device knows it. */
  keptExport: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('on'),
        folder: z.string(),
        recipients: z.array(z.string()),
        writtenAt: z.string().nullable(),
        failing: z.object({ since: z.string(), reason: FailReason }).nullable(),
      }),
      z.object({ kind: z.enum(['off', 'locked']) }),
    ]),
  },
  /** Lets the person choose where a new folder is made and kept from now on. */
  keptExportSet: {
    input: z.strictObject({ recipients: Recipients }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['set', 'none', 'inside', 'recipient', 'locked']) }),
      NotWritten,
    ]),
  },
  /** It is kept no more; what lies there stays. */
  keptExportEnd: { input: nothing, output: z.object({ kind: z.enum(['ended', 'locked']) }) },
  /** Nothing of it is left. */
  exportCancel: { input: z.strictObject({ job: Job }), output: nothing },
} as const
