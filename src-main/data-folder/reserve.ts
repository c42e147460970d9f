import { randomFillSync } from 'node:crypto'
import { existsSync, rmSync, statfsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { draftEnding } from './atomic-write.ts'

const megabyte = 1024 * 1024
/**
 * What is kept for the end, in bytes: the largest file that carries unsent work to the hub (16 MiB, `sync/exchange.ts`), which
 * a browser puts on this disk first, and twice what the window's database writes when it moves its log into a table
 * (LevelDB: 4 MiB). A small disk gives no more than a twentieth of itself.
 */
const [usualBytes, share] = [24 * megabyte, 0.05]
const pieceBytes = megabyte

/** A file that does nothing but take up room, and is given up when the disk is full: then something can still be written. */
export function createReserve(folder: string) {
  const file = path.join(folder, 'reserve')
  let making: Promise<void> | null = null
  let isReleased = false

  const sizes = () => {
    const { bavail, blocks, bsize } = statfsSync(folder)
    return { freeBytes: bavail * bsize, bytes: Math.min(usualBytes, Math.floor(blocks * bsize * share)) }
  }
  async function make(bytes: number): Promise<void> {
    const draft = `${file}${draftEnding}`
    try {
      await fill(draft, bytes)
      await rename(draft, file)
      isReleased = false
    } catch {
      await rm(draft, { force: true }).catch(() => undefined) // made again when it is asked for next
    }
  }
  return {
    /** Makes it where it is missing and `floorBytes` stay free beside it. Never fails: the next time tries again. */
    async keep(floorBytes: number): Promise<void> {
      if (existsSync(file)) return
      const { freeBytes, bytes } = sizes()
      if (freeBytes - bytes < floorBytes) return
      making ??= make(bytes).finally(() => {
        making = null
      })
      await making
    },
    /** Before something is written that must get through: gives the room up where the disk has no more than that left. */
    releaseIfFull(): void {
      try {
        const { freeBytes, bytes } = sizes()
        if (freeBytes >= bytes || !existsSync(file)) return
        rmSync(file)
        isReleased = true
      } catch {
        // a folder that may only be read
      }
    },
    /** What is free because it was given up: nothing is saved into it. */
    releasedBytes: (): number => (isReleased ? sizes().bytes : 0),
  }
}
export type Reserve = ReturnType<typeof createReserve>

/** Bytes that no file system can shrink. @throws the system's error */
async function fill(file: string, bytes: number): Promise<void> {
  const piece = randomFillSync(Buffer.alloc(Math.min(pieceBytes, bytes)))
  const handle = await open(file, 'w', 0o600)
  try {
    for (let at = 0; at < bytes; at += piece.length)
      await handle.writeFile(piece.subarray(0, Math.min(piece.length, bytes - at)))
    await handle.sync()
  } finally {
    await handle.close()
  }
}
