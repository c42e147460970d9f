import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from './box.ts'
import type { Opened } from './keyring.ts'

export type SealedFile = {
  readonly isThere: () => boolean
  /** Null where it cannot be opened with this key. */
  readonly read: (key: Opened) => Promise<Buffer | null>
  readonly write: (key: Opened, plain: Uint8Array) => Promise<void>
}

/** A small file that lies in a box on the disk, under a key that is made from the data key for this purpose. */
export const createSealedFile = (file: string, purpose: string): SealedFile => ({
  isThere: () => existsSync(file),
  read: async ({ dataKey }) => unseal(deriveKey(dataKey, purpose), await readFile(file), purpose),
  write: ({ dataKey }, plain) => writeAtomically(file, seal(deriveKey(dataKey, purpose), plain, purpose)),
})
