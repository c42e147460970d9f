import type { Json } from '../../../src-shared/sync/operation.ts'
import { type ColumnName, columnNames, type PackedRows, type VisitColumns } from './visit-columns.ts'

/**
 * A month of visits as one block of bytes, so that unlocking reads a few blocks and not every row: the length of a header,
 * the header as JSON with each column's dictionary, the ids as 16 bytes each, and each column's numbers.
 * It is sealed before it is stored, and only ever read by the version that wrote its layout.
 */
const layout = 1
type Header = { readonly layout: number; readonly rows: number; readonly columns: [ColumnName, Json[]][] }

const idBytes = 16
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
/** Bytes of one number: a column has no more different values than rows. */
const widthFor = (rows: number): 2 | 4 => (rows > 0xff_ff ? 4 : 2)

export function packRows(columns: VisitColumns, slots: Uint32Array): Uint8Array {
  const packed = columnNames.map((name) => packColumn(columns, name, slots))
  const header: Header = {
    layout,
    rows: slots.length,
    columns: packed.map(({ name, dictionary }) => [name, dictionary]),
  }
  const headerBytes = new TextEncoder().encode(JSON.stringify(header))
  const width = widthFor(slots.length)
  const bytes = new Uint8Array(4 + headerBytes.length + slots.length * (idBytes + width * packed.length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, headerBytes.length)
  bytes.set(headerBytes, 4)
  let at = 4 + headerBytes.length
  for (const slot of slots) {
    const hex = columns.idOf(slot).replaceAll('-', '')
    for (let digit = 0; digit < hex.length; digit += 2)
      bytes[at++] = Number.parseInt(hex.slice(digit, digit + 2), 16)
  }
  for (const { codes } of packed)
    for (const code of codes) {
      if (width === 2) view.setUint16(at, code)
      else view.setUint32(at, code)
      at += width
    }
  return bytes
}

function packColumn(columns: VisitColumns, name: ColumnName, slots: Uint32Array) {
  const { codes, dictionary } = columns.column(name)
  const [all, values] = [codes(), dictionary()]
  const local = new Map<number, number>()
  const own = Array.from(slots, (slot) => {
    const code = all[slot] ?? 0
    const known = local.get(code)
    if (known !== undefined) return known
    local.set(code, local.size)
    return local.size - 1
  })
  return { name, codes: own, dictionary: [...local.keys()].map((code) => values[code] ?? null) }
}

/** The rows of a block; null when another version wrote it with other columns. */
export function unpackRows(bytes: Uint8Array): PackedRows | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = view.getUint32(0)
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerBytes))) as Header // sealed by us
  const names = header.columns?.map(([name]) => name)
  if (header.layout !== layout || names.join() !== columnNames.join()) return null
  let at = 4 + headerBytes
  const ids = Array.from({ length: header.rows }, (_, row) => {
    let hex = ''
    for (let byte = at + row * idBytes; byte < at + (row + 1) * idBytes; byte++)
      hex += hexOf[bytes[byte] ?? 0]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  })
  at += header.rows * idBytes
  const width = widthFor(header.rows)
  const columns = new Map<ColumnName, { dictionary: readonly Json[]; codes: Uint32Array }>()
  for (const [name, dictionary] of header.columns) {
    const codes = new Uint32Array(header.rows)
    for (let row = 0; row < header.rows; row++, at += width)
      codes[row] = width === 2 ? view.getUint16(at) : view.getUint32(at)
    columns.set(name, { dictionary, codes })
  }
  return { ids, columns }
}
