import type { BlockInput } from '../../../src-shared/document/document.ts'
import { Block } from '../../../src-shared/document/document.ts'
import { type ClaimFile, withPrintedKey } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import {
  type ClaimManifest,
  claimJsonName,
  evidenceName,
  hashPlaceholder,
  manifestName,
} from '../../../src-shared/domain/claims/proof/claim-manifest.ts'
import { layTogether } from '../../../src-shared/domain/claims/rules/rule-book.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sha256 } from '../../stored-files/store.ts'
import { createWriter } from '../document/writer.ts'
import { Refusal } from '../foreign/reading/refusal.ts'
import type { Sink } from '../output/sink.ts'
import { appendEvidence } from './append-evidence.ts'
import { claimBlocks, claimTitle } from './claim-document.ts'
import { embed } from './embed.ts'
import { evidenceIndex, spaced } from './evidence-index.ts'
import { recompute } from './recompute.ts'
import { pdfTexts } from './texts.ts'

export type ClaimFileJob = {
  readonly file: ClaimFile
  /** The rule packs that the claim names; they go into the file. */
  readonly packs: readonly RulePack[]
  readonly resources: string
  /** The evidence of each part, by its place in the claim's list. */
  readonly parts: readonly (readonly number[])[]
  /** Which part to write, from 0. */
  readonly part: number
  /** False for a look at the pages alone: nothing is enclosed then. */
  readonly encloses: boolean
}

/** A piece of evidence whose pages cannot be shown after all: the caller places it whole and asks again. */
export class EvidenceRefused extends Error {
  readonly index: number
  readonly reason: Refusal['reason']
  constructor(index: number, { reason }: Refusal) {
    super(`evidence ${index}: ${reason}`)
    this.index = index
    this.reason = reason
  }
}

/**
 * Writes one part of the claim file in one pass: our tagged pages, the pages of the evidence, the originals byte for byte,
 * the claim as JSON, and the list of hashes that seals all of it. One piece of evidence is in memory at a time. The same
 * claim gives the same bytes.
 * @throws SumDiffers, EvidenceRefused, or what the sink throws.
 */
export async function writeClaimFile(
  job: ClaimFileJob,
  original: (index: number) => Promise<Uint8Array>,
  sink: Sink,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<void> {
  const { packs, parts, part } = job
  const file = withPrintedKey(job.file)
  const { claim } = file
  const t = pdfTexts.in(claim.language)
  const pack = layTogether(packs)
  const computation = recompute(file, pack)
  const claimJson = Buffer.from(
    JSON.stringify({ format: 'alpo-desk-claim', version: 2, ...file, rules: packs }, null, 1),
  )
  const contentHash = sha256(claimJson)
  const createdOn = new Date(`${claim.preparedOn}T12:00:00Z`)
  const writer = await createWriter(
    {
      title: part === 0 ? claimTitle(file, pack) : `${t.partTitle} ${part + 1}/${parts.length}`,
      language: claim.language === 'fi' ? 'fi-FI' : 'sv-FI',
      createdOn: claim.preparedOn,
      reference: `${file.claimId} ${part + 1}/${parts.length}`,
      foot: `${claim.claimantName} · ${t.reference} ${file.claimId}`,
    },
    {
      resources: job.resources,
      claimsConformance: true,
      missingText: t.missingSigns,
      onChunk: (chunk) => sink.write(chunk),
    },
  )
  const blocks =
    part === 0 ? claimBlocks({ file, pack, computation, contentHash, parts }) : furtherPart(job, contentHash)
  for (const block of blocks) writer.write(Block.parse(block))

  const files: ClaimManifest['files'] = []
  const enclose = (name: string, bytes: Uint8Array, hash: string, mediaType: string): void => {
    if (!job.encloses) return
    const isData = mediaType === 'application/json'
    const relationship = isData ? 'Data' : 'Supplement'
    embed(writer.pdf, { name, bytes, mediaType, relationship, createdOn, description: name })
    if (name !== manifestName) files.push({ name, bytes: bytes.length, sha256: hash })
  }
  const own = parts[part] ?? []
  for (const [done, index] of own.entries()) {
    const about = file.attachments[index]
    if (!about) continue
    onProgress(done, own.length)
    const bytes = await original(index)
    if (about.placement === 'merge')
      await appendEvidence(writer, about, bytes, `${t.attachment} ${index + 1}: ${about.name}`, t).catch(
        (error: unknown) => {
          throw error instanceof Refusal ? new EvidenceRefused(index, error) : error
        },
      )
    enclose(evidenceName(index, about.name), bytes, about.sha256, about.mediaType)
  }
  onProgress(own.length, own.length)
  if (part === 0) enclose(claimJsonName, claimJson, contentHash, 'application/json')
  const manifest: ClaimManifest = {
    format: 'alpo-desk-manifest',
    version: 2,
    claimId: file.claimId,
    part: part + 1,
    parts: parts.length,
    document: hashPlaceholder,
    files,
  }
  sink.watchFor(Buffer.from(hashPlaceholder))
  const list = Buffer.from(JSON.stringify(manifest, null, 1))
  enclose(manifestName, list, '', 'application/json')
  await writer.finish()
  sink.finish(sink.seenAt, Buffer.from(sink.digest()))
}

/** What stands before the evidence in the second part and after it. */
function furtherPart({ file, parts, part }: ClaimFileJob, contentHash: string): readonly BlockInput[] {
  const { claim, claimId, attachments } = file
  const t = pdfTexts.in(claim.language)
  return [
    { kind: 'title', text: `${t.partTitle} ${part + 1}/${parts.length}` },
    {
      kind: 'facts',
      rows: [
        { name: t.claimant, value: claim.claimantName },
        { name: t.reference, value: claimId },
        { name: t.contentHash, value: spaced(contentHash) },
      ],
    },
    { kind: 'paragraph', text: t.partText },
    ...evidenceIndex(attachments, parts, t),
  ]
}
