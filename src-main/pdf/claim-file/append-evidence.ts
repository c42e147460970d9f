import { type AttachmentFields, pagesToShow } from '../../../src-shared/domain/claims/records/attachment.ts'
import { a4, stripPt } from '../document/layout.ts'
import type { Writer } from '../document/writing.ts'
import { openForeignPdf } from '../foreign/foreign-pdf.ts'
import { openPicture, sizeSeen } from '../foreign/pictures.ts'
import type { PdfTexts } from './texts-fi.ts'

/** Beyond these a page is fitted to A4, in points: what printers and viewers can do with a page ends there. */
const [smallest, largest] = [100, 7200]
const pictureMargin = 28

/**
 * Shows a piece of evidence after our pages: its pages in their own size, each one figure with an alternative text, under
 * a strip that says what it is. @throws Refusal when they cannot be shown after all.
 */
export async function appendEvidence(
  writer: Writer,
  about: Omit<AttachmentFields, 'claimId'>,
  bytes: Uint8Array,
  label: string,
  t: PdfTexts,
): Promise<void> {
  if (about.mediaType === 'application/pdf') return appendPdf(writer, about, bytes, label, t)
  if (about.mediaType !== 'image/jpeg' && about.mediaType !== 'image/png') return
  const picture = await openPicture(writer.pdf, bytes, about.mediaType)
  if (picture.colorSpace === 'DeviceCMYK') writer.pdf.claimsConformance = false // the file's own colours are RGB
  const [width, height] = sizeSeen(picture)
  const page = width > height ? { width: a4.height, height: a4.width } : a4
  writer.newForeignPage(page.width, page.height, label, true)
  const room = { width: page.width - 2 * pictureMargin, height: page.height - stripPt - 2 * pictureMargin }
  const scale = Math.min(1, room.width / width, room.height / height)
  const size = { width: width * scale, height: height * scale }
  const x = (page.width - size.width) / 2
  const y = stripPt + pictureMargin
  figure(writer, label, [x, y, x + size.width, y + size.height], () =>
    writer.pdf.image(picture, x, y, { fit: [size.width, size.height] }),
  )
}

async function appendPdf(
  writer: Writer,
  about: Omit<AttachmentFields, 'claimId'>,
  bytes: Uint8Array,
  label: string,
  t: PdfTexts,
): Promise<void> {
  const foreign = await openForeignPdf(bytes)
  const wanted = pagesToShow({ ...about, pageCount: foreign.pageCount })
  writer.pdf.claimsConformance = false // what others' pages hold is theirs to say
  let shown = 0
  for (const page of foreign.pagesInto(writer.pdf, wanted)) {
    const isUsual = [page.width, page.height].every((side) => side >= smallest && side <= largest)
    const fit = isUsual ? 1 : Math.min(a4.width / page.width, a4.height / page.height)
    const [width, height] = isUsual ? [page.width, page.height] : [a4.width, a4.height]
    const scale = (fit * (height - stripPt)) / height
    const [shownWidth, shownHeight] = [page.width * scale, page.height * scale]
    writer.newForeignPage(width, height, label, shown === 0)
    shown++
    const x = (width - shownWidth) / 2
    const y = height - stripPt - shownHeight
    const alt = `${label}, ${t.page.toLowerCase()} ${shown}/${wanted.length}`
    figure(writer, alt, [x, stripPt, x + shownWidth, stripPt + shownHeight], () =>
      page.draw(writer.pdf, { x, y, scale }),
    )
  }
}

function figure(
  { pdf, root }: Writer,
  alt: string,
  bbox: readonly [number, number, number, number],
  draw: () => void,
): void {
  const element = pdf.struct('Figure', { alt, bbox })
  root.add(element)
  element.add(draw)
  element.end()
}
