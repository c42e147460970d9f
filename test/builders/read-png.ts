import { inflateSync } from 'node:zlib'

/** The rows of a PNG of eight bits, grey or as grey as its red is, as Poppler writes them (PNG specification, 9: filters). */
export function readGrey(bytes: Uint8Array): {
  readonly width: number
  readonly height: number
  readonly rows: readonly Uint8Array[]
} {
  const buffer = Buffer.from(bytes)
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  const channels = { 0: 1, 2: 3 }[buffer[25] ?? -1]
  if (buffer[24] !== 8 || !channels || buffer[28] !== 0) throw new Error('no PNG of eight bits')
  const stride = width * channels
  const parts: Buffer[] = []
  for (let at = 8; at < buffer.length; at += 12 + buffer.readUInt32BE(at))
    if (buffer.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(buffer.subarray(at + 8, at + 8 + buffer.readUInt32BE(at)))
  const data = inflateSync(Buffer.concat(parts))
  const rows: Uint8Array[] = []
  let above: Uint8Array = new Uint8Array(stride)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)] ?? 0
    const line = data.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1))
    const row = new Uint8Array(stride)
    for (let x = 0; x < stride; x++) {
      const [left = 0, up = 0, corner = 0] = [row[x - channels], above[x], above[x - channels]]
      row[x] = (line[x] ?? 0) + predicted(filter, left, up, corner)
    }
    rows.push(row.filter((_, x) => x % channels === 0))
    above = row
  }
  return { width, height, rows }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const estimate = left + up - corner
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(estimate - value))
  return (a ?? 0) <= (b ?? 0) && (a ?? 0) <= (c ?? 0) ? left : (b ?? 0) <= (c ?? 0) ? up : corner
}
