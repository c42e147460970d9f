import { z } from 'zod'
import { DocumentModel } from '../document/document.ts'
import { AuditInput } from '../domain/claims/proof/audit-input.ts'
import { ClaimFile } from '../domain/claims/proof/claim-file.ts'
import { ClaimFilePiece } from '../domain/claims/proof/claim-file-parts.ts'
import { RulePack } from '../domain/claims/rules/rule-pack.ts'

/** Its long lists may have been staged before, under the id of the job. */
const ClaimFileRequest = z.strictObject({
  job: z.uuid(),
  file: ClaimFile,
  /** Those that the claim names; the window keeps the editions that older claims were computed with. */
  packs: z.array(RulePack).min(1).max(50),
})
const whyNoFile = ['attachment-missing', 'sum-differs', 'too-much-work', 'locked'] as const

/** The calls by which claims and other documents leave the window as files; part of the one contract (`calls.ts`). */
export const claimCalls = {
  /** A piece of the long lists of a claim file that the job with this id is about to be given. */
  stageClaimFile: {
    input: z.strictObject({ job: z.uuid(), piece: ClaimFilePiece }),
    output: z.null(),
  },
  saveClaimFile: {
    input: ClaimFileRequest.extend({
      /** The largest file that the authority's service takes, in 10⁶ bytes: beyond it the file comes in parts. */
      limitMb: z.int().positive().nullable(),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), name: z.string(), bytes: z.int(), parts: z.int() }),
      z.object({ kind: z.literal('cancelled') }),
      /** A piece of evidence that no part can hold. */
      z.object({ kind: z.literal('does-not-fit'), name: z.string() }),
      z.object({ kind: z.literal('failed'), reason: z.enum(['disk-full', 'not-writable', ...whyNoFile]) }),
    ]),
  },
  /** How far a long piece of work is; null once it has ended. */
  jobProgress: {
    input: z.strictObject({ job: z.uuid() }),
    output: z.object({ done: z.int(), of: z.int() }).nullable(),
  },
  cancelJob: { input: z.strictObject({ job: z.uuid() }), output: z.null() },
  /** Writes the pages of a claim file to be looked at, with nothing enclosed. The latest is kept until it is closed, or lock. */
  openClaimFile: {
    input: ClaimFileRequest,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened'), token: z.uuid(), bytes: z.int() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({ kind: z.literal('failed'), reason: z.enum(whyNoFile) }),
    ]),
  },
  /** A piece of it, so that no message is large; `gone` when another has been opened since. */
  readClaimFile: {
    input: z.strictObject({ token: z.uuid(), from: z.int().nonnegative(), to: z.int().positive() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('piece'), base64: z.base64() }),
      z.object({ kind: z.literal('gone') }),
    ]),
  },
  closeClaimFile: { input: z.strictObject({ token: z.uuid() }), output: z.null() },
  /** Writes a document of the window's making (a letter, a handout, a report) as an accessible PDF where the person says. */
  saveDocument: {
    input: z.strictObject({
      suggestedName: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,100}\.pdf$/),
      model: DocumentModel,
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), name: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({
        kind: z.literal('failed'),
        reason: z.enum(['disk-full', 'not-writable', 'too-much-work', 'locked']),
      }),
    ]),
  },
  /** The claim with all that proves it, as one archive (`alpo verify` checks it without the application). */
  saveAuditFolder: {
    input: z.strictObject({ job: z.uuid(), audit: AuditInput, packs: z.array(RulePack).min(1).max(50) }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), name: z.string(), bytes: z.int(), sha256: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({
        kind: z.literal('failed'),
        reason: z.enum(['disk-full', 'not-writable', 'attachment-missing', 'sum-differs', 'locked']),
      }),
    ]),
  },
} as const
