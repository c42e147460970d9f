import type { HistoryEntry } from './history.ts'
import type { Head, Pending, RecordState } from './merge.ts'
import type { Json } from './operation.ts'

/**
 * A record as it is stored. Most writes touch many fields at once, so the write stands once with the names of its fields
 * and not once in each field: about half the bytes, and with them half the work of sealing and of the disk.
 */
export type PackedRecord = {
  readonly f: Readonly<Record<string, Json>>
  readonly h?: readonly (readonly [seq: number, deviceId: string, names: Names])[]
  /** Fields that held nothing before stand together; another one brings what it held. */
  readonly p?: readonly (
    | readonly [n: number, names: Names]
    | readonly [n: number, name: string, under: Json]
  )[]
  readonly c?: 1
  readonly y?: readonly PackedEntry[]
}
/** The names of fields; 0 for all that the record has, in their order. */
type Names = readonly string[] | 0
type PackedEntry = readonly [
  deviceId: string,
  n: number,
  seq: number | null,
  actor: string,
  at: string,
  kind: HistoryEntry['kind'],
  names: Names,
]

export function packRecord({ fields, heads, pending, contested, history }: RecordState): PackedRecord {
  const all = Object.keys(fields)
  const toNames = (names: readonly string[]): Names =>
    names.length === all.length && names.every((name, index) => name === all[index]) ? 0 : names

  const headGroups = Map.groupBy(Object.entries(heads), ([, [seq, deviceId]]) => `${seq} ${deviceId}`)
  const h = [...headGroups.values()].flatMap((group) => {
    const [first] = group
    return first ? [[...first[1], toNames(group.map(([name]) => name))] as const] : []
  })
  const unders = Object.entries(pending)
  const plain = Map.groupBy(
    unders.filter(([, { under }]) => under === undefined),
    ([, { n }]) => n,
  )
  const p = [
    ...[...plain].map(([n, group]) => [n, toNames(group.map(([name]) => name))] as const),
    ...unders.flatMap(([name, { n, under }]) => (under === undefined ? [] : [[n, name, under] as const])),
  ]
  const y = history?.map(
    ({ deviceId, n, seq, actor, at, kind, fields }): PackedEntry => [
      deviceId,
      n,
      seq,
      actor,
      at,
      kind,
      toNames(fields),
    ],
  )
  return {
    f: fields,
    ...(h.length > 0 ? { h } : {}),
    ...(p.length > 0 ? { p } : {}),
    ...(contested ? { c: 1 } : {}),
    ...(y ? { y } : {}),
  }
}

/** Reads what {@link packRecord} wrote, and records of before it, which were stored as they are. */
export function unpackRecord(stored: PackedRecord | RecordState): RecordState {
  if (!('f' in stored)) return stored
  const { f: fields, h = [], p = [], c, y } = stored
  const all = Object.keys(fields)
  const toList = (names: Names): readonly string[] => (names === 0 ? all : names)
  const heads: Record<string, Head> = {}
  for (const [seq, deviceId, names] of h) for (const name of toList(names)) heads[name] = [seq, deviceId]
  const pending: Record<string, Pending> = {}
  for (const [n, names, under] of p)
    if (typeof names === 'string') pending[names] = { n, under }
    else for (const name of toList(names)) pending[name] = { n, under: undefined }
  return {
    fields,
    heads,
    pending,
    contested: c === 1,
    ...(y
      ? {
          history: y.map(([deviceId, n, seq, actor, at, kind, names]) => ({
            deviceId,
            n,
            seq,
            actor,
            at,
            kind,
            fields: toList(names),
          })),
        }
      : {}),
  }
}
