import { encode } from 'cborg'
import { z } from 'zod'
import type { JournalFiles } from '../../journal/format/files.ts'
import { readOwn } from '../format/backup-file.ts'
import type { SetFileName } from '../format/file-names.ts'
import type { BackupKeys } from '../format/keys.ts'
import { writeRecords } from '../format/write-file.ts'

/** Files that nobody needed at a moment of the backups' clock; they go when nobody needs them a day later either. */
const Condemned = z.object({ clock: z.int().nonnegative(), names: z.array(z.string()) })
export type Condemned = z.infer<typeof Condemned>

export const writeCondemned = (
  files: JournalFiles,
  keys: BackupKeys,
  condemned: Condemned,
): Promise<string> => writeRecords(files, keys, 'condemned', [['condemned', encode(condemned)]])

/** Null where it cannot be read. */
export const readCondemned = (
  files: JournalFiles,
  named: SetFileName,
  keys: BackupKeys,
): Promise<Condemned | null> => readOwn(files, named, keys, 'condemned', Condemned)
