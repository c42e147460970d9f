import type { JournalFile } from './files.ts'
import { type FrameHead, frameBytes, frameHeadBytes, frameMarker, isIntact, readFrameHead } from './frame.ts'
import { headerBytes } from './header.ts'

/** A frame as it lies in its file, unopened; its checksum holds. */
export type RawFrame = { readonly at: number; readonly head: FrameHead; readonly bytes: Buffer }
export type WalkStep =
  | { readonly kind: 'frame'; readonly frame: RawFrame }
  /** From here on the bytes are no frame. It is the last step. */
  | { readonly kind: 'bad'; readonly at: number }

const chunkBytes = 1024 * 1024
type ReadAt = (at: number, length: number) => Promise<Buffer>

/** Reads in large steps, so that small frames do not cost a call each. */
export function bufferedReads(file: JournalFile, size: number): ReadAt {
  let [from, chunk] = [0, Buffer.alloc(0)]
  return async (at, length) => {
    const wanted = Math.min(length, size - at)
    if (at < from || at + wanted > from + chunk.length) {
      chunk = Buffer.from(await file.read(at, Math.min(Math.max(wanted, chunkBytes), size - at)))
      from = at
    }
    return chunk.subarray(at - from, at - from + wanted)
  }
}

async function frameAt(read: ReadAt, size: number, at: number): Promise<RawFrame | null> {
  const head = readFrameHead(await read(at, frameHeadBytes))
  // a length that leaves the file is damage before it is memory
  if (!head || at + frameBytes(head.payloadBytes) > size) return null
  const bytes = await read(at, frameBytes(head.payloadBytes))
  return bytes.length === frameBytes(head.payloadBytes) && isIntact(bytes) ? { at, head, bytes } : null
}

/** The frames of a file from one place on, without a key. Bytes of a frame hold until the next step is asked for. */
export async function* walkFrames(read: ReadAt, size: number, from = headerBytes): AsyncGenerator<WalkStep> {
  let at = from
  while (at < size) {
    const frame = await frameAt(read, size, at)
    if (!frame) {
      yield { kind: 'bad', at }
      return
    }
    yield { kind: 'frame', frame }
    at += frame.bytes.length
  }
}

/** The next whole frame at or behind a place, wherever it begins; null where there is none. */
export async function findFrame(read: ReadAt, size: number, from: number): Promise<RawFrame | null> {
  let at = from
  while (at < size) {
    const bytes = await read(at, chunkBytes)
    const found = bytes.indexOf(frameMarker)
    if (found >= 0) {
      const frame = await frameAt(read, size, at + found)
      if (frame) return frame
      at += found + 1
    } else {
      if (at + bytes.length >= size) return null
      at += bytes.length - (frameMarker.length - 1)
    }
  }
  return null
}

/** Every whole frame behind a place, over whatever lies between. */
export async function* framesBehind(read: ReadAt, size: number, from: number): AsyncGenerator<RawFrame> {
  let frame = await findFrame(read, size, from)
  while (frame) {
    yield frame
    frame = await findFrame(read, size, frame.at + frame.bytes.length)
  }
}
