import { decode, encode } from 'cborg'
import { z } from 'zod'

/**
 * One act as the journal keeps it: what the window's tables are given and what is taken from them, in one transaction.
 * Rows stand as they stand in the database, sealed where they are sealed there. `docs/journal.md` describes the bytes.
 */
const Scalar = z.union([z.string(), z.number()])
const JournalKey = z.union([Scalar, z.array(Scalar).min(1)])
export type JournalKey = z.infer<typeof JournalKey>
const JournalRow = z.record(z.string(), z.unknown())
export type JournalRow = z.infer<typeof JournalRow>
const KeyPath = z.union([z.string(), z.array(z.string()).min(1)])
export type KeyPath = z.infer<typeof KeyPath>

export const JournalAct = z.strictObject({
  /** Tables that are emptied first. */
  clears: z.array(z.string()).default([]),
  puts: z.record(z.string(), z.array(JournalRow)).default({}),
  deletes: z.record(z.string(), z.array(JournalKey)).default({}),
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
  return JournalKey.parse(typeof path === 'string' ? row[path] : path.map((one) => row[one]))
}

/** A text that two rows share only where they are one row of one table. */
export const placeOf = (table: string, key: JournalKey): string => `${table} ${JSON.stringify(key)}`
