import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** The steps of an atomic write; a test puts another disk in its place. Every one may throw the system's error. */
export type AtomicDisk = {
  readonly makeFolder: (folder: string) => Promise<void>
  /** Resolves when the content is on the disk. */
  readonly writeSynced: (file: string, bytes: Uint8Array | string) => Promise<void>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly remove: (file: string) => Promise<void>
  /** Resolves when the names in the folder are on the disk. */
  readonly syncFolder: (folder: string) => Promise<void>
}

/** How the draft of an atomic write ends. */
export const draftEnding = '.part'
/** Two writes of one file at a time have drafts of their own: neither takes the other's away. */
let writes = 0

/**
 * Writes a file so that after a power cut there is the old one or the new one, never a half.
 * @throws the system's error (`ENOSPC` on a full disk); nothing is left behind then and the old file stands.
 */
export async function writeAtomically(
  file: string,
  bytes: Uint8Array | string,
  disk: AtomicDisk = nodeDisk,
): Promise<void> {
  await disk.makeFolder(path.dirname(file))
  const draft = `${file}.${process.pid}-${++writes}${draftEnding}`
  try {
    await disk.writeSynced(draft, bytes)
    await disk.rename(draft, file)
  } catch (error) {
    await disk.remove(draft)
    throw error
  }
  await disk.syncFolder(path.dirname(file))
}

/** The machine's own. */
export const nodeDisk: AtomicDisk = {
  async makeFolder(folder) {
    const first = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (first !== undefined) await nodeDisk.syncFolder(path.dirname(first))
  },
  writeSynced: (file, bytes) =>
    withFile(file, 'w', async (handle) => {
      await handle.writeFile(bytes)
      await handle.sync()
    }),
  rename: (from, to) => rename(from, to),
  remove: (file) => rm(file, { force: true }),
  async syncFolder(folder) {
    // Windows cannot sync a folder and does not need to
    if (process.platform !== 'win32') await withFile(folder, 'r', (handle) => handle.sync())
  },
}

async function withFile(
  file: string,
  flags: string,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(file, flags, 0o600)
  try {
    await work(handle)
  } finally {
    await handle.close()
  }
}

/** The system's error code (`ENOSPC`, `EACCES`, …) or an empty text. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(errorCode(error))
