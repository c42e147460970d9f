import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, rename, rm, truncate } from 'node:fs/promises'
import path from 'node:path'
import { type CopyOutcome, copiesFolder, copyAside, filesUnder } from './copies.ts'
import { createDiskSpace } from './disk-space.ts'
import { hasWritesBehind, wholeLogBytes } from './leveldb-log.ts'
import { createReserve } from './reserve.ts'

/** What was found and done before the browser opened the window's database. */
export type StartReport = {
  /** False when the program, or the machine, went down while it was open. */
  readonly endedCleanly: boolean
  readonly copy: CopyOutcome
  /** Logs whose end was torn or damaged, and which were cut to their whole writes. */
  readonly mended: number
  /** Whether a copy that was chosen in the last session stands in the database's place now. */
  readonly isRestored: boolean
}

const markerOf = (folder: string): string => path.join(folder, 'window-open')
/** Where a copy waits until the browser has let go of the database. */
export const stagedFolder = (folder: string): string => path.join(folder, 'copies', 'chosen')
/** Beside a staged copy once all of it is there. */
export const stagedMark = 'whole'

/**
 * Before the browser opens the window's database: puts a chosen copy in its place, copies it aside, and cuts torn logs, behind
 * which Chromium would otherwise write on and lose everything. Whatever fails here is told and never keeps the program from
 * starting: the database stays as it was found.
 * @param database the folder in which Chromium keeps it (`IndexedDB` of its profile)
 */
export async function prepareWindowDatabase(
  folder: string,
  database: string,
  now: Date = new Date(),
): Promise<StartReport> {
  createReserve(folder).releaseIfFull() // a browser does not open a database without any room
  const endedCleanly = !existsSync(markerOf(folder))
  const isRestored = await putStaged(folder, database, now).catch(() => false)
  const { freeBytes, floorBytes } = createDiskSpace(folder).now()
  const kind = endedCleanly ? 'clean' : 'unclean'
  const copy = await copyAside(folder, database, kind, now, freeBytes - floorBytes).catch(
    (): CopyOutcome => ({ kind: 'failed' }),
  )
  const mended = await mendLogs(database, copy.kind === 'copied')
  try {
    writeFileSync(markerOf(folder), now.toISOString(), { mode: 0o600 })
  } catch {
    // a full disk: then the next start takes this end for a clean one, and copies all the same
  }
  return { endedCleanly, copy, mended, isRestored }
}

/** The window is closed, and its browser has ended by itself. */
export const noteCleanEnd = (folder: string): void => rmSync(markerOf(folder), { force: true })

/** What stands there is moved to the kept copies first, whatever it is. */
async function putStaged(folder: string, database: string, now: Date): Promise<boolean> {
  const staged = stagedFolder(folder)
  if (!existsSync(path.join(staged, stagedMark))) {
    await rm(staged, { recursive: true, force: true })
    return false
  }
  await rm(path.join(staged, stagedMark))
  if (existsSync(database))
    await rename(
      database,
      path.join(copiesFolder(folder), `kept-${now.toISOString().replaceAll(/[:.]/g, '-')}-replaced`),
    )
  await rename(staged, database)
  return true
}

/** A log that is damaged further up is only cut where a copy of it was taken; a torn end is no loss. */
async function mendLogs(database: string, isCopied: boolean): Promise<number> {
  let mended = 0
  for (const file of await filesUnder(database)) {
    if (!/\.leveldb[\\/]\d+\.log$/.test(file)) continue
    const at = path.join(database, file)
    const log = await readFile(at)
    const whole = wholeLogBytes(log)
    if (whole === log.length || (!isCopied && hasWritesBehind(log, whole))) continue
    await truncate(at, whole)
    mended++
  }
  return mended
}
