import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Two writes of one file at a time have drafts of their own: neither takes the other's away. */
let writes = 0

/**
 * Writes a file so that after a power cut there is the old one or the new one, never a half.
 * @throws the system's error (`ENOSPC` on a full disk); nothing is left behind then and the old file stands.
 */
export async function writeAtomically(file: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}-${++writes}.part`
  try {
    await withFile(draft, 'w', async (handle) => {
      await handle.writeFile(bytes)
      await handle.sync()
    })
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
  // Windows cannot sync a folder and does not need to
  if (process.platform !== 'win32') await withFile(path.dirname(file), 'r', (handle) => handle.sync())
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
