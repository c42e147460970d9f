import { rmSync } from 'node:fs'
import path from 'node:path'
import type { DocumentModel } from '../../src-shared/document/document.ts'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import type { PassingSeal } from '../shell/passing-seal.ts'
import { createAttachmentStore } from '../stored-files/store.ts'
import { SumDiffers } from './claim-file/recompute.ts'
import { type ClaimFileJob, EvidenceRefused, writeClaimFile } from './claim-file/write-claim-file.ts'
import { fontsIn } from './document/layout.ts'
import { writeDocument } from './document/writer.ts'
import type { Refusal } from './foreign/reading/refusal.ts'
import { type Inspection, inspectFile } from './inspect.ts'
import { FileSink, MemorySink } from './output/sink.ts'

/** Where the evidence of a claim is read from: the encrypted store, one piece at a time, or memory. */
export type Originals =
  | { readonly kind: 'store'; readonly folder: string; readonly dataKey: Uint8Array }
  | { readonly kind: 'memory'; readonly bytes: readonly Uint8Array[] }

export type PdfJob =
  | { readonly kind: 'inspect'; readonly bytes: Uint8Array; readonly resources: string }
  | { readonly kind: 'document'; readonly model: DocumentModel; readonly resources: string }
  | ({
      readonly kind: 'claim-file'
      readonly originals: Originals
      /** A file that does not exist yet; null to get the bytes back. */
      readonly target: string | null
      /** Where the target only passes through the disk. */
      readonly seal?: PassingSeal | null
    } & ClaimFileJob)
export type PdfAnswer =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  | { readonly kind: 'written'; readonly bytes: Uint8Array }
  | { readonly kind: 'written-to-file'; readonly size: number }
  | { readonly kind: 'sum-differs' }
  | { readonly kind: 'attachment-missing' }
  | { readonly kind: 'evidence-refused'; readonly index: number; readonly reason: Refusal['reason'] }
  | { readonly kind: 'disk-full' }
export type PdfProgress = { readonly done: number; readonly of: number }

class Missing extends Error {}

/** The work that runs beside the main thread: whatever a foreign file does to a parser, the application goes on. */
export async function runPdfJob(
  job: PdfJob,
  onProgress: (progress: PdfProgress) => void = () => undefined,
): Promise<PdfAnswer> {
  switch (job.kind) {
    case 'inspect':
      return {
        kind: 'inspected',
        inspection: await inspectFile(job.bytes, fontsIn(job.resources).regular),
      }
    case 'document':
      return { kind: 'written', bytes: await writeDocument(job.model, { resources: job.resources }) }
    case 'claim-file':
      return writeFile(job, onProgress)
  }
}

async function writeFile(
  job: Extract<PdfJob, { kind: 'claim-file' }>,
  onProgress: (progress: PdfProgress) => void,
): Promise<PdfAnswer> {
  const read = reader(job)
  const inMemory = job.target === null ? new MemorySink() : null
  let inFile: FileSink | null = null
  let isWhole = false
  try {
    inFile = job.target === null ? null : new FileSink(job.target, job.seal)
    const sink = inFile ?? inMemory
    if (!sink) throw new Error('no place to write to')
    await writeClaimFile(job, read, sink, (done, of) => onProgress({ done, of }))
    isWhole = true
    return inMemory
      ? { kind: 'written', bytes: inMemory.bytes() }
      : { kind: 'written-to-file', size: sink.size }
  } catch (error) {
    if (error instanceof SumDiffers) return { kind: 'sum-differs' }
    if (error instanceof Missing) return { kind: 'attachment-missing' }
    if (error instanceof EvidenceRefused)
      return { kind: 'evidence-refused', index: error.index, reason: error.reason }
    if (isDiskFull(error)) return { kind: 'disk-full' }
    throw error
  } finally {
    inFile?.close()
    if (!isWhole && job.target !== null) rmSync(job.target, { force: true })
  }
}

function reader({ originals, file }: Extract<PdfJob, { kind: 'claim-file' }>) {
  const store = originals.kind === 'store' ? createAttachmentStore(path.resolve(originals.folder)) : null
  return async (index: number): Promise<Uint8Array> => {
    const hash = file.attachments[index]?.sha256 ?? ''
    const bytes =
      originals.kind === 'memory' ? originals.bytes[index] : await store?.get(originals.dataKey, hash)
    if (!bytes) throw new Missing()
    return bytes
  }
}
