import { existsSync, readFileSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { writeAtomically } from './atomic-write.ts'

export type DiskSpace = {
  /** The disk as people know it: its mount point, or its letter. */
  readonly disk: string
  readonly freeBytes: number
  /** Below this nothing is saved any more. */
  readonly floorBytes: number
}

const megabyte = 1024 * 1024
/**
 * What must stay free when nobody has said otherwise: a twentieth of the disk, at least what the database writes in one go
 * when it moves its log into a table (LevelDB: 4 MiB), and never more than 200 MB.
 */
const [minFloor, maxFloor, share] = [4 * megabyte, 200 * megabyte, 0.05]

const Settings = z.object({ floorMegabytes: z.int().nonnegative().nullable() })

/** Asks the system how much room the disk of a data folder has. */
export function createDiskSpace(folder: string) {
  const file = path.join(folder, 'disk-settings.json')
  let chosen = readChosen(file)
  const disk = mountOf(folder)
  return {
    /** @throws the system's error when the folder is gone. */
    now(): DiskSpace {
      const { bavail, blocks, bsize } = statfsSync(folder)
      const usual = Math.min(maxFloor, Math.max(minFloor, blocks * bsize * share))
      return {
        disk,
        freeBytes: bavail * bsize,
        floorBytes: Math.round(chosen === null ? usual : chosen * megabyte),
      }
    },
    /** @param megabytes null for what is usual. @throws the system's error when it cannot be kept. */
    async setFloor(megabytes: number | null): Promise<void> {
      await writeAtomically(file, JSON.stringify({ floorMegabytes: megabytes }))
      chosen = megabytes
    },
  }
}
export type Disk = ReturnType<typeof createDiskSpace>

function readChosen(file: string): number | null {
  if (!existsSync(file)) return null
  try {
    return Settings.parse(JSON.parse(readFileSync(file, 'utf8'))).floorMegabytes
  } catch {
    return null // as if nobody had chosen
  }
}

/** The topmost folder on the same disk. */
function mountOf(folder: string): string {
  if (process.platform === 'win32') return path.parse(path.resolve(folder)).root
  let at = path.resolve(folder)
  const { dev } = statSync(at)
  while (path.dirname(at) !== at && statSync(path.dirname(at)).dev === dev) at = path.dirname(at)
  return at
}
