import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import type { PdfAnswer } from '../pdf/jobs.ts'

type Refused = Extract<PdfAnswer, { readonly kind: 'evidence-refused' }>

/** Writes a claim file; evidence that could be shown when it was taken in, and cannot now, is enclosed whole. */
export async function encloseRefused<A extends { readonly kind: string }>(
  file: ClaimFile,
  write: (file: ClaimFile) => Promise<A | Refused>,
): Promise<A> {
  let placed = file
  for (;;) {
    const answer = await write(placed)
    if (!isRefused(answer)) return answer
    const { index, reason } = answer
    placed = {
      ...placed,
      attachments: placed.attachments.map((one, at) =>
        at === index ? { ...one, placement: 'whole', reason } : one,
      ),
    }
  }
}

const isRefused = (answer: { readonly kind: string }): answer is Refused => answer.kind === 'evidence-refused'
