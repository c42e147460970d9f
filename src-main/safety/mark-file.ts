import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { RegisterMark } from '../../src-shared/bridge/safety-calls.ts'
import { errorCode } from '../data-folder/atomic-write.ts'

/** Room for one mark; two stand in the file, written in turn, so that a torn write leaves the one before. */
const slotBytes = 1024
const [macSigns, slots] = [64, 2]

type Slot = { readonly turn: number; readonly mark: RegisterMark }
export type MarkAnswer =
  | { readonly kind: 'known'; readonly mark: RegisterMark }
  | { readonly kind: 'none' | 'damaged' }

/**
 * The mark of a register outside its database. It is written into place without waiting for the disk: the bytes are the
 * system's from then on, and survive the death of every process; that they reach the disk is asked for behind, so that a
 * power cut costs the mark its last acts, and the database, which waits for the disk, none.
 */
export function createMarkFile(folder: string) {
  const file = path.join(folder, 'register.mark')
  let handle: number | null = null
  /** What this process has read or written last: nobody else writes the file while it holds the folder. */
  let known: { readonly key: Uint8Array; readonly slot: Slot | null | 'none' } | null = null
  let isSyncing = false
  let isUnsynced = false

  const macOf = (key: Uint8Array, body: string): Buffer => createHmac('sha256', key).update(body).digest()
  function readSlot(key: Uint8Array, bytes: Buffer): Slot | null {
    const text = bytes.toString('utf8').trimEnd()
    const [body, mac] = [text.slice(macSigns), Buffer.from(text.slice(0, macSigns), 'hex')]
    if (mac.length !== macSigns / 2 || !timingSafeEqual(mac, macOf(key, body))) return null
    const { turn, ...mark } = JSON.parse(body) as { turn: number } // ours: its seal holds
    const read = RegisterMark.safeParse(mark)
    return read.success ? { turn, mark: read.data } : null
  }
  function latest(key: Uint8Array): Slot | null | 'none' {
    if (known?.key !== key) known = { key, slot: readSlots(key) }
    return known.slot
  }
  function readSlots(key: Uint8Array): Slot | null | 'none' {
    const bytes = readIfThere(file)
    if (!bytes) return 'none'
    const found = Array.from({ length: slots }, (_, index) =>
      readSlot(key, bytes.subarray(index * slotBytes, (index + 1) * slotBytes)),
    )
    return found.reduce((best, slot) => (slot && slot.turn > (best?.turn ?? -1) ? slot : best), null)
  }
  /** One at a time; what came meanwhile is asked for once more. */
  function syncBehind(): void {
    isUnsynced = true
    if (isSyncing || handle === null) return
    isSyncing = true
    isUnsynced = false
    fdatasync(handle, () => {
      isSyncing = false
      if (isUnsynced) syncBehind()
    })
  }
  return {
    read(key: Uint8Array): MarkAnswer {
      const slot = latest(key)
      if (slot === 'none') return { kind: 'none' }
      return slot ? { kind: 'known', mark: slot.mark } : { kind: 'damaged' }
    },
    /** @throws the system's error (`ENOSPC` on a full disk, the first time only: the file never grows after that). */
    write(key: Uint8Array, mark: RegisterMark): void {
      const before = latest(key)
      const turn = (before === 'none' ? 0 : (before?.turn ?? 0)) + 1
      const body = JSON.stringify({ turn, ...mark })
      const text = macOf(key, body).toString('hex') + body
      const slot = Buffer.alloc(slotBytes, ' ')
      if (slot.write(text) < Buffer.byteLength(text)) throw new Error('a mark too long')
      handle ??= openInPlace(file)
      writeSync(handle, slot, 0, slotBytes, (turn % slots) * slotBytes)
      known = { key, slot: { turn, mark } }
      syncBehind()
    },
    close(): void {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

function openInPlace(file: string): number {
  try {
    return openSync(file, 'r+')
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    const handle = openSync(file, 'wx+', 0o600)
    writeSync(handle, Buffer.alloc(slotBytes * slots, ' '))
    return handle
  }
}
