import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { areas } from '../../src-shared/codes/areas.ts'
import { DocumentModel } from '../../src-shared/document/document.ts'
import { writeAuditFolder } from '../../src-shared/domain/claims/proof/audit-folder.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { planParts } from '../../src-shared/domain/claims/proof/file-parts.ts'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import type { Opened } from '../keys/keyring.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import type { Shell, Written } from '../shell/shell.ts'
import { type AttachmentStore, sha256 } from '../stored-files/store.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { createClaimJobs, type WriteClaimFile, type WrittenFile } from './claim-jobs.ts'
import { createStagedFiles } from './staged-files.ts'

const documentMs = 60_000
/** What a look at a claim file may take of the memory; beyond it our own pages are shown alone. */
const previewBytes = 150_000_000

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
type Answer<Name extends Names> = Awaited<ReturnType<Handlers[Name]>>

export function createClaimHandlers(options: Options): {
  readonly handlers: Pick<Handlers, Names>
  readonly forget: () => void
} {
  const { shell, store, opened, runPdfJob, resources } = options
  const jobs = createClaimJobs(options)
  const staged = createStagedFiles()
  const preview = createPreview()

  const handlers: Pick<Handlers, Names> = {
    ...preview.handlers,
    stageClaimFile({ job, piece }) {
      staged.add(job, piece)
      return null
    },
    jobProgress: ({ job }) => jobs.progressOf(job),
    cancelJob({ job }) {
      jobs.cancel(job)
      return null
    },
    async saveClaimFile({ file: rest, packs, job, limitMb }) {
      const file = staged.whole(job, rest)
      const missing = await findMissing(file, store, opened())
      if (missing) return { kind: 'failed', reason: missing }
      const plan = planParts(file.attachments, limitMb)
      if (plan.kind === 'does-not-fit') return plan
      return jobs.run(job, (write) => saveParts(shell, write, { file, packs, parts: plan.parts }))
    },
    async openClaimFile({ file: rest, packs, job }) {
      const file = staged.whole(job, rest)
      const missing = await findMissing(file, store, opened())
      if (missing) return { kind: 'failed', reason: missing }
      const parts = [shownTogether(file)]
      const written = await jobs.run(job, (write) =>
        write({ file, packs, parts, part: 0, target: null, encloses: false }),
      )
      if (written.kind === 'cancelled') return written
      if (written.kind === 'failed')
        return { kind: 'failed', reason: written.reason === 'disk-full' ? 'too-much-work' : written.reason }
      return preview.open(written.bytes ?? new Uint8Array())
    },
    async saveDocument({ suggestedName: name, model }) {
      if (!opened()) return { kind: 'failed', reason: 'locked' }
      const answer = await runPdfJob(
        { kind: 'document', model: DocumentModel.parse(model), resources },
        documentMs,
      )
      if (answer.kind !== 'written') return { kind: 'failed', reason: 'too-much-work' }
      return shell.saveFile(name, answer.bytes)
    },
    async saveAuditFolder({ job, audit: rest, packs }) {
      const audit = { ...rest, file: staged.whole(job, rest.file) }
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
      preview.forget()
      staged.clear()
      jobs.cancelAll()
    },
  }
}

/** The claim file that is looked at, one at a time; the window asks for it in pieces. */
function createPreview() {
  let shown: { readonly token: string; readonly bytes: Uint8Array } | null = null
  const handlers: Pick<Handlers, 'readClaimFile' | 'closeClaimFile'> = {
    readClaimFile({ token, from, to }) {
      if (shown?.token !== token) return { kind: 'gone' }
      return { kind: 'piece', base64: Buffer.from(shown.bytes.subarray(from, to)).toString('base64') }
    },
    closeClaimFile({ token }) {
      if (shown?.token === token) shown = null
      return null
    },
  }
  return {
    handlers,
    open(bytes: Uint8Array): Answer<'openClaimFile'> {
      shown = { token: randomUUID(), bytes }
      return { kind: 'opened', token: shown.token, bytes: bytes.length }
    },
    forget() {
      shown = null
    },
  }
}

type Parts = {
  readonly file: ClaimFile
  readonly packs: readonly RulePack[]
  readonly parts: readonly (readonly number[])[]
}

/** Writes the parts one after another to where a person has said. */
async function saveParts(
  shell: Shell,
  write: WriteClaimFile,
  { file, packs, parts }: Parts,
): Promise<Answer<'saveClaimFile'>> {
  let bytes = 0
  let why: Extract<WrittenFile, { kind: 'failed' }>['reason'] | null = null
  const outcome = await shell.saveParts(
    suggestedName(file.claim),
    parts.length,
    async (target, part, seal): Promise<Written> => {
      const written = await write({ file, packs, parts, part, target, seal, encloses: true })
      if (written.kind === 'written') bytes += written.size
      if (written.kind !== 'failed' || written.reason === 'disk-full') return toOutcome(written)
      why = written.reason
      return { kind: 'cancelled' }
    },
  )
  if (why !== null) return { kind: 'failed', reason: why }
  return outcome.kind === 'saved' ? { ...outcome, bytes, parts: parts.length } : outcome
}

/** The evidence that is shown with our own pages: all of it, or none where it would take too much memory. */
function shownTogether({ attachments }: ClaimFile): readonly number[] {
  const shown = attachments.filter(({ placement }) => placement === 'merge')
  const isSmall = shown.reduce((sum, { bytes }) => sum + bytes, 0) <= previewBytes
  return isSmall ? attachments.map((_, index) => index) : []
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
