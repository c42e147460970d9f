import { createHash, createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from '../keys/box.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** As versions before this one named a file: by what is in it, which told whoever had a document that it lies here. */
const plainName = /^([0-9a-f]{64})\.bin$/
/** A draft of such a file, left by a program that was killed. */
const plainDraft = /^[0-9a-f]{64}\.bin\..+\.part$/

/**
 * Original bytes, untouched, encrypted. They go by the SHA-256 of what they are, and on the disk by a name that is made from
 * it with the data key (HMAC-SHA-256): without the key a name tells nothing.
 */
export function createAttachmentStore(folder: string) {
  const place = path.join(folder, 'attachments')
  const fileOf = (dataKey: Uint8Array, hash: string): string =>
    path.join(
      place,
      `${createHmac('sha256', deriveKey(dataKey, 'attachment-names')).update(hash).digest('hex')}.box`,
    )
  const plainFileOf = (hash: string): string => path.join(place, `${hash}.bin`)
  const keyOf = (dataKey: Uint8Array): Uint8Array => deriveKey(dataKey, 'attachments')
  const has = (dataKey: Uint8Array, hash: string): boolean =>
    existsSync(fileOf(dataKey, hash)) || existsSync(plainFileOf(hash))
  return {
    has,
    /** @throws the system's error (`ENOSPC` on a full disk). */
    async put(dataKey: Uint8Array, bytes: Uint8Array): Promise<string> {
      const hash = sha256(bytes)
      if (!has(dataKey, hash)) await writeAtomically(fileOf(dataKey, hash), seal(keyOf(dataKey), bytes, hash))
      return hash
    },
    /** Keeps bytes that came from elsewhere; false where they are not what they are said to be. */
    async putAs(dataKey: Uint8Array, hash: string, bytes: Uint8Array): Promise<boolean> {
      return sha256(bytes) === hash && (await this.put(dataKey, bytes)) === hash
    },
    async remove(dataKey: Uint8Array, hash: string): Promise<void> {
      for (const file of [fileOf(dataKey, hash), plainFileOf(hash)]) await rm(file, { force: true })
    },
    /** Null when it is not there or no longer what it was: the seal is bound to the hash that it was kept under. */
    async get(dataKey: Uint8Array, hash: string): Promise<Uint8Array | null> {
      const named = fileOf(dataKey, hash)
      // one that is given its new name between the first two looks is there at the third
      for (const file of [named, plainFileOf(hash), named]) {
        const box = await readFile(file).catch(() => null)
        if (box) return unseal(keyOf(dataKey), box, hash)
      }
      return null
    },
    /** Gives files that an older version has left their new names. Cut anywhere, it goes on the next time. */
    async takeOver(dataKey: Uint8Array): Promise<void> {
      if (!existsSync(place)) return
      await chmod(place, 0o700)
      for (const name of await readdir(place)) {
        const hash = plainName.exec(name)?.[1]
        const file = path.join(place, name)
        if (hash) await rename(file, fileOf(dataKey, hash))
        else if (plainDraft.test(name)) await rm(file, { force: true })
      }
    },
  }
}
export type AttachmentStore = ReturnType<typeof createAttachmentStore>
