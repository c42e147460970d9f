import {
  PDFCatalog,
  PDFContext,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib'
import {
  type CrossReference,
  maxObjects,
  type Place,
  readCrossReference,
  unpacked,
} from './cross-reference.ts'
import { ForeignParser } from './object-parser.ts'
import { Refusal } from './refusal.ts'
import { hasObjects, searchObjects } from './search-objects.ts'

/**
 * Reads another program's PDF so that an object is the one that viewers take: the one that the file's cross-reference
 * names, whatever else of its number lies about. pdf-lib's own reader goes through the bytes and takes the last.
 * @throws Refusal: `ambiguous` where viewers would not agree on what the file holds.
 */
export function readPdf(bytes: Uint8Array): PDFDocument {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // what stands before the header is not counted by those who say where objects lie
  const source = whole.subarray(Math.max(0, whole.subarray(0, 1029).indexOf('%PDF-')))
  const context = PDFContext.create()
  const table = readCrossReference(source, context)
  if (table?.isEncrypted) throw new Refusal('encrypted')
  if (table && isCutBehind(source)) throw new Refusal('damaged')
  const named = table && loadObjects(source, table)
  return documentOf(named ?? loadSearched(source))
}

/** An edition that was cut off behind a whole one: viewers show the older, but somebody meant the newer. */
function isCutBehind(source: Buffer): boolean {
  return hasObjects(source, source.lastIndexOf('startxref'))
}

function loadSearched(source: Buffer): PDFContext {
  const found = searchObjects(source, PDFContext.create())
  if (found.isEncrypted) throw new Refusal('encrypted')
  const context = loadObjects(source, found)
  if (!context) throw new Refusal('damaged')
  // those that are packed in streams are named nowhere: each may be there once
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!isObjectStream(object)) continue
    const { numbers, objectAt } = openObjectStream(object, context)
    for (const [index, number] of numbers.entries()) {
      if (context.lookup(PDFRef.of(number)) !== undefined) throw new Refusal('ambiguous')
      context.assign(PDFRef.of(number), objectAt(index))
    }
  }
  return context
}

/** All objects at their places; null when one is not where it should be. @throws Refusal */
function loadObjects(source: Buffer, { places, freed, root }: CrossReference): PDFContext | null {
  const context = PDFContext.create()
  const mentioned = new Set<PDFRef>()
  const onRef = (ref: PDFRef): void => void mentioned.add(ref)
  if (!root) return null
  context.trailerInfo.Root = root
  const numberAt = (ref: PDFRef): number | null => {
    const place = places.get(ref.objectNumber)
    if (place?.kind !== 'at') return null
    const text = source.toString('latin1', place.offset, place.offset + 80)
    const value = /^\s*\d+\s+\d+\s+obj\s+(\d+)\s+endobj/.exec(text)?.[1]
    return value === undefined ? null : Number(value)
  }
  try {
    for (const [number, place] of places) {
      if (place.kind !== 'at') continue
      const head = /^[\0\s]*(\d+)[\0\s]+(\d+)[\0\s]+obj/.exec(
        source.toString('latin1', place.offset, place.offset + 64),
      )
      if (!head || Number(head[1]) !== number || Number(head[2]) !== place.generation) return null
      const parser = new ForeignParser(source, place.offset + head[0].length, context, numberAt, onRef)
      context.assign(PDFRef.of(number, place.generation), parser.parseObject())
    }
    if (!fromObjectStreams(places, context, onRef)) return null
  } catch (error) {
    if (error instanceof Refusal) throw error
    return null
  }
  for (const { objectNumber, generationNumber } of mentioned) {
    const place = places.get(objectNumber)
    const isOther = place?.kind === 'at' ? place.generation !== generationNumber : generationNumber !== 0
    if (freed.has(objectNumber) || (place !== undefined && place.kind !== 'free' && isOther))
      throw new Refusal('ambiguous')
  }
  return context
}

function fromObjectStreams(
  places: ReadonlyMap<number, Place>,
  context: PDFContext,
  onRef: (ref: PDFRef) => void,
): boolean {
  const opened = new Map<number, ObjectStream>()
  for (const [number, place] of places) {
    if (place.kind !== 'in') continue
    const known = opened.get(place.stream)
    const object = known ? null : context.lookup(PDFRef.of(place.stream))
    if (!known && !isObjectStream(object)) return false
    const stream = known ?? openObjectStream(object as PDFRawStream, context, onRef) // asked just above
    opened.set(place.stream, stream)
    if (stream.numbers[place.index] !== number) return false
    context.assign(PDFRef.of(number), stream.objectAt(place.index))
  }
  return true
}

type ObjectStream = {
  readonly numbers: readonly number[]
  readonly objectAt: (index: number) => PDFObject
}
const isObjectStream = (object: unknown): object is PDFRawStream =>
  object instanceof PDFRawStream && object.dict.get(PDFName.of('Type')) === PDFName.of('ObjStm')

function openObjectStream(
  stream: PDFRawStream,
  context: PDFContext,
  onRef?: (ref: PDFRef) => void,
): ObjectStream {
  const [count, first] = ['N', 'First'].map((key) => {
    const value = stream.dict.lookup(PDFName.of(key))
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN
  })
  const data = unpackedOrRefused(stream)
  if (count === undefined || first === undefined || !(count >= 0) || !(first >= 0))
    throw new Refusal('damaged')
  if (count > maxObjects) throw new Refusal('too-large')
  const head = Buffer.from(data.buffer, data.byteOffset, Math.min(first, data.length)).toString('latin1')
  const words = (head.match(/\d+/g) ?? []).slice(0, 2 * count).map(Number)
  if (words.length < 2 * count || first > data.length) throw new Refusal('damaged')
  return {
    numbers: words.filter((_, index) => index % 2 === 0),
    objectAt: (index) =>
      new ForeignParser(data, first + (words[2 * index + 1] ?? 0), context, undefined, onRef).parseObject(),
  }
}

function unpackedOrRefused(stream: PDFRawStream): Uint8Array {
  try {
    const data = unpacked(stream)
    if (data) return data
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refusal('too-large')
  }
  throw new Refusal('damaged')
}

function documentOf(context: PDFContext): PDFDocument {
  const root = context.lookup(context.trailerInfo.Root)
  if (!(root instanceof PDFCatalog)) throw new Refusal('damaged')
  // pdf-lib makes documents of bytes alone, and would read those in its own way
  const Made = PDFDocument as unknown as new (
    context: PDFContext,
    ignoreEncryption: boolean,
    updateMetadata: boolean,
  ) => PDFDocument
  return new Made(context, true, false)
}
