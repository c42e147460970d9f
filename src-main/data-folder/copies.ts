import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { errorCode, isDiskFull } from './atomic-write.ts'

/**
 * Copies of the window's database as it was before a browser opened it: `copies/clean-…` the last one after a clean end,
 * `copies/unclean-…` after others, `copies/kept-…` those that somebody is to look at. Names end with the moment.
 */
export const copiesFolder = (folder: string): string => path.join(folder, 'copies')

type CopyKind = 'clean' | 'unclean' | 'kept'
const maxOf: Readonly<Record<CopyKind, number>> = { clean: 1, unclean: 3, kept: 5 }
/** A copy holds what has been erased since: none of these two kinds grows older. */
const oldestDays = 30
const dayMs = 86_400_000

export type CopyOutcome =
  | { readonly kind: 'copied'; readonly name: string }
  | { readonly kind: 'nothing' | 'no-space' | 'failed' }

/**
 * Copies `database` (a folder of folders) aside. A table file of LevelDB is written once and never changed, so a second name
 * for it is as good as a copy and costs no room; everything else is copied byte by byte.
 * @param roomBytes what the copy may take at most
 */
export async function copyAside(
  folder: string,
  database: string,
  kind: 'clean' | 'unclean',
  now: Date,
  roomBytes: number,
): Promise<CopyOutcome> {
  const files = await filesUnder(database)
  if (files.length === 0) return { kind: 'nothing' }
  const name = `${kind}-${now.toISOString().replaceAll(/[:.]/g, '-')}`
  const target = path.join(copiesFolder(folder), name)
  let left = roomBytes
  try {
    for (const file of files) {
      const to = path.join(target, file)
      await mkdir(path.dirname(to), { recursive: true, mode: 0o700 })
      const from = path.join(database, file)
      if (isTable(file) && (await isLinked(from, to))) continue
      left -= (await stat(from)).size
      if (left < 0) throw Object.assign(new Error('no room for a copy'), { code: 'ENOSPC' })
      await copyFile(from, to)
    }
  } catch (error) {
    await rm(target, { recursive: true, force: true }).catch(() => undefined)
    return { kind: isDiskFull(error) ? 'no-space' : 'failed' }
  }
  await dropOld(folder, now, name)
  return { kind: 'copied', name }
}

/** A copy that somebody is to look at is not thrown away with the others. @returns its name from now on. */
export async function keepCopy(folder: string, name: string): Promise<string> {
  const kept = name.replace(/^(clean|unclean)-/, 'kept-')
  if (kept !== name)
    await rename(path.join(copiesFolder(folder), name), path.join(copiesFolder(folder), kept))
  return kept
}

const isTable = (file: string): boolean => /\.(ldb|sst)$/.test(file)

async function isLinked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (isDiskFull(error)) throw error
    return false // a disk that knows no second names
  }
}

/** @param taken the copy of this moment, which stays: after a clock that went back its name is not the last one */
async function dropOld(folder: string, now: Date, taken: string): Promise<void> {
  const names = (await readdir(copiesFolder(folder))).filter((name) => name !== taken)
  const ordered = [taken, ...names.toSorted().toReversed()]
  for (const kind of ['clean', 'unclean', 'kept'] as const) {
    const own = ordered.filter((name) => name.startsWith(`${kind}-`))
    for (const [index, name] of own.entries()) {
      const at = path.join(copiesFolder(folder), name)
      const isOld = kind !== 'kept' && now.getTime() - (await stat(at)).mtimeMs > oldestDays * dayMs
      if (index >= maxOf[kind] || isOld) await rm(at, { recursive: true, force: true })
    }
  }
}

/** The files under a folder by their path in it; none where there is no such folder. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}
