import { fstatSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../../data-folder/atomic-write.ts'

/** All that the journal asks of a disk; a test puts another one in its place. Every call may throw the system's error. */
export type JournalFile = {
  /** Fewer bytes than asked for where the file ends. */
  readonly read: (at: number, length: number) => Promise<Uint8Array>
  /** @returns how many bytes were taken, which may be fewer than were given. */
  readonly write: (at: number, bytes: Uint8Array) => Promise<number>
  /** Resolves when the content and the size are on the disk. */
  readonly sync: () => Promise<void>
  readonly truncate: (size: number) => Promise<void>
  readonly size: () => Promise<number>
  readonly close: () => Promise<void>
}
/** `make` fails where the file is there. */
export type OpenMode = 'read' | 'write' | 'make'
/** The files of one folder. */
export type JournalFiles = {
  /** The names; none where there is no folder. */
  readonly list: () => Promise<readonly string[]>
  /** Makes the folder, on the disk. */
  readonly makeFolder: () => Promise<void>
  readonly open: (name: string, mode: OpenMode) => Promise<JournalFile>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly remove: (name: string) => Promise<void>
  /** Resolves when the names are on the disk. */
  readonly syncFolder: () => Promise<void>
}

const flags = { read: 'r', write: 'r+', make: 'wx+' } as const

export const createNodeFiles = (folder: string): JournalFiles => ({
  async list() {
    try {
      return await readdir(folder)
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  async makeFolder() {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await syncNames(path.dirname(folder))
  },
  open: (name, mode) => openFile(path.join(folder, name), mode),
  rename: (from, to) => rename(path.join(folder, from), path.join(folder, to)),
  remove: (name) => rm(path.join(folder, name), { force: true }),
  syncFolder: () => syncNames(folder),
})

async function openFile(file: string, mode: OpenMode): Promise<JournalFile> {
  const handle = await open(file, flags[mode], 0o600)
  return {
    async read(at, length) {
      const bytes = Buffer.alloc(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    },
    write: async (at, bytes) => (await handle.write(bytes, 0, bytes.length, at)).bytesWritten,
    sync: () => handle.datasync(), // the size is part of it
    truncate: (size) => handle.truncate(size),
    size: async () => fstatSync(handle.fd).size, // asked before each write: a thread of its own would cost more
    close: () => handle.close(),
  }
}

/** Windows cannot sync a folder and does not need to. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes all of it, in as many steps as the disk takes. */
export async function writeWhole(file: JournalFile, at: number, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const taken = await file.write(at + done, bytes.subarray(done))
    if (taken <= 0) throw new Error('the disk takes nothing')
    done += taken
  }
}

/** Opens a file for one piece of work. */
export async function withFile<T>(
  files: JournalFiles,
  name: string,
  mode: OpenMode,
  work: (file: JournalFile) => Promise<T>,
): Promise<T> {
  const file = await files.open(name, mode)
  try {
    return await work(file)
  } finally {
    await file.close()
  }
}
