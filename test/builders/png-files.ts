import { deflateSync } from 'node:zlib'

type PngOver = {
  readonly width: number
  readonly height: number
  /** 0 grey, 2 colours, 3 palette, 4 grey with opacity, 6 colours with opacity. */
  readonly kind?: number
  readonly bits?: number
  readonly isInterlaced?: boolean
  /** Which filter the rows say that they have. */
  readonly filter?: number
  readonly level?: number
}
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** A picture that is dark on its left half and light on its right; what has opacity is see-through on the right. */
export function aPngOf({
  width,
  height,
  kind = 6,
  bits = 8,
  isInterlaced = false,
  filter = 0,
  level = 1,
}: PngOver): Buffer {
  const bytes = Math.max(1, bits >> 3) * (channels[kind] ?? 1)
  const pixel = (isLight: boolean): number[] => {
    const one = (value: number): number[] => Array.from({ length: Math.max(1, bits >> 3) }, () => value)
    const shade = one(isLight ? 230 : 20)
    switch (kind) {
      case 3:
        return [isLight ? 1 : 0]
      case 4:
        return [...shade, ...one(isLight ? 0 : 255)]
      case 6:
        return [...shade, ...shade, ...shade, ...one(isLight ? 0 : 255)]
      case 2:
        return [...shade, ...shade, ...shade]
      default:
        return shade
    }
  }
  const [dark, light] = [pixel(false), pixel(true)]
  const rows: Buffer[] = []
  for (const [x0, y0, dx, dy] of isInterlaced ? passes : [[0, 0, 1, 1] as const]) {
    const count = Math.max(0, Math.ceil((width - x0) / dx))
    if (count === 0) continue
    const row = Buffer.alloc(1 + count * bytes)
    for (let index = 0; index < count; index++)
      row.set(x0 + index * dx < width / 2 ? dark : light, 1 + index * bytes)
    const packed = filtered(row, filter, bytes)
    for (let y = y0; y < height; y += dy) rows.push(packed)
  }
  return pngFile({ width, height, bits, kind, isInterlaced }, deflateSync(Buffer.concat(rows), { level }))
}

/** With filter 1 each sample is the difference to the pixel before it. */
function filtered(row: Buffer, filter: number, bytes: number): Buffer {
  if (filter !== 1) return row
  const out = Buffer.from(row)
  for (let at = out.length - 1; at > bytes; at--) out[at] = (row[at] ?? 0) - (row[at - bytes] ?? 0)
  out[0] = 1
  return out
}

type Head = { width: number; height: number; bits: number; kind: number; isInterlaced: boolean }
export function pngFile({ width, height, bits, kind, isInterlaced }: Head, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, kind, 0, 0, isInterlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(kind === 3
      ? [chunk('PLTE', Buffer.from([20, 20, 20, 230, 230, 230])), chunk('tRNS', Buffer.from([255, 0]))]
      : []),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Nobody here looks at the check sums. */
function chunk(type: string, data: Uint8Array): Buffer {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  out.set(data, 8)
  return out
}
