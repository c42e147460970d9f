import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file system of its own, which can be filled to its last byte. */
export type SmallDisk = {
  readonly folder: string
  fill(): void
  /** Takes away what filled it. */
  free(): void
  unmount(): void
}

/** Why there can be none here; null where there can. */
export const noSmallDisk =
  process.platform === 'linux' && process.getuid?.() === 0
    ? null
    : 'a file system of its own can be mounted by root on Linux only'

type Options = {
  /** As the kernel reads it: `16k`, `100m`. */
  readonly size: string
  /** How many files there may be; as many as fit where it is not said. */
  readonly inodes?: number
  /** Where it is seen; a new folder where it is not said. */
  readonly at?: string
}

/** @throws Error where `noSmallDisk` says why. */
export function mountSmallDisk({ size, inodes = 0, at }: Options): SmallDisk {
  const folder = at ?? mkdtempSync(path.join(os.tmpdir(), 'alpo-small-'))
  mkdirSync(folder, { recursive: true })
  const options = `size=${size},nr_inodes=${inodes}` // none is no limit
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  const filler = path.join(folder, 'filler')
  return {
    folder,
    fill() {
      const handle = openSync(filler, 'w')
      try {
        for (const bytes of [65_536, 4096, 1])
          for (;;)
            try {
              writeSync(handle, Buffer.alloc(bytes))
            } catch {
              break // full for pieces of this size
            }
      } finally {
        closeSync(handle)
      }
    },
    free: () => rmSync(filler),
    unmount() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
      if (at === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
