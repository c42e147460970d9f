import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file system of its own that can be filled to its last byte. */
export type SmallDisk = {
  readonly folder: string
  fill(): void
  free(): void
  remove(): void
}

/** Why there can be none here; null where there can. */
export const noSmallDisk =
  process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'a file system of its own can be mounted by root on Linux only'

export function mountSmallDisk(megabytes: number): SmallDisk {
  const at = mkdtempSync(path.join(os.tmpdir(), 'alpo-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at])
  const filler = path.join(at, 'filler')
  return {
    folder: path.join(at, 'data'),
    fill() {
      const handle = openSync(filler, 'w')
      try {
        for (const size of [65_536, 4096, 1])
          for (;;)
            try {
              writeSync(handle, Buffer.alloc(size))
            } catch {
              break // full for pieces of this size
            }
      } finally {
        closeSync(handle)
      }
    },
    free: () => rmSync(filler),
    remove() {
      execFileSync('umount', ['--lazy', at])
      rmSync(at, { recursive: true, force: true })
    },
  }
}
