import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import type { Opened } from '../keys/keyring.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import type { PickedFile, PickedFolder, Shell } from '../shell/shell.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { createInspector } from './inspect-patiently.ts'

const extensions = ['pdf', 'jpg', 'jpeg', 'png', 'heic', 'heif', 'tif', 'tiff']

type AttachmentCalls =
  | 'pickFiles'
  | 'offerFile'
  | 'keepAttachment'
  | 'checkAttachment'
  | 'eraseAttachments'
  | 'pickScanFolder'
  | 'listScanFolder'
  | 'readAttachment'

/** A scanner's folder may be years old: the latest of its files are what anybody looks for. */
const maxListed = 200

type Options = {
  readonly shell: Shell
  readonly store: AttachmentStore
  readonly opened: () => Opened | null
  readonly runPdfJob: RunJob<PdfJob, PdfAnswer>
  readonly resources: string
}

/** Picking gives tokens, keeping spends them: the window never learns or names a path. */
export function createAttachmentHandlers({
  shell,
  store,
  opened,
  runPdfJob,
  resources,
}: Options): Pick<Handlers, AttachmentCalls> {
  const inspect = createInspector(runPdfJob, resources)
  const picked = new Map<string, PickedFile>()
  const folders = new Map<string, { readonly folder: PickedFolder; readonly tokens: Map<string, string> }>()
  const toToken = (file: PickedFile) => {
    const token = randomUUID()
    picked.set(token, file)
    return { token, name: file.name, bytes: file.bytes }
  }
  return {
    async pickFiles() {
      return (await shell.pickFiles({ extensions })).map(toToken)
    },
    offerFile({ name, base64 }) {
      const content = Buffer.from(base64, 'base64')
      return toToken({ name, bytes: content.length, read: async () => content })
    },
    async pickScanFolder() {
      const folder = await shell.pickFolder({ extensions })
      if (!folder) return { kind: 'none' }
      const token = randomUUID()
      folders.set(token, { folder, tokens: new Map() })
      return { kind: 'picked', folder: token, name: folder.name }
    },
    async listScanFolder({ folder: token }) {
      const known = folders.get(token)
      const listed = await known?.folder.list().catch(() => null)
      if (!known || !listed) return { kind: 'gone' }
      const latest = listed.toSorted((a, b) => b.modifiedMs - a.modifiedMs).slice(0, maxListed)
      return {
        kind: 'listed',
        files: latest.map((file) => {
          // the same file keeps its token, so that asking often leaves nothing behind
          const key = `${file.name} ${file.bytes} ${file.modifiedMs}`
          const given = known.tokens.get(key) ?? randomUUID()
          known.tokens.set(key, given)
          picked.set(given, file)
          return { token: given, name: file.name, bytes: file.bytes, modifiedMs: file.modifiedMs }
        }),
      }
    },
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
      const inspection = await inspect(bytes)
      if (!inspection.ok) return refused('not-supported')
      try {
        const sha256 = await store.put(key.dataKey, bytes)
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
      } catch (error) {
        if (isDiskFull(error)) return refused('disk-full')
        throw error
      }
    },
  }
}
