import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { type AttachmentStore, sha256 } from '../attachments/store.ts'
import type { Opened } from '../keys/keyring.ts'
import type { RunPdfJob } from '../pdf/run-in-worker.ts'
import { loadRulePack } from '../rules/handlers.ts'
import type { Shell } from '../shell.ts'

const writingMs = 120_000

type Options = {
  readonly shell: Shell
  readonly store: AttachmentStore
  readonly opened: () => Opened | null
  readonly runPdfJob: RunPdfJob
  readonly resources: string
}

export const createClaimHandlers = ({
  shell,
  store,
  opened,
  runPdfJob,
  resources,
}: Options): Pick<Handlers, 'saveClaimFile'> => ({
  async saveClaimFile({ file }) {
    const key = opened()
    if (!key) return { kind: 'failed', reason: 'locked' }
    const originals: Uint8Array[] = []
    for (const { sha256: hash } of file.attachments) {
      const bytes = await store.get(key.dataKey, hash)
      if (!bytes) return { kind: 'failed', reason: 'attachment-missing' }
      originals.push(bytes)
    }
    const pack = await loadRulePack(resources)
    const answer = await runPdfJob({ kind: 'claim-file', file, pack, originals, resources }, writingMs)
    if (answer.kind === 'sum-differs' || answer.kind === 'too-much-work')
      return { kind: 'failed', reason: answer.kind }
    if (answer.kind !== 'written') throw new Error('the worker answered another question')
    const outcome = await shell.saveFile(suggestedName(file.claim.period, file.claim.language), answer.bytes)
    if (outcome.kind !== 'saved') return outcome
    return { ...outcome, bytes: answer.bytes.length, sha256: sha256(answer.bytes) }
  },
})

/** No name and no code: file names travel further than files (claims.md §13). */
const suggestedName = (period: { from: string; to: string }, language: 'fi' | 'sv'): string =>
  `${language === 'fi' ? 'maksatushakemuksen-liite' : 'bilaga-till-ansokan'}-${period.from}-${period.to}.pdf`
