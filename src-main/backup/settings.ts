import path from 'node:path'
import { z } from 'zod'
import { BackupWhy } from '../../src-shared/bridge/backup-calls.ts'
import type { Opened } from '../keys/keyring.ts'
import { createSealedFile } from '../keys/sealed-file.ts'

const Settings = z.object({
  folder: z.string().nullable(),
  chosenAt: z.int().nullable(),
  lastAt: z.int().nullable(),
  provedAt: z.int().nullable(),
  makeFailed: BackupWhy.nullable(),
  proveFailed: BackupWhy.nullable(),
  isPaused: z.boolean(),
})
export type BackupSettings = z.infer<typeof Settings>
const none: BackupSettings = {
  folder: null,
  chosenAt: null,
  lastAt: null,
  provedAt: null,
  makeFailed: null,
  proveFailed: null,
  isPaused: false,
}

/** Where this device's backups go, and how the last ones went; sealed, for a path may name a person. */
export function createBackupSettings(dataFolder: string) {
  const file = createSealedFile(path.join(dataFolder, 'backup.bin'), 'backup-settings')
  const read = async (key: Opened): Promise<BackupSettings> => {
    try {
      const plain = file.isThere() ? await file.read(key) : null
      return plain ? Settings.parse(JSON.parse(plain.toString('utf8'))) : none
    } catch {
      return none // damaged: the person chooses again
    }
  }
  return {
    read,
    /** @throws the system's error */
    async change(key: Opened, part: Partial<BackupSettings>): Promise<void> {
      await file.write(key, Buffer.from(JSON.stringify({ ...(await read(key)), ...part })))
    },
  }
}
