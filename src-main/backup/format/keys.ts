import { createHmac } from 'node:crypto'
import { deriveKey } from '../../keys/box.ts'
import type { Opened } from '../../keys/keyring.ts'

/** The keys of a set of backups and whose it is: docs/backup.md, "Keys". */
export type BackupKeys = {
  readonly keyId: string
  /** Seals records. */
  readonly seal: Uint8Array
  /** Names blobs by what is in them, and proves headers. */
  readonly names: Uint8Array
}

export const backupKeysOf = ({ keyId, dataKey }: Pick<Opened, 'keyId' | 'dataKey'>): BackupKeys => ({
  keyId,
  seal: deriveKey(dataKey, 'backup'),
  names: deriveKey(dataKey, 'backup-names'),
})

export const keyedHash = ({ names }: BackupKeys, ...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHmac('sha256', names)
  for (const part of parts) hash.update(part)
  return hash.digest()
}
