import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import type { Opened } from '../keys/keyring.ts'
import type { RunPdfJob } from '../pdf/run-in-worker.ts'
import type { PickedFile, Shell } from '../shell.ts'
import type { AttachmentStore } from './store.ts'

const inspectionMs = 15_000
const extensions = ['pdf', 'jpg', 'jpeg', 'png']

type Options = {
  readonly shell: Shell
  readonly store: AttachmentStore
  readonly opened: () => Opened | null
  readonly runPdfJob: RunPdfJob
}

/** Picking gives tokens, keeping spends them: the window never learns or names a path. */
export function createAttachmentHandlers({
  shell,
  store,
  opened,
  runPdfJob,
}: Options): Pick<Handlers, 'pickFiles' | 'keepAttachment'> {
  const picked = new Map<string, PickedFile>()
  return {
    async pickFiles() {
      const files = await shell.pickFiles({ extensions })
      return files.map((file) => {
        const token = randomUUID()
        picked.set(token, file)
        return { token, name: file.name, bytes: file.bytes }
      })
    },
    async keepAttachment({ token, maxBytes }) {
      const refused = (reason: 'gone' | 'empty' | 'too-large' | 'not-supported' | 'disk-full' | 'locked') =>
        ({ kind: 'refused', reason }) as const
      const key = opened()
      if (!key) return refused('locked')
      const file = picked.get(token)
      picked.delete(token)
      if (!file) return refused('gone')
      if (file.bytes > maxBytes) return refused('too-large')
      const bytes = await file.read().catch(() => null)
      if (!bytes) return refused('gone')
      if (bytes.length === 0) return refused('empty')
      const answer = await runPdfJob({ kind: 'inspect', bytes }, inspectionMs)
      // a file on which the parser gave up is still evidence: it is enclosed as it is
      const inspection =
        answer.kind === 'inspected'
          ? answer.inspection
          : ({ ok: true, mediaType: 'application/pdf', placement: 'whole', reason: 'damaged' } as const)
      if (!inspection.ok) return refused('not-supported')
      try {
        const sha256 = await store.put(key.dataKey, bytes)
        const { mediaType, placement, reason } = inspection
        return {
          kind: 'kept',
          attachment: {
            name: file.name.slice(-255),
            bytes: bytes.length,
            sha256,
            mediaType,
            placement,
            reason,
          },
        }
      } catch (error) {
        if (isDiskFull(error)) return refused('disk-full')
        throw error
      }
    },
  }
}
