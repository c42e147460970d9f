import path from 'node:path'
import { z } from 'zod'
import type { Opened } from '../keys/keyring.ts'
import { createSealedFile } from '../keys/sealed-file.ts'

const Enrolment = z.object({
  address: z.string(),
  token: z.string(),
  organisation: z.string(),
  /** The id that the token was exchanged for, where it was. */
  renewedAs: z.string().optional(),
})
export type Enrolment = z.infer<typeof Enrolment>

export type EnrolmentFile = {
  /** Null where this device is enrolled nowhere, or the file cannot be opened with this key. */
  readonly read: (key: Opened) => Promise<Enrolment | null>
  readonly keep: (key: Opened, enrolment: Enrolment) => Promise<void>
}

/** The hub of this device and its token, sealed on the disk; the token never reaches the window. */
export function createEnrolmentFile(folder: string): EnrolmentFile {
  const file = createSealedFile(path.join(folder, 'hub.bin'), 'hub-enrolment')
  return {
    async read(key) {
      const plain = file.isThere() ? await file.read(key) : null
      return plain && Enrolment.parse(JSON.parse(plain.toString('utf8')))
    },
    keep: (key, enrolment) => file.write(key, Buffer.from(JSON.stringify(enrolment))),
  }
}
