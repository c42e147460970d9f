import { constants, inflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  ParseSpeeds,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib'
import type { Pdf, Ref } from '../document/pdfkit.ts'
import { type Copier, createCopier } from './copier.ts'
import { Refusal } from './refusal.ts'

export const mostPages = 2000
const mostContent = 64 * 1024 * 1024

/** A page of another file, ready to be drawn. Sizes in points, as it is seen (turned by its own rotation). */
export type ForeignPage = {
  readonly width: number
  readonly height: number
  /** Draws it into the box whose lower left corner is at (x, y) in PDF's own coordinates. */
  draw(pdf: Pdf, box: { readonly x: number; readonly y: number; readonly scale: number }): void
}

/**
 * Opens another program's PDF to show its pages in ours. Each becomes a form XObject: its content stays byte for byte, its
 * tags and marks cannot be taken for ours, and what its form fields say is drawn with it.
 * @throws Refusal with the reason why its pages cannot be shown.
 */
export async function openForeignPdf(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // a file that was cut off may still be readable in part: what is missing must not be hidden
  if (!buffer.subarray(-2048).includes('%%EOF')) throw new Refusal('damaged')
  if (buffer.includes('/ByteRange')) throw new Refusal('signed')
  const source = await load(bytes, buffer)
  if (source.isEncrypted) throw new Refusal('encrypted')
  try {
    refuseInteractive(source)
    const pages = source.getPages()
    if (pages.length === 0) throw new Refusal('damaged')
    if (pages.length > mostPages) throw new Refusal('too-large')
    await drawMissingFields(source)
    return {
      pageCount: pages.length,
      /** Carries the pages over into our file, one after the other, those with these numbers (from 0). */
      *pagesInto(pdf: Pdf, wanted: readonly number[]): Generator<ForeignPage> {
        const copier = createCopier(pdf, source.context)
        const forms = new Map<string, Ref>()
        for (const index of wanted) {
          const page = pages[index]
          if (page) yield orDamaged(() => carryOver(page, copier, forms))
        }
      },
    }
  } catch (error) {
    throw asRefusal(error)
  }
}

const asRefusal = (error: unknown): Refusal => (error instanceof Refusal ? error : new Refusal('damaged'))

function orDamaged<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asRefusal(error)
  }
}

async function load(bytes: Uint8Array, buffer: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      throwOnInvalidObject: true,
      warnOnInvalidObjects: false,
      parseSpeed: ParseSpeeds.Fastest,
    })
  } catch {
    throw new Refusal(buffer.includes('/Encrypt') ? 'encrypted' : 'damaged')
  }
}

/** Files that decide for themselves what they show: an XFA form, layers of which some are off. */
function refuseInteractive({ catalog }: PDFDocument): void {
  if (catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)?.has(PDFName.of('XFA')))
    throw new Refusal('interactive')
  const config = catalog
    .lookupMaybe(PDFName.of('OCProperties'), PDFDict)
    ?.lookupMaybe(PDFName.of('D'), PDFDict)
  const isOff = (config?.lookupMaybe(PDFName.of('OFF'), PDFArray)?.size() ?? 0) > 0
  if (isOff || config?.get(PDFName.of('BaseState')) === PDFName.of('OFF')) throw new Refusal('interactive')
}

/** Fields that leave their drawing to the viewer are drawn once, in this copy; the original is not touched. */
async function drawMissingFields(source: PDFDocument): Promise<void> {
  const form = source.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)
  if (!form) return
  if (form.lookupMaybe(PDFName.of('NeedAppearances'), PDFBool)?.asBoolean() !== true) return
  try {
    source.getForm().updateFieldAppearances()
  } catch {
    throw new Refusal('interactive')
  }
}

function carryOver(page: PDFPage, copier: Copier, forms: Map<string, Ref>): ForeignPage {
  const crop = page.getCropBox()
  const box = { x: crop.x, y: crop.y, width: Math.abs(crop.width), height: Math.abs(crop.height) }
  const unit = page.node.lookupMaybe(PDFName.of('UserUnit'), PDFNumber)?.asNumber() ?? 1
  if (
    ![box.x, box.y, box.width, box.height, unit].every(Number.isFinite) ||
    box.width < 1 ||
    box.height < 1 ||
    unit < 1e-3 ||
    unit > 1e4
  )
    throw new Refusal('damaged')
  const turns = (((page.getRotation().angle / 90) % 4) + 4) % 4
  const form = formOf(page, box, copier, forms)
  const marks = annotationsOf(page, copier)
  const [width, height] = turns % 2 === 0 ? [box.width, box.height] : [box.height, box.width]
  const toOrigin = turned(turns, box)
  return {
    width: width * unit,
    height: height * unit,
    draw(pdf, { x, y, scale }) {
      const size = scale * unit
      const names = [form, ...marks.map(({ ref }) => ref)].map((ref) => {
        const name = `Ev${ref.id}`
        pdf.page.xobjects[name] = ref
        return name
      })
      // PDFKit's pages count downwards: back to PDF's own coordinates first
      pdf.addContent(`q 1 0 0 -1 0 ${decimal(pdf.page.height)} cm`)
      pdf.addContent(`${matrix([size, 0, 0, size, x, y])} cm ${matrix(toOrigin)} cm`)
      pdf.addContent(`${rectangle(box)} re W n /${names[0]} Do`)
      for (const [index, mark] of marks.entries())
        pdf.addContent(`q ${matrix(mark.at)} cm /${names[index + 1]} Do Q`)
      pdf.addContent('Q')
    },
  }
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
type Matrix = readonly [number, number, number, number, number, number]
const decimal = (value: number): string => String(Math.round(value * 1e5) / 1e5)
const matrix = (values: Matrix): string => values.map(decimal).join(' ')
const rectangle = ({ x, y, width, height }: Box): string => [x, y, width, height].map(decimal).join(' ')

/** The page's box, turned clockwise as its rotation says, with its corner at the origin. */
const turned = (turns: number, { x, y, width, height }: Box): Matrix => {
  switch (turns) {
    case 1:
      return [0, -1, 1, 0, -y, x + width]
    case 2:
      return [-1, 0, 0, -1, x + width, y + height]
    case 3:
      return [0, 1, -1, 0, y + height, -x]
    default:
      return [1, 0, 0, 1, -x, -y]
  }
}

function formOf(page: PDFPage, box: Box, copier: Copier, forms: Map<string, Ref>): Ref {
  const contents = contentsOf(page)
  const resources = page.node.Resources()
  const group = page.node.lookupMaybe(PDFName.of('Group'), PDFDict)
  // pages that draw the same with the same are one form, so that no small file becomes a large one
  const asWritten = page.node.get(PDFName.of('Contents'))
  const shared =
    asWritten instanceof PDFRef
      ? `${asWritten} ${String(page.node.get(PDFName.of('Resources')))} ${rectangle(box)}`
      : null
  const known = shared === null ? undefined : forms.get(shared)
  if (known) return known
  const form = copier.form(contents, {
    BBox: [box.x, box.y, box.x + box.width, box.y + box.height],
    Resources: copier.value(resources) ?? {},
    ...(group ? { Group: copier.value(group) } : {}),
  })
  if (shared !== null) forms.set(shared, form)
  return form
}

/** One stream as it is; several joined, as a reader does it (ISO 32000-1, 7.7.3.3). */
function contentsOf(page: PDFPage): PDFRawStream | Uint8Array {
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
  if (parts.reduce((sum, part) => sum + part.length, 0) > mostContent) throw new Refusal('too-large')
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]))
}

function decoded(stream: PDFRawStream): Uint8Array {
  const filter = stream.dict.lookup(PDFName.of('Filter'))
  const filters = filter instanceof PDFArray ? filter.asArray().map(String) : filter ? [String(filter)] : []
  if (filters.length === 0) return stream.contents
  if (filters.length > 3) throw new Refusal('damaged')
  if (filters.length === 1 && filters[0] === '/FlateDecode' && !stream.dict.has(PDFName.of('DecodeParms')))
    try {
      // readers forgive a missing end of the stream, and so must we
      return inflateSync(stream.contents, {
        maxOutputLength: mostContent,
        finishFlush: constants.Z_SYNC_FLUSH,
      })
    } catch (error) {
      throw new Refusal(isTooLong(error) ? 'too-large' : 'damaged')
    }
  return decodePDFRawStream(stream).decode()
}

const isTooLong = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

const [hidden, noView] = [2, 32]

/** What annotations and form fields look like, each with the matrix that puts it on the page (ISO 32000-1, 12.5.5). */
function annotationsOf(page: PDFPage, copier: Copier): readonly { readonly ref: Ref; readonly at: Matrix }[] {
  const found: { ref: Ref; at: Matrix }[] = []
  for (const item of page.node.Annots()?.asArray().slice(0, 2000) ?? []) {
    const annotation = page.node.context.lookup(item)
    if (!(annotation instanceof PDFDict)) continue
    const flags = annotation.lookupMaybe(PDFName.of('F'), PDFNumber)?.asNumber() ?? 0
    if (flags & (hidden | noView) || annotation.get(PDFName.of('Subtype')) === PDFName.of('Popup')) continue
    const appearance = appearanceOf(annotation)
    const rect = numbers(annotation.lookup(PDFName.of('Rect')), 4)
    const bbox = numbers(appearance?.dict.lookup(PDFName.of('BBox')), 4)
    if (!appearance || !rect || !bbox) continue
    const own = numbers(appearance.dict.lookup(PDFName.of('Matrix')), 6) ?? [1, 0, 0, 1, 0, 0]
    const at = placed(bbox, own, rect)
    if (at) found.push({ ref: copier.form(appearance, {}), at })
  }
  return found
}

function appearanceOf(annotation: PDFDict): PDFRawStream | null {
  const normal = annotation.lookupMaybe(PDFName.of('AP'), PDFDict)?.lookup(PDFName.of('N'))
  if (normal instanceof PDFRawStream) return normal
  const state = annotation.get(PDFName.of('AS'))
  const chosen = normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : null
  return chosen instanceof PDFRawStream ? chosen : null
}

function numbers(object: unknown, count: number): number[] | null {
  if (!(object instanceof PDFArray) || object.size() !== count) return null
  const values = Array.from({ length: count }, (_, index) => {
    const value = object.lookup(index)
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN
  })
  return values.every(Number.isFinite) ? values : null
}

/** Algorithm "appearance streams": the transformed box of the appearance is laid over the annotation's rectangle. */
function placed(bbox: readonly number[], own: readonly number[], rect: readonly number[]): Matrix | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = bbox
  const corners = [
    [x1, y1],
    [x1, y2],
    [x2, y1],
    [x2, y2],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [minX, minY] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - minX, Math.max(...ys) - minY]
  if (width === 0 || height === 0) return null
  const [rx1 = 0, ry1 = 0, rx2 = 0, ry2 = 0] = rect
  const sx = Math.abs(rx2 - rx1) / width
  const sy = Math.abs(ry2 - ry1) / height
  return [sx, 0, 0, sy, Math.min(rx1, rx2) - minX * sx, Math.min(ry1, ry2) - minY * sy]
}
