import { type PDFContext, PDFDict, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import type { CrossReference, Place } from './cross-reference.ts'
import { ForeignParser } from './object-parser.ts'
import { Refusal } from './refusal.ts'

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
const isWhite = (byte: number | undefined): boolean =>
  byte !== undefined && [0, 9, 10, 12, 13, 32].includes(byte)

/**
 * Finds the objects of a file whose cross-reference is not whole, as viewers do then: by going through its bytes. Each
 * viewer has its own rules for what it finds twice, so that such a file is read only where nothing is there twice.
 * @throws Refusal `ambiguous` where something is, `damaged` where the end of the file is missing.
 */
export function searchObjects(source: Uint8Array, context: PDFContext): CrossReference {
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.byteLength)
  // a file that was cut off may still be readable in part: what is missing must not be hidden
  const end = buffer.lastIndexOf('%%EOF')
  if (end < 0 || hasObjects(buffer, end)) throw new Refusal('damaged')
  const places = new Map<number, Place>()
  for (const { number, generation, offset } of headersIn(buffer, 0)) {
    if (places.has(number)) throw new Refusal('ambiguous')
    places.set(number, { kind: 'at', offset, generation })
  }
  const trailers = trailersOf(buffer, places, context)
  const roots = new Map(
    trailers.flatMap((one) => one.get(PDFName.of('Root')) ?? []).map((one) => [String(one), one]),
  )
  if (roots.size > 1) throw new Refusal('ambiguous')
  const [root] = roots.values()
  return {
    places,
    freed: new Set(),
    root: root instanceof PDFRef ? root : undefined,
    isEncrypted: trailers.some((trailer) => trailer.has(PDFName.of('Encrypt'))),
  }
}

/** Whether an object begins behind this place. */
export const hasObjects = (buffer: Buffer, at: number): boolean => !headersIn(buffer, at).next().done

type Header = { readonly number: number; readonly generation: number; readonly offset: number }
/** `12 0 obj`, wherever it stands. */
function* headersIn(buffer: Buffer, from: number): Generator<Header> {
  for (let at = buffer.indexOf('obj', from); at >= 0; at = buffer.indexOf('obj', at + 3)) {
    const generation = numberBefore(buffer, at)
    const number = generation && numberBefore(buffer, generation.offset)
    if (number && number.offset >= from)
      yield { number: number.value, generation: generation.value, offset: number.offset }
  }
}

function numberBefore(
  buffer: Buffer,
  end: number,
): { readonly value: number; readonly offset: number } | null {
  let last = end
  while (last > 0 && isWhite(buffer[last - 1])) last--
  let first = last
  while (first > 0 && last - first < 10 && isDigit(buffer[first - 1])) first--
  if (first === last || last === end || isDigit(buffer[first - 1])) return null
  return { value: Number(buffer.toString('latin1', first, last)), offset: first }
}

function trailersOf(
  buffer: Buffer,
  places: ReadonlyMap<number, Place>,
  context: PDFContext,
): readonly PDFDict[] {
  const trailers: PDFDict[] = []
  const parse = (at: number): void => {
    try {
      const object = new ForeignParser(buffer, at, context).parseObject()
      if (object instanceof PDFDict) trailers.push(object)
      if (object instanceof PDFRawStream) trailers.push(object.dict)
    } catch (error) {
      if (error instanceof Refusal) throw error
      // what is no trailer says nothing of the root
    }
  }
  for (let at = buffer.indexOf('trailer'); at >= 0; at = buffer.indexOf('trailer', at + 7)) {
    if (trailers.length > 1000) throw new Refusal('damaged')
    parse(at + 7)
  }
  for (const place of places.values())
    if (place.kind === 'at') {
      const head = buffer.toString('latin1', place.offset, place.offset + 1024)
      if (/\/Type\s*\/XRef\b/.test(head)) parse(place.offset + head.indexOf('obj') + 3)
    }
  return trailers
}
