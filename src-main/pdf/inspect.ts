import type { AttachmentFields } from '../../src-shared/domain/claims/records/attachment.ts'
import { openPdf } from './document/pdfkit.ts'
import { openForeignPdf } from './foreign/foreign-pdf.ts'
import { mediaTypeOf, openPicture } from './foreign/pictures.ts'
import { asRefusal, Refusal } from './foreign/reading/refusal.ts'

export type Inspection =
  | ({ readonly ok: true } & Pick<AttachmentFields, 'mediaType' | 'placement' | 'reason' | 'pageCount'>)
  | { readonly ok: false; readonly reason: 'not-supported' }

/**
 * What a file is, and how the claim file can show it. All that is done with it there is done here once, into a file that
 * nobody keeps: that is the only proof that it can be.
 * @param fontFile Any font: PDFKit wants one.
 */
export async function inspectFile(bytes: Uint8Array, fontFile: string): Promise<Inspection> {
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return { ok: false, reason: 'not-supported' }
  try {
    const pageCount = await tryIt(bytes, mediaType, fontFile)
    return { ok: true, mediaType, placement: 'merge', reason: null, pageCount }
  } catch (error) {
    const refusal = asRefusal(error)
    if (!(refusal instanceof Refusal)) throw refusal
    return { ok: true, mediaType, placement: 'whole', reason: refusal.reason, pageCount: 0 }
  }
}

async function tryIt(
  bytes: Uint8Array,
  mediaType: AttachmentFields['mediaType'],
  fontFile: string,
): Promise<number> {
  const trial = openPdf({
    language: 'fi',
    title: 'trial',
    reference: '',
    claimsConformance: false,
    fontFile,
    createdOn: new Date(0),
  })
  trial.on('data', () => undefined)
  await new Promise((resolve) => setImmediate(resolve))
  trial.addPage()
  switch (mediaType) {
    case 'application/pdf': {
      const foreign = await openForeignPdf(bytes)
      const all = Array.from({ length: foreign.pageCount }, (_, index) => index)
      for (const page of foreign.pagesInto(trial, all)) page.draw(trial, { x: 0, y: 0, scale: 1 })
      return foreign.pageCount
    }
    case 'image/jpeg':
    case 'image/png':
      await openPicture(trial, bytes, mediaType)
      return 1
    default:
      throw new Refusal('format')
  }
}
