import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { FolderFile, PickedFile, PickedFolder, Shell } from '../shell/shell.ts'

const extensions = ['pdf', 'jpg', 'jpeg', 'png', 'heic', 'heif', 'tif', 'tiff']

/** A scanner's folder may be years old: the latest of its files are what anybody looks for. */
const maxListed = 200

type PickHandlers = Pick<Handlers, 'pickFiles' | 'offerFile' | 'pickScanFolder' | 'listScanFolder'>
/** A folder, with the token that each of its files has been given. */
type KnownFolder = { readonly folder: PickedFolder; readonly tokens: Map<string, string> }

/** Gives tokens for the files that a person has picked: the window never learns or names a path. */
export function createPickedFiles(shell: Pick<Shell, 'pickFiles' | 'pickFolder'>): {
  readonly handlers: PickHandlers
  /** The file behind a token, which is spent by it. */
  readonly take: (token: string) => PickedFile | null
} {
  const picked = new Map<string, PickedFile>()
  const folders = new Map<string, KnownFolder>()

  const toToken = (file: PickedFile, token: string = randomUUID()) => {
    picked.set(token, file)
    return { token, name: file.name, bytes: file.bytes }
  }
  /** The same file keeps its token, so that asking often leaves nothing behind. */
  const toKnownToken = (file: FolderFile, tokens: Map<string, string>) => {
    const key = `${file.name} ${file.bytes} ${file.modifiedMs}`
    const token = tokens.get(key) ?? randomUUID()
    tokens.set(key, token)
    return { ...toToken(file, token), modifiedMs: file.modifiedMs }
  }
  return {
    take(token) {
      const file = picked.get(token) ?? null
      picked.delete(token)
      return file
    },
    handlers: {
      async pickFiles() {
        return (await shell.pickFiles({ extensions })).map((file) => toToken(file))
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
        return { kind: 'listed', files: latest.map((file) => toKnownToken(file, known.tokens)) }
      },
    },
  }
}
