import { randomUUID } from 'node:crypto'
import type { Handlers, Input } from '../../src-shared/bridge/calls.ts'
import { areas } from '../../src-shared/codes/areas.ts'
import { DocumentModel } from '../../src-shared/document/document.ts'
import { writeAuditFolder } from '../../src-shared/domain/claims/proof/audit-folder.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { type ClaimFilePiece, putTogether } from '../../src-shared/domain/claims/proof/claim-file-parts.ts'
import { planParts } from '../../src-shared/domain/claims/proof/file-parts.ts'
import type { Opened } from '../keys/keyring.ts'
import type { PdfAnswer, PdfJob, PdfProgress } from '../pdf/jobs.ts'
import type { Shell, Written } from '../shell/shell.ts'
import { type AttachmentStore, sha256 } from '../stored-files/store.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { encloseRefused } from './enclose-whole.ts'

/** Long enough for the largest claim on a slow machine; whoever waits can cancel. */
const writingMs = 600_000
const documentMs = 60_000
/** What a look at a claim file may take of the memory; beyond it our own pages are shown alone. */
const previewBytes = 150_000_000
const maxStaged = 4

type Options = {
  readonly shell: Shell
  readonly store: AttachmentStore
  readonly dataFolder: string
  readonly opened: () => Opened | null
  readonly runPdfJob: RunJob<PdfJob, PdfAnswer>
  readonly resources: string
}
type Names =
  | 'stageClaimFile'
  | 'saveClaimFile'
  | 'saveAuditFolder'
  | 'jobProgress'
  | 'cancelJob'
  | 'openClaimFile'
  | 'readClaimFile'
  | 'closeClaimFile'
  | 'saveDocument'
type ClaimJob = Pick<
  Extract<PdfJob, { kind: 'claim-file' }>,
  'file' | 'packs' | 'parts' | 'part' | 'encloses' | 'target' | 'seal'
>

export function createClaimHandlers({ shell, store, dataFolder, opened, runPdfJob, resources }: Options): {
  readonly handlers: Pick<Handlers, Names>
  readonly forget: () => void
} {
  const running = new Map<string, { readonly cancel: AbortController; progress: PdfProgress }>()
  /** By the job that they are for; the window stages and asks in one go, so that a few are all there ever are. */
  const staged = new Map<string, ClaimFilePiece[]>()
  let preview: { readonly token: string; readonly bytes: Uint8Array } | null = null

  /** Known by its id from its start to its end, so that it can be watched and cancelled. */
  async function asJob<T>(
    id: string,
    work: (run: (job: ClaimJob) => Promise<WrittenFile>) => Promise<T>,
  ): Promise<T> {
    const entry = { cancel: new AbortController(), progress: { done: 0, of: 0 } }
    running.set(id, entry)
    const run = async ({ file, ...job }: ClaimJob): Promise<WrittenFile> =>
      toWritten(
        await encloseRefused(file, async (placed) => {
          const key = opened()
          if (!key) return { kind: 'locked' } as const
          const originals = { kind: 'store', folder: dataFolder, dataKey: key.dataKey } as const
          return runPdfJob({ ...job, file: placed, kind: 'claim-file', resources, originals }, writingMs, {
            signal: entry.cancel.signal,
            onProgress: (progress) => {
              entry.progress = progress as PdfProgress // from our own worker
            },
          })
        }),
      )
    try {
      return await work(run)
    } finally {
      running.delete(id)
    }
  }
  function whole(job: string, file: ClaimFile): ClaimFile {
    const pieces = staged.get(job) ?? []
    staged.delete(job)
    return putTogether(file, pieces)
  }
  const handlers: Pick<Handlers, Names> = {
    stageClaimFile({ job, piece }) {
      const pieces = staged.get(job) ?? []
      pieces.push(piece)
      staged.set(job, pieces)
      for (const old of [...staged.keys()].slice(0, -maxStaged)) staged.delete(old)
      return null
    },
    async saveClaimFile({ file: rest, packs, job, limitMb }) {
      const file = whole(job, rest)
      const missing = await findMissing(file, store, opened())
      if (missing) return { kind: 'failed', reason: missing }
      const plan = planParts(file.attachments, limitMb)
      if (plan.kind === 'does-not-fit') return plan
      const { parts } = plan
      let bytes = 0
      return asJob(job, async (run) => {
        let why: Extract<WrittenFile, { kind: 'failed' }>['reason'] | null = null
        const outcome = await shell.saveParts(
          suggestedName(file.claim),
          parts.length,
          async (target, part, seal): Promise<Written> => {
            const written = await run({ file, packs, parts, part, target, seal, encloses: true })
            if (written.kind === 'written') bytes += written.size
            if (written.kind !== 'failed' || written.reason === 'disk-full') return toOutcome(written)
            why = written.reason
            return { kind: 'cancelled' }
          },
        )
        if (why !== null) return { kind: 'failed', reason: why }
        return outcome.kind === 'saved' ? { ...outcome, bytes, parts: parts.length } : outcome
      })
    },
    jobProgress: ({ job }) => running.get(job)?.progress ?? null,
    cancelJob({ job }) {
      running.get(job)?.cancel.abort()
      return null
    },
    async openClaimFile({ file: rest, packs, job }) {
      const file = whole(job, rest)
      const missing = await findMissing(file, store, opened())
      if (missing) return { kind: 'failed', reason: missing }
      const shown = file.attachments.filter(({ placement }) => placement === 'merge')
      const isSmall = shown.reduce((sum, { bytes }) => sum + bytes, 0) <= previewBytes
      const all = isSmall ? file.attachments.map((_, index) => index) : []
      return asJob(job, async (run) => {
        const written = await run({ file, packs, parts: [all], part: 0, target: null, encloses: false })
        if (written.kind === 'cancelled') return written
        if (written.kind === 'failed')
          return { kind: 'failed', reason: written.reason === 'disk-full' ? 'too-much-work' : written.reason }
        preview = { token: randomUUID(), bytes: written.bytes ?? new Uint8Array() }
        return { kind: 'opened', token: preview.token, bytes: preview.bytes.length }
      })
    },
    readClaimFile({ token, from, to }) {
      if (preview?.token !== token) return { kind: 'gone' }
      return { kind: 'piece', base64: Buffer.from(preview.bytes.subarray(from, to)).toString('base64') }
    },
    closeClaimFile({ token }) {
      if (preview?.token === token) preview = null
      return null
    },
    async saveDocument({ suggestedName: name, model }: Input<'saveDocument'>) {
      if (!opened()) return { kind: 'failed', reason: 'locked' }
      const answer = await runPdfJob(
        { kind: 'document', model: DocumentModel.parse(model), resources },
        documentMs,
      )
      if (answer.kind !== 'written') return { kind: 'failed', reason: 'too-much-work' }
      return shell.saveFile(name, answer.bytes)
    },
    async saveAuditFolder({ job, audit: rest, packs }) {
      const audit = { ...rest, file: whole(job, rest.file) }
      const originals = await originalsOf(audit.file, store, opened())
      if (typeof originals === 'string') return { kind: 'failed', reason: originals }
      const written = writeAuditFolder(audit, originals, packs, areas, sha256)
      if (!written.ok) return { kind: 'failed', reason: written.error }
      const { from, to } = audit.file.claim.period
      const outcome = await shell.saveFile(`tarkastuskansio-${from}-${to}.zip`, written.value)
      if (outcome.kind !== 'saved') return outcome
      return { ...outcome, bytes: written.value.length, sha256: sha256(written.value) }
    },
  }
  return {
    handlers,
    /** On lock: what is looked at leaves the memory, and what is being written ends. */
    forget() {
      preview = null
      staged.clear()
      for (const { cancel } of running.values()) cancel.abort()
    },
  }
}

type WrittenFile =
  | { readonly kind: 'written'; readonly size: number; readonly bytes: Uint8Array | null }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed'
      readonly reason: 'disk-full' | 'attachment-missing' | 'sum-differs' | 'too-much-work' | 'locked'
    }

function toWritten(
  answer:
    | Exclude<PdfAnswer, { readonly kind: 'evidence-refused' }>
    | { readonly kind: 'too-much-work' | 'unfinished' | 'cancelled' | 'locked' },
): WrittenFile {
  switch (answer.kind) {
    case 'written':
      return { kind: 'written', size: answer.bytes.length, bytes: answer.bytes }
    case 'written-to-file':
      return { kind: 'written', size: answer.size, bytes: null }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'inspected':
      throw new Error('the worker answered another question')
    case 'unfinished':
      return { kind: 'failed', reason: 'too-much-work' }
    default:
      return { kind: 'failed', reason: answer.kind }
  }
}
const toOutcome = (written: WrittenFile): Written =>
  written.kind === 'failed' ? { kind: 'failed', reason: 'disk-full' } : { kind: written.kind }

/** Whether all evidence is there, before anybody is asked where to put the file. */
async function findMissing(
  { attachments }: ClaimFile,
  store: AttachmentStore,
  key: Opened | null,
): Promise<'locked' | 'attachment-missing' | null> {
  if (!key) return 'locked'
  return attachments.every(({ sha256: hash }) => store.has(key.dataKey, hash)) ? null : 'attachment-missing'
}

/** The evidence of a claim, byte for byte and in its order, or why it cannot be had. */
async function originalsOf(
  { attachments }: ClaimFile,
  store: AttachmentStore,
  key: Opened | null,
): Promise<readonly Uint8Array[] | 'locked' | 'attachment-missing'> {
  if (!key) return 'locked'
  const originals: Uint8Array[] = []
  for (const { sha256: hash } of attachments) {
    const bytes = await store.get(key.dataKey, hash)
    if (!bytes) return 'attachment-missing'
    originals.push(bytes)
  }
  return originals
}

/** No name and no code: file names travel further than files (claims.md §13). */
const suggestedName = ({ period, language }: ClaimFile['claim']): string =>
  `${language === 'fi' ? 'maksatushakemuksen-liite' : 'bilaga-till-ansokan'}-${period.from}-${period.to}.pdf`
