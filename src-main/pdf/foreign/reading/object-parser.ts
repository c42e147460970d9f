import {
  PDFCatalog,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFPageLeaf,
  PDFPageTree,
  PDFRawStream,
  PDFRef,
  type PDFStream,
} from 'pdf-lib'
import { Refusal } from './refusal.ts'

type ByteStream = ConstructorParameters<typeof PDFObjectParser>[0]
/** pdf-lib keeps the class of its streams to itself, but makes one for whoever parses bytes. */
const streamOf = (bytes: Uint8Array, context: PDFContext): ByteStream =>
  (PDFObjectParser.forBytes(bytes, context) as unknown as { readonly bytes: ByteStream }).bytes

const keyword = (word: string): number[] => [...Buffer.from(word, 'latin1')]
const [streamWord, endstreamWord] = [keyword('stream'), keyword('endstream')]
const [lessThan, greaterThan] = [0x3c, 0x3e]
const [lineFeed, carriageReturn] = [10, 13]
const isWhite = (byte: number | undefined): boolean =>
  byte !== undefined && [0, 9, lineFeed, 12, carriageReturn, 32].includes(byte)

/**
 * pdf-lib's parser of one object, made to agree with viewers: a stream is as long as it says, also where its length is an
 * object of its own; and an object that viewers read each in their own way is not read at all.
 * @throws Refusal, or pdf-lib's error for what is no object.
 */
export class ForeignParser extends PDFObjectParser {
  private readonly source: Uint8Array
  private readonly numberAt: (ref: PDFRef) => number | null
  private readonly onRef: (ref: PDFRef) => void

  /**
   * @param numberAt What an indirect length says; null where it is no number.
   * @param onRef Is told of every object that is referred to.
   */
  constructor(
    source: Uint8Array,
    at: number,
    context: PDFContext,
    numberAt: (ref: PDFRef) => number | null = () => null,
    onRef: (ref: PDFRef) => void = () => undefined,
  ) {
    super(streamOf(source, context), context)
    this.source = source
    this.numberAt = numberAt
    this.onRef = onRef
    this.bytes.moveTo(at)
  }

  protected override parseNumberOrRef(): PDFNumber | PDFRef {
    const parsed = super.parseNumberOrRef()
    if (parsed instanceof PDFRef) this.onRef(parsed)
    return parsed
  }

  protected override parseDict(): PDFDict {
    this.bytes.assertNext(lessThan)
    this.bytes.assertNext(lessThan)
    this.skipWhitespaceAndComments()
    const entries = new Map<PDFName, PDFObject>()
    while (
      !this.bytes.done() &&
      !(this.bytes.peek() === greaterThan && this.bytes.peekAhead(1) === greaterThan)
    ) {
      const key = this.parseName()
      const value = this.parseObject()
      const known = entries.get(key)
      // some readers take the first of two, some the last
      if (known !== undefined && String(known) !== String(value)) throw new Refusal('ambiguous')
      entries.set(key, value)
      this.skipWhitespaceAndComments()
    }
    this.bytes.assertNext(greaterThan)
    this.bytes.assertNext(greaterThan)
    switch (entries.get(PDFName.of('Type'))) {
      case PDFName.of('Catalog'):
        return PDFCatalog.fromMapWithContext(entries, this.context)
      case PDFName.of('Pages'):
        return PDFPageTree.fromMapWithContext(entries, this.context)
      case PDFName.of('Page'):
        return PDFPageLeaf.fromMapWithContext(entries, this.context)
      default:
        return PDFDict.fromMapWithContext(entries, this.context)
    }
  }

  protected override parseDictOrStream(): PDFDict | PDFStream {
    const dict = this.parseDict()
    const behind = this.bytes.offset()
    this.skipWhitespaceAndComments()
    if (!this.matchKeyword(streamWord)) {
      this.bytes.moveTo(behind)
      return dict
    }
    const start = this.startOfData()
    const length = this.lengthOf(dict)
    if (length === null || !this.endsAt(start + length)) return this.withoutLength(dict, start)
    return PDFRawStream.of(dict, this.source.subarray(start, start + length))
  }

  /** Behind the line that says `stream`. */
  private startOfData(): number {
    while (!this.bytes.done() && [32, 9].includes(this.bytes.peek())) this.bytes.next()
    const byte = this.bytes.peek()
    if (byte === carriageReturn) this.bytes.next()
    if (this.bytes.peek() === lineFeed) this.bytes.next()
    else if (byte !== carriageReturn) throw new Refusal('ambiguous')
    return this.bytes.offset()
  }
  private lengthOf(dict: PDFDict): number | null {
    const length = dict.get(PDFName.of('Length'))
    const value =
      length instanceof PDFNumber
        ? length.asNumber()
        : length instanceof PDFRef
          ? this.numberAt(length)
          : null
    return value !== null && Number.isInteger(value) && value >= 0 ? value : null
  }
  private endsAt(at: number): boolean {
    if (at > this.source.length) return false
    let end = at
    while (isWhite(this.source[end])) end++
    this.bytes.moveTo(end)
    return this.matchKeyword(endstreamWord)
  }
  /** A wrong length does not matter where the data tells its own end; else readers differ in what they take for it. */
  private withoutLength(dict: PDFDict, start: number): PDFRawStream {
    const buffer = Buffer.from(this.source.buffer, this.source.byteOffset, this.source.byteLength)
    const end = buffer.indexOf('endstream', start)
    if (end < 0) throw new Refusal('damaged')
    if (!tellsItsEnd(dict)) throw new Refusal('ambiguous')
    this.bytes.moveTo(end + endstreamWord.length)
    return PDFRawStream.of(dict, this.source.subarray(start, end))
  }
}

function tellsItsEnd(dict: PDFDict): boolean {
  const filter = dict.get(PDFName.of('Filter'))
  return (
    filter !== undefined &&
    /^\[?\s*\/(FlateDecode|DCTDecode|ASCII85Decode|ASCIIHexDecode)\b/.test(String(filter))
  )
}
