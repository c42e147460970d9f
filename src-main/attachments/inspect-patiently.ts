import type { AttachmentFields } from '../../src-shared/domain/claims/records/attachment.ts'
import { mediaTypeOf, pixelsOf } from '../pdf/foreign/pictures.ts'
import type { Inspection } from '../pdf/inspect.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import type { RunJob } from '../worker/run-in-worker.ts'

const megapixel = 1_000_000

/**
 * How far a file may go while it is looked at: longer than an honest one of the largest size takes, and what that one needs
 * in memory. What the thread computes counts, for a file is not to blame for a busy machine; and nobody waits for ever.
 */
export function inspectionLimits(bytes: Uint8Array) {
  const forPixelsMs = (pixelsOf(bytes) / megapixel) * 100
  return {
    timeoutMs: 60_000 + forPixelsMs,
    workMs: 5000 + forPixelsMs,
    growthMb: 120 + (3 * bytes.length) / 1024 / 1024,
  }
}

/** Longer, for a machine that was busy the first time. */
const morePatience = 2

/**
 * What a file is and how it can be shown, found out one file after the other, so that none is blamed for what another
 * takes. What breaks a limit is tried once more alone before it is called too large; what does not end is not called
 * anything: it is `unchecked`.
 */
export function createInspector(
  runPdfJob: RunJob<PdfJob, PdfAnswer>,
  resources: string,
  limitsOf: typeof inspectionLimits = inspectionLimits,
) {
  let last: Promise<unknown> = Promise.resolve()

  async function once(bytes: Uint8Array, patience: number): Promise<Inspection | 'too-large' | 'unchecked'> {
    const { timeoutMs, ...limits } = limitsOf(bytes)
    const answer = await runPdfJob({ kind: 'inspect', bytes, resources }, timeoutMs * patience, limits)
    if (answer.kind === 'inspected') return answer.inspection
    return answer.kind === 'too-much-work' ? 'too-large' : 'unchecked'
  }
  async function inspect(bytes: Uint8Array): Promise<Inspection> {
    const first = await once(bytes, 1)
    const second = typeof first === 'string' ? await once(bytes, morePatience) : first
    // a file on which the parser gave up is still evidence: it is enclosed as it is
    return typeof second === 'string' ? enclosed(bytes, second) : second
  }
  return (bytes: Uint8Array): Promise<Inspection> => {
    const mine = last.then(() => inspect(bytes))
    last = mine.catch(() => undefined)
    return mine
  }
}

const enclosed = (bytes: Uint8Array, reason: NonNullable<AttachmentFields['reason']>): Inspection => ({
  ok: true,
  mediaType: mediaTypeOf(bytes) ?? 'application/pdf',
  placement: 'whole',
  reason,
  pageCount: 0,
})
