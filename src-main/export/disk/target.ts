import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { ExportDisk } from './export-disk.ts'

/** What exports of this program are called, and what a cut leaves of one. */
const cutExport = /^alpo-desk-\d{4}-\d{2}-\d{2}(-\d+)?\.part$/

/** Whether a folder is `outer` or lies in it, links followed; one that is not there is judged by its path. */
export async function isWithin(folder: string, outer: string): Promise<boolean> {
  const [inner, around] = await Promise.all(
    [folder, outer].map((one) => realpath(one).catch(() => path.resolve(one))),
  )
  const way = path.relative(around ?? outer, inner ?? folder)
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
}

/** A draft that nobody has written to for so long is what a cut has left. */
const abandonedAfterMs = 10 * 60_000

/**
 * A name in the chosen folder that nothing has yet: an export never takes the place of anything. Clears away what earlier
 * exports left there when they were cut.
 * @param date `YYYY-MM-DD`
 */
export async function freeTarget(disk: ExportDisk, folder: string, date: string): Promise<string> {
  for (const name of await disk.list(folder)) {
    const draft = path.join(folder, name)
    if (!cutExport.test(name)) continue
    const age = Date.now() - (await disk.lastChange(draft).catch(() => Date.now())) // another device is at it
    if (age > abandonedAfterMs) await disk.remove(draft)
  }
  const names = (await disk.list(folder)).map((name) => name.replace(/\.part$/, ''))
  return path.join(folder, freeName(names, `alpo-desk-${date}`))
}

/** The name itself, or with a number behind it, that none of these is. */
export function freeName(names: readonly string[], wanted: string): string {
  const taken = new Set(names.map((name) => name.toLowerCase()))
  let free = wanted
  for (let n = 2; taken.has(free); n++) free = `${wanted}-${n}`
  return free
}
