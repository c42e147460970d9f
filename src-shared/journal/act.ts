import { decode, encode } from 'cborg'
import { z } from 'zod'

/**
 * One act as the journal keeps it: what the window's tables are given and what is taken from them, in one transaction.
 * Rows stand as they stand in the database, sealed where they are sealed there. `docs/journal.md` describes the bytes.
 */
type Scalar = string | number
export type JournalKey = Scalar | readonly Scalar[]
export type JournalRow = { readonly [field: string]: unknown }

// rows come by the hundred thousand: a schema of each would take longer than to read it
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'number'
const isKey = (value: unknown): value is JournalKey =>
  isScalar(value) || (Array.isArray(value) && value.length > 0 && value.every(isScalar))
const isRow = (value: unknown): value is JournalRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value)
const allOf = <T>(is: (value: unknown) => value is T) =>
  z.custom<readonly T[]>((values) => Array.isArray(values) && values.every(is))
const KeyPath = z.union([z.string(), z.array(z.string()).min(1)])
export type KeyPath = z.infer<typeof KeyPath>

export const JournalAct = z.strictObject({
  /** Tables that are emptied first. */
  clears: z.array(z.string()).default([]),
  puts: z.record(z.string(), allOf(isRow)).default({}),
  deletes: z.record(z.string(), allOf(isKey)).default({}),
  /** The key path of each table in `puts` whose rows do not stand under `id`. */
  keys: z.record(z.string(), KeyPath).default({}),
})
/** The order within an act is `clears`, `deletes`, `puts`. */
export type JournalAct = z.infer<typeof JournalAct>
export type JournalActInput = z.input<typeof JournalAct>

/**
 * The bytes of an act (CBOR, RFC 8949). Absent parts are left out.
 * @throws when a row has no key: a caller's bug.
 */
export function encodeAct(input: JournalActInput): Uint8Array {
  const act = JournalAct.parse(input)
  for (const [table, rows] of Object.entries(act.puts)) for (const row of rows) keyOf(act, table, row)
  const parts = Object.entries(act).filter(([, part]) => Object.keys(part).length > 0)
  return encode(Object.fromEntries(parts), { ignoreUndefinedProperties: true })
}

/** Null where the bytes are no act. */
export function decodeAct(bytes: Uint8Array): JournalAct | null {
  try {
    const act = JournalAct.parse(decode(bytes, { allowUndefined: false, rejectDuplicateMapKeys: true }))
    for (const [table, rows] of Object.entries(act.puts)) for (const row of rows) keyOf(act, table, row)
    return act
  } catch {
    return null
  }
}

/** @throws when the row has none. */
export function keyOf({ keys }: Pick<JournalAct, 'keys'>, table: string, row: JournalRow): JournalKey {
  const path = keys[table] ?? 'id'
  const key = typeof path === 'string' ? row[path] : path.map((one) => row[one])
  if (!isKey(key)) throw new Error(`a row of ${table} has no key`)
  return key
}

/** A text that two rows share only where they are one row of one table. */
export const placeOf = (table: string, key: JournalKey): string => `${table} ${JSON.stringify(key)}`
