import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import type { Opened } from '../keys/keyring.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import type { Shell } from '../shell/shell.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { createInspector } from './inspect-patiently.ts'
import { createPickedFiles } from './picked-files.ts'

type AttachmentCalls =
  | 'pickFiles'
  | 'offerFile'
  | 'keepAttachment'
  | 'checkAttachment'
  | 'eraseAttachments'
  | 'pickScanFolder'
  | 'listScanFolder'
  | 'readAttachment'

type Options = {
  readonly shell: Shell
  readonly store: AttachmentStore
  readonly opened: () => Opened | null
  readonly runPdfJob: RunJob<PdfJob, PdfAnswer>
  readonly resources: string
}
type KeepAnswer = Awaited<ReturnType<Handlers['keepAttachment']>>
type Refusal = Extract<KeepAnswer, { readonly kind: 'refused' }>

/** Picking gives tokens, keeping spends them. */
export function createAttachmentHandlers({
  shell,
  store,
  opened,
  runPdfJob,
  resources,
}: Options): Pick<Handlers, AttachmentCalls> {
  const inspect = createInspector(runPdfJob, resources)
  const picked = createPickedFiles(shell)

  return {
    ...picked.handlers,
    async readAttachment({ sha256 }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const bytes = await store.get(key.dataKey, sha256)
      return bytes ? { kind: 'read', base64: Buffer.from(bytes).toString('base64') } : { kind: 'missing' }
    },
    async checkAttachment({ sha256 }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const bytes = await store.get(key.dataKey, sha256)
      if (!bytes) return { kind: 'missing' }
      const inspection = await inspect(bytes)
      if (!inspection.ok || inspection.reason === 'unchecked') return { kind: 'unchecked' }
      const { placement, reason, pageCount } = inspection
      return { kind: 'checked', placement, reason, pageCount }
    },
    async eraseAttachments({ hashes }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      for (const hash of hashes) await store.remove(key.dataKey, hash)
      return { kind: 'erased' }
    },
    async keepAttachment({ token, maxBytes }) {
      const key = opened()
      if (!key) return refused('locked')
      const file = picked.take(token)
      if (!file) return refused('gone')
      if (file.bytes > maxBytes) return refused('too-large')
      const bytes = await file.read().catch(() => null)
      if (!bytes) return refused('gone')
      if (bytes.length === 0) return refused('empty')
      const inspection = await inspect(bytes)
      if (!inspection.ok) return refused('not-supported')
      const sha256 = await putIfRoom(store, key, bytes)
      if (sha256 === null) return refused('disk-full')
      const { mediaType, placement, reason, pageCount } = inspection
      return {
        kind: 'kept',
        attachment: {
          name: file.name.slice(-255),
          bytes: bytes.length,
          sha256,
          mediaType,
          placement,
          reason,
          pageCount,
          shownPages: '',
        },
      }
    },
  }
}

const refused = (reason: Refusal['reason']): Refusal => ({ kind: 'refused', reason })

/** What the file is called from now on; null where the disk has no room for it. */
async function putIfRoom(
  store: AttachmentStore,
  { dataKey }: Opened,
  bytes: Uint8Array,
): Promise<string | null> {
  try {
    return await store.put(dataKey, bytes)
  } catch (error) {
    if (isDiskFull(error)) return null
    throw error
  }
}
