import { createHash } from 'node:crypto'
import { inspectFile } from '../../src-main/pdf/inspect.ts'
import type { PdfJob } from '../../src-main/pdf/jobs.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { shippedPacks } from './case.ts'
import { aClaimFile } from './claim-file.ts'

export const resources = 'resources'
export const font = 'resources/fonts/DejaVuSans.ttf'

/** A claim file with these originals as they are taken in by the application. */
export async function withEvidence(
  originals: Readonly<Record<string, Uint8Array>>,
  file: ClaimFile = aClaimFile(),
): Promise<ClaimFile> {
  const attachments: ClaimFile['attachments'] = []
  for (const [name, bytes] of Object.entries(originals)) {
    const inspection = await inspectFile(bytes, font)
    if (!inspection.ok) throw new Error(`${name}: ${inspection.reason}`)
    const { mediaType, placement, reason, pageCount } = inspection
    attachments.push({
      claimId: file.claimId,
      name,
      mediaType,
      placement,
      reason,
      pageCount,
      shownPages: '',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  }
  return { ...file, attachments }
}

/** The job that writes it into memory. */
export const claimFileJob = (
  file: ClaimFile,
  originals: readonly Uint8Array[] = [],
  over: Partial<Extract<PdfJob, { kind: 'claim-file' }>> = {},
): PdfJob => ({
  kind: 'claim-file',
  file,
  packs: shippedPacks,
  resources,
  part: 0,
  encloses: true,
  target: null,
  parts: [file.attachments.map((_, index) => index)],
  originals: { kind: 'memory', bytes: originals },
  ...over,
})
