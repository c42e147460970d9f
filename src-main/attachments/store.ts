import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from '../keys/box.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Original bytes, untouched, encrypted, found by the SHA-256 of what they were. */
export function createAttachmentStore(folder: string) {
  const fileOf = (hash: string): string => path.join(folder, 'attachments', `${hash}.bin`)
  const keyOf = (dataKey: Uint8Array): Uint8Array => deriveKey(dataKey, 'attachments')
  return {
    /** @throws the system's error (`ENOSPC` on a full disk). */
    async put(dataKey: Uint8Array, bytes: Uint8Array): Promise<string> {
      const hash = sha256(bytes)
      if (!existsSync(fileOf(hash))) await writeAtomically(fileOf(hash), seal(keyOf(dataKey), bytes, hash))
      return hash
    },
    /** Keeps bytes that came from elsewhere; false where they are not what they are said to be. */
    async putAs(dataKey: Uint8Array, hash: string, bytes: Uint8Array): Promise<boolean> {
      return sha256(bytes) === hash && (await this.put(dataKey, bytes)) === hash
    },
    has: (hash: string): boolean => existsSync(fileOf(hash)),
    async remove(hash: string): Promise<void> {
      await rm(fileOf(hash), { force: true })
    },
    /** Null when it is not there or no longer what it was: the seal is bound to the hash that it was kept under. */
    async get(dataKey: Uint8Array, hash: string): Promise<Uint8Array | null> {
      if (!existsSync(fileOf(hash))) return null
      return unseal(keyOf(dataKey), await readFile(fileOf(hash)), hash)
    },
  }
}
export type AttachmentStore = ReturnType<typeof createAttachmentStore>
