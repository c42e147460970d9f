import { existsSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createNodeFiles, type JournalFiles } from '../../journal/format/files.ts'
import type { Opened } from '../../keys/keyring.ts'
import { keyringMaker } from '../format/file-names.ts'
import { backupKeysOf, keyedHash } from '../format/keys.ts'

/** The set has a folder of its own in the one that a person chooses. */
const folderName = 'alpo-desk-backup'

/** Where a set is, or will be: somebody may also choose its own folder, whatever they have called it. */
export async function setFolderOf(chosen: string): Promise<string> {
  if (path.basename(chosen) === folderName || !existsSync(chosen)) return withName(chosen)
  const names = await readdir(chosen)
  return names.some((name) => keyringMaker(name) !== null) ? chosen : withName(chosen)
}
const withName = (chosen: string): string =>
  path.basename(chosen) === folderName ? chosen : path.join(chosen, folderName)

/** The files of a set. Only its own folder is made: the one around it is a stick that is in, or one that is not. */
export function filesOfSet(folder: string): JournalFiles {
  const files = createNodeFiles(folder)
  return {
    ...files,
    async makeFolder() {
      if (existsSync(folder)) return
      await mkdir(folder, { mode: 0o700 })
      await createNodeFiles(path.dirname(folder)).syncFolder()
    },
  }
}

/** A name of this device and data folder that says nothing to others. @param where whatever tells this one from others */
export const makerOf = (opened: Pick<Opened, 'keyId' | 'dataKey'>, where: string): string =>
  keyedHash(backupKeysOf(opened), Buffer.from(where)).toString('hex').slice(0, 16)
