import { inflateSync } from 'node:zlib'
import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, PDFRawStream, type PDFRef } from 'pdf-lib'
import { isEqualJson } from '../../../../src-shared/kernel/is-equal-json.ts'
import { ForeignParser } from './object-parser.ts'
import { Refusal } from './refusal.ts'

/** Where an object lies: at an offset, or as one of those in an object stream; `free` where there is none of its number. */
export type Place =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number }
export type CrossReference = {
  readonly places: ReadonlyMap<number, Place>
  /** Numbers of an older edition that a newer one calls free: some readers go on taking the old object. */
  readonly freed: ReadonlySet<number>
  readonly root: PDFRef | undefined
  readonly isEncrypted: boolean
}
type Section = {
  readonly entries: readonly (readonly [number: number, place: Place])[]
  readonly trailer: PDFDict
}

export const maxObjects = 1_000_000
const maxBytes = 64 * 1024 * 1024

/**
 * Follows a file's own cross-reference from its end to its first edition, as viewers do: of what is said of one number,
 * the latest counts (ISO 32000-1, 7.5.4 to 7.5.8). Null where it is not whole: then viewers look for objects by themselves.
 * @param source From the header on, for that is where offsets are counted from.
 * @throws Refusal `ambiguous` where viewers follow it differently.
 */
export function readCrossReference(source: Uint8Array, context: PDFContext): CrossReference | null {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  const start = /^startxref\s+(\d{1,15})\b/.exec(latin(buffer, buffer.lastIndexOf('startxref'), 64))?.[1]
  if (start === undefined) return null
  const places = new Map<number, Place>()
  const freed = new Set<number>()
  const seen = new Set<number>()
  const add = ({ entries }: Section): void => {
    for (const [number, place] of entries)
      if (!places.has(number)) places.set(number, place)
      else if (places.get(number)?.kind === 'free' && place.kind !== 'free') freed.add(number)
    if (places.size > maxObjects) throw new Refusal('too-large')
  }
  let newest: PDFDict | null = null
  let isEncrypted = false
  for (let at: number | null = Number(start); at !== null; ) {
    if (seen.has(at)) return null
    seen.add(at)
    const section = readSection(buffer, at, context)
    if (!section) return null
    newest ??= section.trailer
    isEncrypted ||= section.trailer.has(PDFName.of('Encrypt'))
    add(section)
    const hybrid = offsetIn(section.trailer, 'XRefStm')
    if (hybrid === undefined) return null
    if (hybrid !== null) {
      const further = readSection(buffer, hybrid, context)
      if (!further) return null
      if (disagree(section, further)) throw new Refusal('ambiguous')
      add(further)
    }
    const previous = offsetIn(section.trailer, 'Prev')
    if (previous === undefined) return null
    at = previous
  }
  if (places.get(0) !== undefined && places.get(0)?.kind !== 'free') return null
  return { places, freed, root: newest?.get(PDFName.of('Root')) as PDFRef | undefined, isEncrypted }
}

const latin = (buffer: Buffer, at: number, length: number): string =>
  at < 0 ? '' : buffer.toString('latin1', at, Math.min(buffer.length, at + length))

/** An offset that a trailer names; null where it names none, undefined where what it names is none. */
function offsetIn(trailer: PDFDict, key: string): number | null | undefined {
  const value = trailer.get(PDFName.of(key))
  if (value === undefined) return null
  return value instanceof PDFNumber && Number.isInteger(value.asNumber()) && value.asNumber() >= 0
    ? value.asNumber()
    : undefined
}

/** What a table calls free and the stream beside it does not: some readers follow the one, some the other. */
function disagree(table: Section, stream: Section): boolean {
  const inStream = new Map(stream.entries)
  return table.entries.some(([number, place]) => {
    const other = inStream.get(number)
    return other !== undefined && !isEqualJson(other, place)
  })
}

function readSection(buffer: Buffer, at: number, context: PDFContext): Section | null {
  const head = latin(buffer, at, 64)
  const white = /^[\0\t\n\f\r ]*/.exec(head)?.[0].length ?? 0
  if (/^xref[\0\t\n\f\r ]/.test(head.slice(white))) return readTable(buffer, at + white + 4, context)
  const object = /^\d+\s+\d+\s+obj\b/.exec(head.slice(white))
  return object ? readStream(buffer, at + white + object[0].length, context) : null
}

function readTable(buffer: Buffer, at: number, context: PDFContext): Section | null {
  const end = buffer.indexOf('trailer', at)
  const text = latin(buffer, at, Math.max(0, end - at))
  if (end < 0 || !/^[\d\snf\0]*$/.test(text)) return null
  const words = text.match(/\d+|[nf]/g) ?? []
  const entries: [number, Place][] = []
  for (let next = 0; next < words.length; ) {
    let [first, count] = [Number(words[next]), Number(words[next + 1])]
    next += 2
    if (!Number.isInteger(first) || !Number.isInteger(count) || next + 3 * count > words.length) return null
    for (let index = 0; index < count; index++, next += 3) {
      const [offset, generation, type] = [Number(words[next]), Number(words[next + 1]), words[next + 2]]
      if (!Number.isInteger(offset) || !Number.isInteger(generation) || (type !== 'n' && type !== 'f'))
        return null
      // a mistake of some programs that all readers forgive: the first object is always the free one
      if (index === 0 && type === 'f' && first === 1) first = 0
      entries.push([
        first + index,
        type === 'n' && offset > 0 ? { kind: 'at', offset, generation } : { kind: 'free' },
      ])
    }
    count = 0
  }
  try {
    const trailer = new ForeignParser(buffer, end + 'trailer'.length, context).parseObject()
    return trailer instanceof PDFDict ? { entries, trailer } : null
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

function readStream(buffer: Buffer, at: number, context: PDFContext): Section | null {
  try {
    const stream = new ForeignParser(buffer, at, context).parseObject()
    if (!(stream instanceof PDFRawStream)) return null
    const { dict } = stream
    const [type, offset, third] = numbersOf(dict, 'W') ?? []
    const size = dict.get(PDFName.of('Size'))
    const spans = numbersOf(dict, 'Index') ?? (size instanceof PDFNumber ? [0, size.asNumber()] : null)
    if (type === undefined || offset === undefined || third === undefined || !spans) return null
    if ([type, offset, third].some((width) => width < 0 || width > 8) || type + offset + third === 0)
      return null
    const data = unpacked(stream)
    if (!data) return null
    const entries: [number, Place][] = []
    let read = 0
    const take = (width: number, otherwise: number): number => {
      if (width === 0) return otherwise
      let value = 0
      for (let index = 0; index < width; index++) value = value * 256 + (data[read++] ?? 0)
      return value
    }
    for (let span = 0; span + 1 < spans.length; span += 2) {
      const [first = 0, count = 0] = spans.slice(span)
      if (first < 0 || count < 0 || read + count * (type + offset + third) > data.length) return null
      if (count > maxObjects) throw new Refusal('too-large')
      for (let index = 0; index < count; index++) {
        const [kind, second, last] = [take(type, 1), take(offset, 0), take(third, 0)]
        if (kind > 2) return null
        entries.push([
          first + index,
          kind === 2
            ? { kind: 'in', stream: second, index: last }
            : kind === 1 && second > 0
              ? { kind: 'at', offset: second, generation: last }
              : { kind: 'free' },
        ])
      }
    }
    return { entries, trailer: dict }
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
}

function numbersOf(dict: PDFDict, key: string): number[] | null {
  const value = dict.get(PDFName.of(key))
  if (!(value instanceof PDFArray)) return null
  const numbers = value.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : Number.NaN))
  return numbers.every(Number.isInteger) ? numbers : null
}

/** What a cross-reference stream or an object stream holds; null where it is packed as such streams never are. */
export function unpacked({ dict, contents }: PDFRawStream): Uint8Array | null {
  const filter = String(dict.get(PDFName.of('Filter')) ?? '').replaceAll(/[[\]\s]/g, '')
  const given = dict.get(PDFName.of('DecodeParms'))
  const params = given instanceof PDFArray && given.size() === 1 ? given.get(0) : given
  if (filter === '') return contents
  if (filter !== '/FlateDecode') return null
  const bytes = inflateSync(contents, { maxOutputLength: maxBytes, finishFlush: 2 })
  if (!(params instanceof PDFDict)) return params === undefined ? bytes : null
  const number = (key: string, otherwise: number): number => {
    const value = params.get(PDFName.of(key))
    return value instanceof PDFNumber ? value.asNumber() : otherwise
  }
  const predictor = number('Predictor', 1)
  if (predictor === 1) return bytes
  if (predictor < 10 || number('Colors', 1) !== 1 || number('BitsPerComponent', 8) !== 8) return null
  return unfiltered(bytes, number('Columns', 1))
}

/** Takes back the PNG filters by which a table of numbers is made to pack well (ISO 15948, 9). */
function unfiltered(bytes: Uint8Array, columns: number): Uint8Array | null {
  if (!Number.isInteger(columns) || columns < 1) return null
  const rows = Math.floor(bytes.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const filter = bytes[row * (columns + 1)]
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column
      const left = column > 0 ? (out[at - 1] ?? 0) : 0
      const above = row > 0 ? (out[at - columns] ?? 0) : 0
      const corner = row > 0 && column > 0 ? (out[at - columns - 1] ?? 0) : 0
      const raw = bytes[row * (columns + 1) + 1 + column] ?? 0
      out[at] = raw + predicted(filter, left, above, corner)
    }
  }
  return out
}

function predicted(filter: number | undefined, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left
    case 2:
      return above
    case 3:
      return (left + above) >> 1
    case 4: {
      const guess = left + above - corner
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
      return a <= b && a <= c ? left : b <= c ? above : corner
    }
    default:
      return 0
  }
}
