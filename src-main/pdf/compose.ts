import { AFRelationship, PageSizes, PDFDocument } from 'pdf-lib'
import type { AttachmentFields } from '../../src-shared/domain/attachment.ts'
import { sha256 } from '../attachments/store.ts'

export type Evidence = { readonly about: Omit<AttachmentFields, 'claimId'>; readonly bytes: Uint8Array }

/**
 * Puts the claim file together on top of our tagged pages, which stay the base: copying them into a new document would
 * lose tags, title and attachments. Every original is embedded byte for byte, with the claim as JSON and a list of hashes.
 */
export async function composeClaimFile(
  base: Uint8Array,
  evidence: readonly Evidence[],
  claimJson: string,
  createdOn: Date,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(base, { updateMetadata: false })
  const dates = { creationDate: createdOn, modificationDate: createdOn }
  const manifest: { name: string; bytes: number; sha256: string }[] = []
  const embed = async (name: string, bytes: Uint8Array, mimeType: string, afRelationship: AFRelationship) => {
    await pdf.attach(bytes, name, { mimeType, afRelationship, ...dates })
    manifest.push({ name, bytes: bytes.length, sha256: sha256(bytes) })
  }
  for (const [index, { about, bytes }] of evidence.entries()) {
    if (about.placement === 'merge') await appendPages(pdf, about.mediaType, bytes)
    await embed(embeddedName(index, about.name), bytes, about.mediaType, AFRelationship.Supplement)
  }
  await embed('claim.json', new TextEncoder().encode(claimJson), 'application/json', AFRelationship.Data)
  const list = new TextEncoder().encode(
    JSON.stringify({ format: 'alpo-desk-manifest', version: 1, files: manifest }, null, 1),
  )
  await pdf.attach(list, 'manifest.json', {
    mimeType: 'application/json',
    afRelationship: AFRelationship.Data,
    ...dates,
  })
  return pdf.save({ useObjectStreams: true, updateFieldAppearances: false })
}

/** Numbered, so that two files of one name stay two. */
const embeddedName = (index: number, name: string): string => `${String(index + 1).padStart(3, '0')} ${name}`

async function appendPages(pdf: PDFDocument, mediaType: string, bytes: Uint8Array): Promise<void> {
  if (mediaType === 'application/pdf') {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    for (const page of await pdf.copyPages(source, source.getPageIndices())) pdf.addPage(page)
    return
  }
  const image = mediaType === 'image/png' ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes)
  const page = pdf.addPage(PageSizes.A4)
  const marginPt = 36
  const box = image.scaleToFit(page.getWidth() - 2 * marginPt, page.getHeight() - 2 * marginPt)
  const scale = Math.min(1, box.width / image.width)
  const [width, height] = [image.width * scale, image.height * scale]
  page.drawImage(image, {
    x: (page.getWidth() - width) / 2,
    y: page.getHeight() - marginPt - height,
    width,
    height,
  })
}
