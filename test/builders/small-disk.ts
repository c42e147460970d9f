import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export type SmallDisk = { readonly folder: string; unmount(): void }

/** A real file system with so little room; null where this user may not mount one. */
export function mountSmallDisk(size: string, inodes = 100): SmallDisk | null {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-small-'))
  try {
    const options = `size=${size},nr_inodes=${inodes}`
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return null
  }
  return { folder, unmount: () => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }) }
}
