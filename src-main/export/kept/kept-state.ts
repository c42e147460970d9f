import path from 'node:path'
import { z } from 'zod'
import { FailReason } from '../../../src-shared/bridge/export-calls.ts'
import { AgeRecipient } from '../../../src-shared/export/age-recipient.ts'
import { ExportPart } from '../../../src-shared/export/export-tables.ts'
import type { Opened } from '../../keys/keyring.ts'
import { createSealedFile } from '../../keys/sealed-file.ts'

const File = z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })
const Archive = z.string().nullable()

/** What this device knows of the folder that it keeps up to date. */
export const KeptState = z.object({
  folder: z.string(),
  /** The name of a file that lies in it: a folder without it is another one, such as the empty place of a drive. */
  mark: z.string(),
  /** None for a folder in plain. */
  recipients: z.array(AgeRecipient),
  /** When all of it was up to date the last time, ISO 8601; null before the first time. */
  writtenAt: z.string().nullable(),
  failing: z.object({ since: z.string(), reason: FailReason }).nullable(),
  /** False while a run is on its way, and after one that was cut: then all that explains the parts is written anew. */
  isWhole: z.boolean(),
  parts: z
    .array(
      z.object({
        part: ExportPart,
        rows: z.int(),
        files: z.array(File).readonly(),
        scripts: z.int(),
        archive: Archive,
        stamp: z.string().nullable(),
      }),
    )
    .readonly(),
  attachments: z.array(z.object({ file: File, archive: Archive })).readonly(),
})
export type KeptState = z.infer<typeof KeptState>

/** The state on the disk of this device, sealed: whoever could change its recipients would be sent the register. */
export function createKeptFile(dataFolder: string) {
  const file = createSealedFile(path.join(dataFolder, 'kept-export.box'), 'kept-export')
  return {
    /** Null where no folder is kept, and where what is known of one cannot be read. */
    async read(key: Opened): Promise<KeptState | null> {
      if (!file.isThere()) return null
      const plain = await file.read(key)
      if (!plain || plain.length === 0) return null
      const read = KeptState.safeParse(JSON.parse(plain.toString('utf8')))
      return read.success ? read.data : null
    },
    write: (key: Opened, state: KeptState | null): Promise<void> =>
      file.write(key, Buffer.from(state === null ? '' : JSON.stringify(state))),
  }
}
export type KeptFile = ReturnType<typeof createKeptFile>
