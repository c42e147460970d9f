import { decode, encode } from 'cborg'
import { decodeAct, type KeyPath, placeOf } from '../../../src-shared/journal/act.ts'
import { eachEntry, eachItem, headAt, NotCbor, skip, textAt } from './walk-cbor.ts'

/** A row as it stands in an act, not decoded: the bytes of `source` between two places. A view of each would cost far more. */
export type RawRow = {
  readonly place: string
  readonly source: Buffer
  readonly from: number
  readonly to: number
}
export type RawAct = {
  readonly clears: readonly string[]
  /** Places by table. */
  readonly deletes: ReadonlyMap<string, readonly string[]>
  readonly puts: ReadonlyMap<string, readonly RawRow[]>
  readonly keys: Readonly<Record<string, KeyPath>>
}

/** What an act does, without decoding its rows; null where the bytes are no act. */
export function readRawAct(payload: Uint8Array): RawAct | null {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
  try {
    const parts = new Map<string, number>()
    eachEntry(bytes, 0, (key, at) => void parts.set(key, at))
    const putsAt = parts.get('puts')
    parts.delete('puts')
    const others = decodeAct(
      encode(
        Object.fromEntries([...parts].map(([key, at]) => [key, decode(bytes.subarray(at, skip(bytes, at)))])),
      ),
    )
    if (!others) return null
    const puts = new Map<string, readonly RawRow[]>()
    if (putsAt !== undefined)
      eachEntry(
        bytes,
        putsAt,
        (table, at) => void puts.set(table, rowsAt(bytes, at, table, others.keys[table])),
      )
    const deletes = new Map(
      Object.entries(others.deletes).map(([table, keys]) => [table, keys.map((key) => placeOf(table, key))]),
    )
    return { clears: others.clears, deletes, puts, keys: others.keys }
  } catch {
    return null // whatever a decoder finds wrong
  }
}

function rowsAt(bytes: Buffer, at: number, table: string, path: KeyPath = 'id'): readonly RawRow[] {
  const rows: RawRow[] = []
  eachItem(bytes, at, (from) => {
    const { key, to } = keyAt(bytes, from, path)
    rows.push({ place: placeOf(table, key), source: bytes, from, to })
    return to
  })
  return rows
}

type Scalar = string | number
/** The key of a row, and the byte behind the row. */
function keyAt(
  bytes: Buffer,
  at: number,
  path: KeyPath,
): { readonly key: Scalar | readonly Scalar[]; readonly to: number } {
  const fields = [path].flat()
  const parts = new Map<string, Scalar>()
  const to = eachEntry(bytes, at, (field, valueAt) => {
    if (fields.includes(field)) parts.set(field, scalarAt(bytes, valueAt))
  })
  const key = fields.flatMap((field) => parts.get(field) ?? [])
  const [first] = key
  if (first === undefined || key.length < fields.length) throw new NotCbor() // a row without its key
  return { key: typeof path === 'string' ? first : key, to }
}

function scalarAt(bytes: Buffer, at: number): Scalar {
  const { major, value } = headAt(bytes, at)
  if (major === 3) return textAt(bytes, at).text
  if (major === 0) return value
  const decoded: unknown = decode(bytes.subarray(at, skip(bytes, at)))
  if (typeof decoded !== 'number') throw new NotCbor()
  return decoded
}

/** An act (docs/journal.md) that puts these rows and nothing else. */
export function encodeRows(table: string, path: KeyPath | undefined, rows: readonly RawRow[]): Buffer {
  const keys = path === undefined ? [] : [encode('keys'), encode({ [table]: path })]
  const count = rows.length
  return Buffer.concat([
    Buffer.from([path === undefined ? 0xa1 : 0xa2]),
    ...keys,
    encode('puts'),
    Buffer.from([0xa1]),
    encode(table),
    arrayHead(count),
    ...rows.map(({ source, from, to }) => source.subarray(from, to)),
  ])
}

function arrayHead(count: number): Buffer {
  if (count < 24) return Buffer.from([0x80 | count])
  const [sign, length] = count < 0x100 ? [0x98, 1] : count < 0x1_0000 ? [0x99, 2] : [0x9a, 4]
  const head = Buffer.alloc(1 + length)
  head.writeUInt8(sign)
  head.writeUIntBE(count, 1, length)
  return head
}
