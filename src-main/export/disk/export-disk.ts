import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

export type OpenFile = {
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** On the disk, and closed. */
  readonly close: () => Promise<void>
  /** Closed as it is. */
  readonly drop: () => Promise<void>
}

/** The disk as an export needs it. Each may throw the system's error (`ENOSPC` on a full disk). */
export type ExportDisk = {
  readonly makeFolder: (folder: string) => Promise<void>
  readonly create: (file: string) => Promise<OpenFile>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly remove: (place: string) => Promise<void>
  /** The names in a folder; empty where there is none. */
  readonly list: (folder: string) => Promise<readonly string[]>
  /** When a folder or what lies directly in it was last changed, in ms since 1970. */
  readonly lastChange: (folder: string) => Promise<number>
  /** How large a file is; null where there is none. */
  readonly sizeOf: (file: string) => Promise<number | null>
}

export const systemDisk: ExportDisk = {
  makeFolder: async (folder) => void (await mkdir(folder, { recursive: true, mode: 0o700 })),
  async create(file) {
    const handle = await open(file, 'w', 0o600)
    return {
      write: (bytes) => writeAll(handle, bytes),
      async close() {
        await handle.sync().finally(() => handle.close())
      },
      drop: () => handle.close(),
    }
  },
  async rename(from, to) {
    await rename(from, to)
    // Windows cannot sync a folder and does not need to
    if (process.platform === 'win32') return
    const folder = await open(path.dirname(to), 'r')
    await folder.sync().finally(() => folder.close())
  },
  remove: (place) => rm(place, { recursive: true, force: true }),
  list: (folder) => readdir(folder).catch(() => []),
  async lastChange(folder) {
    const places = [folder, ...(await readdir(folder)).map((name) => path.join(folder, name))]
    return Math.max(...(await Promise.all(places.map(async (place) => (await stat(place)).mtimeMs))))
  },
  sizeOf: async (file) => (await stat(file).catch(() => null))?.size ?? null,
}

/** A write may take less than all of it. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten
}

/** A small file of its own. */
export async function writeText(disk: ExportDisk, file: string, text: string): Promise<void> {
  const open = await disk.create(file)
  await open.write(new TextEncoder().encode(text))
  await open.close()
}
