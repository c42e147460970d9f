import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from '../../data-folder/atomic-write.ts'

/** The sealed files of a data folder that belong to its records: attachments under the names that they have there. */
export type StoredFiles = {
  readonly list: () => Promise<readonly string[]>
  /** Null where it was erased meanwhile. */
  readonly read: (name: string) => Promise<Uint8Array | null>
}

export const attachmentsFolder = (folder: string): string => path.join(folder, 'attachments')

export function storedFilesOf(folder: string): StoredFiles {
  const place = attachmentsFolder(folder)
  const orElse = async <T>(work: Promise<T>, other: T): Promise<T> => {
    try {
      return await work
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return other
      throw error
    }
  }
  return {
    list: async () =>
      (await orElse(readdir(place), [])).filter((name) => /^[0-9a-f]{64}\.(box|bin)$/.test(name)).toSorted(),
    read: (name) => orElse<Uint8Array | null>(readFile(path.join(place, name)), null),
  }
}
