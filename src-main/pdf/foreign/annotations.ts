import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, type PDFPage, PDFRawStream } from 'pdf-lib'
import type { Ref } from '../document/pdfkit.ts'
import { lookAt } from './content.ts'
import type { Copier } from './copier.ts'
import { type Matrix, numbers, placed } from './geometry.ts'
import type { Layers } from './layers.ts'
import { Refusal } from './reading/refusal.ts'

export const maxAnnotations = 2000
const [invisible, hidden, noRotate, noView] = [1, 2, 16, 32]
/** Without a drawing of its own there is nothing of these to be seen. */
const unseen = ['Link', 'PrinterMark', 'TrapNet']
/** Some viewers draw these in their own way, whatever the file draws. */
const drawnAnyhow = ['FileAttachment', 'Sound', 'Movie']

export type Mark = { readonly ref: Ref; readonly at: Matrix }
const nameIn = (dict: PDFDict, key: string): string => {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : ''
}

/** The annotations of a page that a viewer may show. @throws Refusal */
export function shownAnnotations(page: PDFPage): readonly PDFDict[] {
  const items = page.node.Annots()?.asArray() ?? []
  if (items.length > maxAnnotations) throw new Refusal('too-large')
  return items
    .map((item) => page.node.context.lookup(item))
    .filter((one) => one instanceof PDFDict)
    .filter((one) => !(flagsOf(one) & (hidden | noView)))
    .filter((one) => nameIn(one, 'Subtype') !== 'Popup' || one.has(PDFName.of('AP')))
}
const flagsOf = (annotation: PDFDict): number => {
  const flags = annotation.lookup(PDFName.of('F'))
  return flags instanceof PDFNumber ? flags.asNumber() : 0
}
export const isWidget = (annotation: PDFDict): boolean => nameIn(annotation, 'Subtype') === 'Widget'

/**
 * What annotations and form fields look like, each with the matrix that puts it on the page (ISO 32000-1, 12.5.5).
 * @throws Refusal `marks` where a viewer would draw what the file does not draw itself, or viewers would not agree.
 */
export function annotationsOf(page: PDFPage, copier: Copier, layers: Layers): readonly Mark[] {
  const isTurned = page.getRotation().angle % 360 !== 0
  const found: Mark[] = []
  for (const annotation of shownAnnotations(page)) {
    layers.refuseHidden(annotation.get(PDFName.of('OC')))
    const flags = flagsOf(annotation)
    if (flags & invisible || (flags & noRotate && isTurned)) throw new Refusal('marks')
    const rect = numbers(annotation.lookup(PDFName.of('Rect')), 4)
    const appearance = appearanceOf(annotation)
    // form fields were gone through before: those that say something have a drawing by now
    if (!isWidget(annotation)) refuseUndrawn(annotation, appearance)
    if (nameIn(annotation, 'Subtype') === 'Link' && rect) {
      const border = borderOf(annotation, rect)
      if (border)
        found.push({ ref: copier.form(border.content, { BBox: border.box }), at: [1, 0, 0, 1, 0, 0] })
    }
    if (!appearance) continue
    if (!rect) throw new Refusal('marks')
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect
    if (x1 === x2 || y1 === y2) continue // nothing of it can be seen: invisible signatures are made so
    const bbox = numbers(appearance.dict.lookup(PDFName.of('BBox')), 4)
    const matrix = numbers(appearance.dict.lookup(PDFName.of('Matrix')), 6) ?? [1, 0, 0, 1, 0, 0]
    const at = bbox && placed(bbox, matrix, rect)
    if (!at || (!appearance.dict.has(PDFName.of('Resources')) && lookAt(appearance).usesResources))
      throw new Refusal('marks')
    found.push({ ref: copier.form(appearance, {}), at })
  }
  return found
}

/** The drawing of an annotation in its state; null where it has none. */
export function appearanceOf(annotation: PDFDict): PDFRawStream | null {
  const normal = normalOf(annotation)
  if (normal instanceof PDFRawStream) return normal
  const state = annotation.get(PDFName.of('AS'))
  const chosen = normal instanceof PDFDict && state instanceof PDFName ? normal.lookup(state) : null
  return chosen instanceof PDFRawStream ? chosen : null
}
export function normalOf(annotation: PDFDict): PDFObject | undefined {
  const appearances = annotation.lookup(PDFName.of('AP'))
  return appearances instanceof PDFDict ? appearances.lookup(PDFName.of('N')) : undefined
}

/** A comment, a line, a strike-out that leaves its drawing to the viewer, or has a drawing that draws nothing. */
function refuseUndrawn(annotation: PDFDict, appearance: PDFRawStream | null): void {
  const subtype = nameIn(annotation, 'Subtype')
  if (subtype === 'Popup' || drawnAnyhow.includes(subtype)) throw new Refusal('marks')
  if (!appearance) {
    if (unseen.includes(subtype) && normalOf(annotation) === undefined) return
    throw new Refusal('marks')
  }
  if (unseen.includes(subtype)) return
  const { paints, showsText } = lookAt(appearance)
  const isText = subtype === 'FreeText' && annotation.has(PDFName.of('Contents'))
  if (!paints || (isText && !showsText) || (subtype === 'Highlight' && showsText)) throw new Refusal('marks')
}

/** The frame that viewers draw round a link, unless it asks for none. @throws Refusal for a frame of another kind. */
function borderOf(
  link: PDFDict,
  rect: readonly number[],
): { readonly content: Uint8Array; readonly box: readonly number[] } | null {
  const style = link.lookup(PDFName.of('BS'))
  const border = link.lookup(PDFName.of('Border'))
  const width =
    style instanceof PDFDict
      ? style.lookup(PDFName.of('W'))
      : border instanceof PDFArray && border.size() >= 3
        ? border.lookup(2)
        : undefined
  const widthPt = width instanceof PDFNumber ? width.asNumber() : 1
  const colour = link.lookup(PDFName.of('C'))
  if (widthPt === 0 || (colour instanceof PDFArray && colour.size() === 0)) return null
  const isPlain =
    style === undefined && (border === undefined || (border instanceof PDFArray && border.size() === 3))
  const rgb = colour === undefined ? [0, 0, 0] : numbers(colour, 3)
  if (!isPlain || !rgb || widthPt < 0) throw new Refusal('marks')
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rect
  const [left, low, right, top] = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
  return {
    content: Buffer.from(`${rgb.join(' ')} RG ${widthPt} w ${left} ${low} ${right - left} ${top - low} re S`),
    box: [left - widthPt, low - widthPt, right + widthPt, top + widthPt],
  }
}
