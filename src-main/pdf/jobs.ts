import type { ClaimFile } from '../../src-shared/domain/claims/claim-file.ts'
import type { RulePack } from '../../src-shared/domain/claims/rule-pack.ts'
import { SumDiffers, writeClaimPages } from './claim-pages.ts'
import { composeClaimFile } from './compose.ts'
import { type Inspection, inspectFile } from './inspect.ts'

export type PdfJob =
  | { readonly kind: 'inspect'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'claim-file'
      readonly file: ClaimFile
      readonly pack: RulePack
      readonly originals: readonly Uint8Array[]
      readonly resources: string
    }
export type PdfAnswer =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'sum-differs' }

/** The work that runs beside the main thread: whatever a foreign file does to a parser, the application goes on. */
export async function runPdfJob(job: PdfJob): Promise<PdfAnswer> {
  if (job.kind === 'inspect') return { kind: 'inspected', inspection: await inspectFile(job.bytes) }
  const { file, pack, originals, resources } = job
  try {
    const base = await writeClaimPages(file, pack, resources)
    const evidence = file.attachments.map((about, index) => ({
      about,
      bytes: originals[index] ?? new Uint8Array(),
    }))
    const createdOn = new Date(`${file.claim.preparedOn}T12:00:00Z`)
    const claimJson = JSON.stringify({ format: 'alpo-desk-claim', version: 1, ...file, rules: pack }, null, 1)
    return { kind: 'written', bytes: await composeClaimFile(base, evidence, claimJson, createdOn) }
  } catch (error) {
    if (error instanceof SumDiffers) return { kind: 'sum-differs' }
    throw error
  }
}
