import {
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFPageLeaf,
  PDFPageTree,
  PDFRef,
} from 'pdf-lib'
import type { Pdf, Ref } from '../document/pdfkit.ts'
import { annotationsOf } from './annotations.ts'
import { contentsOf } from './content.ts'
import { type Copier, createCopier } from './copier.ts'
import { settleFields } from './fields.ts'
import { type Box, decimal, matrix, rectangle, turned } from './geometry.ts'
import { type Layers, readLayers } from './layers.ts'
import { readPdf } from './reading/read-pdf.ts'
import { asRefusal, Refusal } from './reading/refusal.ts'

export const maxPages = 2000

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
  try {
    const source = readPdf(bytes)
    if (buffer.includes('/ByteRange')) throw new Refusal('signed')
    refuseInteractive(source)
    const layers = readLayers(source)
    refuseUncounted(source)
    const pages = source.getPages()
    if (pages.length === 0) throw new Refusal('damaged')
    if (pages.length > maxPages) throw new Refusal('too-large')
    await settleFields(source, pages)
    return {
      pageCount: pages.length,
      /** Carries the pages over into our file, one after the other, those with these numbers (from 0). */
      *pagesInto(pdf: Pdf, wanted: readonly number[]): Generator<ForeignPage> {
        const copier = createCopier(pdf, source.context, layers)
        const forms = new Map<string, Ref>()
        for (const index of wanted) {
          const page = pages[index]
          if (page) yield orDamaged(() => carryOver(page, copier, layers, forms))
        }
      },
    }
  } catch (error) {
    throw asRefusal(error)
  }
}

function orDamaged<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asRefusal(error)
  }
}

/** Files that decide for themselves what they show: a form made of XML. */
function refuseInteractive({ catalog }: PDFDocument): void {
  const form = catalog.lookup(PDFName.of('AcroForm'))
  if (form instanceof PDFDict && form.has(PDFName.of('XFA'))) throw new Refusal('interactive')
  if (catalog.has(PDFName.of('NeedsRendering'))) throw new Refusal('interactive')
}

/**
 * Viewers count a file's pages by what it says of them, and go to a page by it; one that is there twice some show twice, some
 * not at all. @throws Refusal
 */
function refuseUncounted({ catalog }: PDFDocument): void {
  const seen = new Set<PDFPageTree | PDFPageLeaf>()
  const count = (node: PDFPageTree): number => {
    if (seen.has(node)) throw new Refusal('damaged')
    seen.add(node)
    const kids = node.Kids()
    let pages = 0
    for (let index = 0; index < kids.size(); index++) {
      const kid = kids.lookup(index)
      if (kid instanceof PDFPageTree) pages += count(kid)
      else if (kid instanceof PDFPageLeaf) {
        if (seen.has(kid)) throw new Refusal('ambiguous')
        seen.add(kid)
        pages++
      } else throw new Refusal('damaged')
      if (seen.size > maxPages * 4) throw new Refusal('too-large')
    }
    const said = node.lookup(PDFName.of('Count'))
    if (!(said instanceof PDFNumber) || said.asNumber() !== pages) throw new Refusal('ambiguous')
    return pages
  }
  count(catalog.Pages())
}

function carryOver(page: PDFPage, copier: Copier, layers: Layers, forms: Map<string, Ref>): ForeignPage {
  const box = boxSeen(page)
  const unit = page.node.lookupMaybe(PDFName.of('UserUnit'), PDFNumber)?.asNumber() ?? 1
  if (
    ![box.x, box.y, box.width, box.height, unit].every(Number.isFinite) ||
    box.width < 1 ||
    box.height < 1 ||
    unit < 1e-3 ||
    unit > 1e4
  )
    throw new Refusal('damaged')
  const { angle } = page.getRotation()
  if (angle % 90 !== 0) throw new Refusal('ambiguous') // some viewers turn it to the nearest, some not at all
  const turns = (((angle / 90) % 4) + 4) % 4
  const form = formOf(page, box, copier, forms)
  const marks = annotationsOf(page, copier, layers)
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

/** The part of a page that is seen: what its crop box and its media box have in common, or all of it. */
function boxSeen(page: PDFPage): Box {
  const [media, crop] = [page.getMediaBox(), page.getCropBox()].map(({ x, y, width, height }) => ({
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    right: Math.max(x, x + width),
    top: Math.max(y, y + height),
  }))
  if (!media || !crop) throw new Refusal('damaged')
  const [x, y] = [Math.max(media.x, crop.x), Math.max(media.y, crop.y)]
  const [right, top] = [Math.min(media.right, crop.right), Math.min(media.top, crop.top)]
  return right > x && top > y
    ? { x, y, width: right - x, height: top - y }
    : { x: media.x, y: media.y, width: media.right - media.x, height: media.top - media.y }
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
