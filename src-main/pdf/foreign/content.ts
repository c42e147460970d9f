import { constants, inflateSync } from 'node:zlib'
import { decodePDFRawStream, PDFArray, PDFName, type PDFPage, PDFRawStream } from 'pdf-lib'
import { Refusal } from './reading/refusal.ts'

const maxContent = 64 * 1024 * 1024

/** One stream as it is; several joined, as a reader does it (ISO 32000-1, 7.7.3.3). @throws Refusal */
export function contentsOf(page: PDFPage): PDFRawStream | Uint8Array {
  const contents = page.node.Contents()
  if (contents === undefined) return new Uint8Array()
  const streams =
    contents instanceof PDFArray
      ? contents.asArray().map((item) => page.node.context.lookup(item))
      : [contents]
  const [first] = streams
  if (streams.length === 1 && first instanceof PDFRawStream) {
    decoded(first) // a page that cannot be read must not pass for an empty one
    return first
  }
  const parts = streams.map((stream) => {
    if (!(stream instanceof PDFRawStream)) throw new Refusal('damaged')
    return decoded(stream)
  })
  if (parts.reduce((sum, part) => sum + part.length, 0) > maxContent) throw new Refusal('too-large')
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]))
}

/** What a stream holds, unpacked. @throws Refusal */
export function decoded(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  const filters = filter instanceof PDFArray ? filter.asArray().map(String) : filter ? [String(filter)] : []
  if (filters.length === 0) return stream.contents
  if (filters.length > 3) throw new Refusal('damaged')
  if (filters.length === 1 && filters[0] === '/FlateDecode' && !stream.dict.has(PDFName.of('DecodeParms')))
    try {
      // readers forgive a missing end of the stream, and so must we
      return inflateSync(stream.contents, {
        maxOutputLength: maxContent,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
    } catch (error) {
      throw new Refusal(isTooLong(error) ? 'too-large' : 'damaged')
    }
  const content = decodePDFRawStream(stream).decode()
  if (content.length > maxContent) throw new Refusal('too-large')
  return content
}

const isTooLong = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

const operator = (names: string): RegExp => new RegExp(`(^|[\\s)\\]>])(${names})(?=[\\s/(<[]|$)`)
const painting = operator(`f|F|f\\*|B|B\\*|b|b\\*|S|s|sh|Do|EI|Tj|TJ|'|"`)
const texts = operator(`Tj|TJ|'|"|Do`)
const named = operator('Tf|Do|gs|sh|cs|CS|scn|SCN')

/** What a drawing does, as far as its operators tell. @throws Refusal */
export function lookAt(drawing: PDFRawStream): {
  readonly paints: boolean
  readonly showsText: boolean
  /** Whether it needs fonts, colours or drawings from a list of resources. */
  readonly usesResources: boolean
} {
  const content = Buffer.from(decoded(drawing)).toString('latin1')
  return {
    paints: painting.test(content),
    showsText: texts.test(content),
    usesResources: named.test(content),
  }
}

/** Whether a marked part is given its layer in the content itself, where nobody looks it up. */
export const hasLayerInContent = (content: Uint8Array): boolean =>
  /\/OC\s*<</.test(Buffer.from(content).toString('latin1'))
