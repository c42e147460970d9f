import { PDFDocument } from 'pdf-lib'
import type { AttachmentFields } from '../../src-shared/domain/attachment.ts'

export type Inspection =
  | ({ readonly ok: true } & Pick<AttachmentFields, 'mediaType' | 'placement' | 'reason'>)
  | { readonly ok: false; readonly reason: 'not-supported' }

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** What a file is, by its bytes and never by its name, and how the claim file can show it. */
export async function inspectFile(bytes: Uint8Array): Promise<Inspection> {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return inspectImage(bytes, 'image/jpeg')
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    return inspectImage(bytes, 'image/png')
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return inspectPdf(bytes)
  return { ok: false, reason: 'not-supported' }
}

const whole = (
  mediaType: AttachmentFields['mediaType'],
  reason: NonNullable<AttachmentFields['reason']>,
): Inspection => ({
  ok: true,
  mediaType,
  placement: 'whole',
  reason,
})

async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // a file that was cut off may still be readable in part: what is missing must not be hidden
  if (!buffer.subarray(-2048).includes('%%EOF')) return whole('application/pdf', 'damaged')
  if (buffer.includes('/ByteRange')) return whole('application/pdf', 'signed')
  try {
    const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false })
    if (pdf.isEncrypted) return whole('application/pdf', 'encrypted')
    if (pdf.getPageCount() === 0) return whole('application/pdf', 'damaged')
    // copying once is the only proof that it can be copied
    const trial = await PDFDocument.create()
    await trial.copyPages(pdf, pdf.getPageIndices())
    return { ok: true, mediaType: 'application/pdf', placement: 'merge', reason: null }
  } catch {
    return whole('application/pdf', buffer.includes('/Encrypt') ? 'encrypted' : 'damaged')
  }
}

async function inspectImage(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Promise<Inspection> {
  try {
    const trial = await PDFDocument.create()
    await (mediaType === 'image/png' ? trial.embedPng(bytes) : trial.embedJpg(bytes))
    return { ok: true, mediaType, placement: 'merge', reason: null }
  } catch {
    return whole(mediaType, 'damaged')
  }
}
