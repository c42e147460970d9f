import { createInflate, deflateSync } from 'node:zlib'
import { asRefusal, Refusal } from './reading/refusal.ts'

/** What a PNG says of itself (ISO 15948): sizes in pixels; `kind` is its colour type. */
export type Png = {
  readonly width: number
  readonly height: number
  readonly bits: number
  readonly kind: number
  readonly isInterlaced: boolean
  readonly channels: number
  readonly palette: Uint8Array
  /** The opacity of the colours of its palette. */
  readonly opacities: Uint8Array | null
  readonly data: readonly Buffer[]
}

const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const depthsOf: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** Sizes and the places of the data; nothing is unpacked. @throws Refusal `damaged` */
export function readPng(buffer: Buffer): Png {
  if (buffer.length < 33) throw new Refusal('damaged')
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  const [bits = 0, kind = 0, interlaced = 0] = [buffer[24], buffer[25], buffer[28]]
  const channels = channelsOf[kind]
  if (!channels || !depthsOf[kind]?.includes(bits) || interlaced > 1 || width === 0 || height === 0)
    throw new Refusal('damaged')
  const data: Buffer[] = []
  let [palette, opacities]: [Uint8Array, Uint8Array | null] = [new Uint8Array(), null]
  let hasEnd = false
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at)
    const type = buffer.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > buffer.length) break
    const content = buffer.subarray(at + 8, at + 8 + length)
    if (type === 'IDAT') data.push(content)
    if (type === 'PLTE') palette = content
    if (type === 'tRNS' && kind === 3) opacities = content
    if (type === 'IEND') hasEnd = true
    at += 12 + length
  }
  if (!hasEnd) throw new Refusal('damaged')
  return {
    width,
    height,
    bits,
    kind,
    isInterlaced: interlaced === 1,
    channels,
    palette,
    opacities,
    data,
  }
}

/** Which pixels of the whole a pass of an interlaced picture holds: where it begins, and every how many. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const
type Row = {
  /** As it is drawn, without filter. It is written over by the next but one. */
  readonly bytes: Uint8Array
  /** Its line in the whole, and which pixels of that line it holds. */
  readonly y: number
  readonly firstX: number
  readonly stepX: number
  readonly count: number
}

/**
 * All rows of a picture, one after the other, so that no more than a few of them are in memory.
 * @param onRow Null to see only whether all of them are there.
 * @throws Refusal `damaged` when one is missing or cannot be unpacked.
 */
export async function eachRow(png: Png, onRow: ((row: Row) => void) | null): Promise<void> {
  const { width, height, bits, channels, isInterlaced } = png
  const step = Math.max(1, (channels * bits) >> 3)
  const queue = (isInterlaced ? passes : [[0, 0, 1, 1] as const]).map(([firstX, firstY, stepX, stepY]) => ({
    firstX,
    firstY,
    stepX,
    stepY,
    count: Math.max(0, Math.ceil((width - firstX) / stepX)),
    rows: Math.max(0, Math.ceil((height - firstY) / stepY)),
  }))
  let pass = queue.shift()
  let row = 0
  let [current, above] = [new Uint8Array(), new Uint8Array()]
  let filled = 0
  const next = (): boolean => {
    while (pass && (row >= pass.rows || pass.count === 0)) {
      pass = queue.shift()
      row = 0
    }
    if (!pass) return false
    const size = 1 + Math.ceil((pass.count * channels * bits) / 8)
    if (row === 0) [current, above] = [new Uint8Array(size), new Uint8Array(size)]
    filled = 0
    return true
  }
  const take = (chunk: Uint8Array): void => {
    for (let from = 0; pass && from < chunk.length; ) {
      const part = chunk.subarray(from, from + current.length - filled)
      current.set(part, filled)
      filled += part.length
      from += part.length
      if (filled < current.length) return
      if ((current[0] ?? 0) > 4) throw new Refusal('damaged')
      const { firstX, firstY, stepX, stepY, count } = pass
      if (onRow) {
        unfilter(current, above, step)
        onRow({ bytes: current.subarray(1), y: firstY + row * stepY, firstX, stepX, count })
      }
      ;[current, above] = [above, current]
      row++
      if (!next()) return
    }
  }
  if (!next()) throw new Refusal('damaged')
  const inflate = createInflate()
  const feed = async (): Promise<void> => {
    for (const part of png.data)
      if (!inflate.write(part)) await new Promise((resolve) => inflate.once('drain', resolve))
    inflate.end()
  }
  const fed = feed()
  try {
    for await (const chunk of inflate) {
      take(chunk)
      if (!pass) break // what stands behind the last row belongs to nobody
    }
  } catch (error) {
    throw asRefusal(error)
  }
  inflate.destroy()
  void fed.catch(() => undefined)
  if (pass) throw new Refusal('damaged')
}

function unfilter(row: Uint8Array, above: Uint8Array, step: number): void {
  const filter = row[0]
  for (let at = 1; at < row.length; at++) {
    const left = at > step ? (row[at - step] ?? 0) : 0
    const up = above[at] ?? 0
    let guess = 0
    if (filter === 1) guess = left
    else if (filter === 2) guess = up
    else if (filter === 3) guess = (left + up) >> 1
    else if (filter === 4) {
      const corner = at > step ? (above[at - step] ?? 0) : 0
      const sum = left + up - corner
      const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)]
      guess = a <= b && a <= c ? left : b <= c ? up : corner
    }
    row[at] = (row[at] ?? 0) + guess
  }
  row[0] = 0
}

/** What is shown of a picture on a page: no screen and no printer shows more of an A4. */
const shownPixels = 9_000_000

export type Shrunk = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

/**
 * A picture on white, smaller by a whole number where it has more pixels than a page shows: each of its pixels is the mean
 * of a square, in an interlaced one its upper left pixel. `rgb` is deflated.
 */
export async function shrunkPng(png: Png): Promise<Shrunk> {
  const by = Math.ceil(Math.sqrt((png.width * png.height) / shownPixels))
  const [width, height] = [Math.ceil(png.width / by), Math.ceil(png.height / by)]
  const rgb = new Uint8Array(width * height * 3)
  const sums = new Uint32Array(width * 3)
  const counts = new Uint32Array(width)
  const colour = colourOf(png)
  const pixel: [number, number, number] = [0, 0, 0]
  const flush = (line: number): void => {
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++)
        rgb[(line * width + x) * 3 + channel] = (sums[x * 3 + channel] ?? 0) / Math.max(1, counts[x] ?? 1)
    sums.fill(0)
    counts.fill(0)
  }
  await eachRow(png, ({ bytes, y, firstX, stepX, count }) => {
    if (png.isInterlaced && y % by !== 0) return
    const line = Math.floor(y / by)
    for (let index = 0; index < count; index++) {
      const x = firstX + index * stepX
      if (png.isInterlaced && x % by !== 0) continue
      colour(bytes, index, pixel)
      const column = Math.floor(x / by)
      if (png.isInterlaced) rgb.set(pixel, (line * width + column) * 3)
      else {
        sums[column * 3] = (sums[column * 3] ?? 0) + pixel[0]
        sums[column * 3 + 1] = (sums[column * 3 + 1] ?? 0) + pixel[1]
        sums[column * 3 + 2] = (sums[column * 3 + 2] ?? 0) + pixel[2]
        counts[column] = (counts[column] ?? 0) + 1
      }
    }
    if (!png.isInterlaced && (y % by === by - 1 || y === png.height - 1)) flush(line)
  })
  return { width, height, rgb: deflateSync(rgb) }
}

/** Reads a pixel of a row as it is seen on white, into `out`. */
function colourOf({ bits, kind, channels, palette, opacities }: Png) {
  const bytes = bits === 16 ? 2 : 1
  const most = (1 << Math.min(bits, 8)) - 1
  const sample = (row: Uint8Array, index: number): number => {
    if (bits >= 8) return row[index * bytes] ?? 0
    const at = index * bits
    return ((row[at >> 3] ?? 0) >> (8 - bits - (at & 7))) & most
  }
  const onWhite = (value: number, opacity: number): number =>
    Math.round((value * opacity + 255 * (255 - opacity)) / 255)
  return (row: Uint8Array, index: number, out: [number, number, number]): void => {
    const first = index * channels
    if (kind === 3) {
      const at = sample(row, first)
      const opacity = opacities?.[at] ?? 255
      for (let channel = 0; channel < 3; channel++)
        out[channel] = onWhite(palette[at * 3 + channel] ?? 0, opacity)
      return
    }
    const opacity = kind === 4 || kind === 6 ? sample(row, first + channels - 1) : 255
    const isGrey = kind === 0 || kind === 4
    for (let channel = 0; channel < 3; channel++) {
      const value = sample(row, first + (isGrey ? 0 : channel))
      out[channel] = onWhite(bits < 8 ? Math.round((value * 255) / most) : value, opacity)
    }
  }
}
