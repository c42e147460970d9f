import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Output } from '../../src-shared/bridge/calls.ts'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import type { DiskSpace } from '../data-folder/disk-space.ts'
import { stagedFolder, stagedMark } from '../data-folder/window-database.ts'
import type { Keyring } from '../keys/keyring.ts'
import { createKeyringFile, failuresIn, readKeyring } from '../keys/keyring-file.ts'
import type { PickedTree, TreeFile } from '../shell/shell.ts'

/** What of a chosen folder can matter: the window's database, and the keys. */
export const wantedParts: readonly string[] = ['.indexeddb.leveldb', 'keyring']

const databasePath = /(?:^|\/)([^/]+\.indexeddb\.leveldb)\/[^/]+$/

/**
 * Takes a copy of a register out of a folder that a person has chosen: a whole data folder, one of our own copies, or the
 * database itself. The database waits for the next start, when the browser has let go of the one that is there; keys are
 * taken only where this folder has none.
 */
export async function takeCopy(
  folder: string,
  { files }: PickedTree,
  ownName: string,
  { freeBytes, floorBytes }: DiskSpace,
): Promise<Output<'pickCopy'>['kind']> {
  const databases = Map.groupBy(
    files.filter(({ path: at }) => databasePath.test(at)),
    ({ path: at }) => at.slice(0, at.lastIndexOf('/')),
  )
  const whole = [...databases].filter(([, own]) => own.some(({ path: at }) => at.endsWith('/CURRENT')))
  const [, database = []] =
    whole.filter(([at]) => at.split('/').at(-1) === ownName).toSorted(byPlace)[0] ?? []
  try {
    const keys = await keysOf(files)
    const keyring = createKeyringFile(folder)
    const own = await keyring.read()
    if (own && keys && own.keyId !== keys.keyring.keyId) return 'other-keys'
    if (database.length === 0 && (own || !keys)) return whole.length > 0 ? 'other-shell' : 'no-copy'
    if (database.reduce((sum, { bytes }) => sum + bytes, 0) > freeBytes - floorBytes) return 'disk-full'
    if (database.length > 0) await stage(folder, ownName, database)
    if (!own && keys) await keyring.write(keys.keyring, keys.failures)
    return 'staged'
  } catch (error) {
    return isDiskFull(error) ? 'disk-full' : 'not-readable'
  }
}

/** The register itself before copies that lie in its folder, and the latest of those. */
const byPlace = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  Number(a.includes('/copies/')) - Number(b.includes('/copies/')) || (a < b ? 1 : -1)

/** Wrong secrets that were tried on it are counted on: a copy that is chosen makes nobody wait less. */
async function keysOf(
  files: readonly TreeFile[],
): Promise<{ readonly keyring: Keyring; readonly failures: number } | null> {
  for (const file of files.filter(({ path: at }) => /(^|\/)keyring(-copy)?\.json$/.test(at))) {
    const text = Buffer.from(await file.read()).toString('utf8')
    const keyring = readKeyring(text)
    if (keyring) return { keyring, failures: failuresIn(text) }
  }
  return null
}

async function stage(folder: string, name: string, files: readonly TreeFile[]): Promise<void> {
  const staged = stagedFolder(folder)
  await rm(staged, { recursive: true, force: true })
  const target = path.join(staged, name)
  await mkdir(target, { recursive: true, mode: 0o700 })
  // a lock names the process that held the database, which is not this one
  for (const file of files.filter(({ path: at }) => !at.endsWith('/LOCK')))
    await writeFile(path.join(target, path.posix.basename(file.path)), await file.read(), { mode: 0o600 })
  await writeFile(path.join(staged, stagedMark), '', { mode: 0o600 })
}
