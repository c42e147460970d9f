import type { NamedFile } from './file-set.ts'
import { type JournalFile, type JournalFiles, withFile, writeWhole } from './files.ts'
import { type FrameKind, frameBytes, openFrame, readFrameHead, sealFrame, tagOf } from './frame.ts'
import { type Header, headerBytes, identityOf, type JournalKeys, noTag, writeHeader } from './header.ts'
import type { Gap } from './problem.ts'
import { type ChainEnd, scanFile, type Visit } from './scan.ts'

/** A snapshot ends in a frame that says how many rows and frames it has: without it, it is cut. */
const endBytes = 16
export type SnapshotCounts = { readonly rows: number; readonly frames: number }

function encodeEnd({ rows, frames }: SnapshotCounts): Buffer {
  const bytes = Buffer.alloc(endBytes)
  bytes.writeBigUInt64BE(BigInt(rows))
  bytes.writeBigUInt64BE(BigInt(frames), 8)
  return bytes
}

const decodeEnd = (payload: Buffer): SnapshotCounts | null =>
  payload.length === endBytes
    ? { rows: Number(payload.readBigUInt64BE(0)), frames: Number(payload.readBigUInt64BE(8)) }
    : null

/** Writes a snapshot's frames one after another into a file that is empty. */
export async function createSnapshotWriter(file: JournalFile, header: Header, keys: JournalKeys) {
  const head = writeHeader(header, keys.secret)
  const identity = identityOf(head)
  await writeWhole(file, 0, head)
  let at = head.length
  let rows = 0
  let end: ChainEnd = { n: 0, tag: noTag }
  const add = async (kind: FrameKind, payload: Uint8Array): Promise<void> => {
    const head = { kind, n: end.n + 1, durable: 0, tagBefore: end.tag }
    const frame = sealFrame(head, payload, { secret: keys.secret, identity })
    await writeWhole(file, at, frame)
    at += frame.length
    end = { n: end.n + 1, tag: tagOf(frame) }
  }
  return {
    async addRows(payload: Uint8Array, count: number): Promise<void> {
      await add('rows', payload)
      rows += count
    },
    /** Ends the snapshot; it is on the disk then, under whatever name it has. */
    async finish(): Promise<SnapshotCounts & { readonly bytes: number }> {
      const counts = { rows, frames: end.n }
      await add('end', encodeEnd(counts))
      await file.sync()
      return { ...counts, bytes: at }
    },
  }
}

/** Reads all of a snapshot. @returns what is wrong with it, or null. */
export const snapshotGap = (
  files: JournalFiles,
  named: NamedFile,
  keys: JournalKeys,
  visit?: Visit,
): Promise<Gap | null> =>
  withFile(files, named.name, 'read', async (file) => {
    let last: SnapshotCounts | null = null
    const scanned = await scanFile(file, named, keys, {
      size: await file.size(),
      visit: async (frame) => {
        last = frame.kind === 'end' ? decodeEnd(frame.payload) : null
        if (frame.kind === 'rows') await visit?.(frame)
      },
    })
    return scanned.gap ?? (isEnd(last, scanned.end.n) ? null : noEnd(named, scanned.endsAt, scanned.end.n))
  })

const isEnd = (counts: SnapshotCounts | null, n: number): boolean => counts?.frames === n - 1

/**
 * Whether a snapshot has its end, by its last frame: a file is renamed into its place only when all of it is on the
 * disk. @returns what is wrong, or null.
 */
export const isSnapshotWhole = (
  files: JournalFiles,
  named: NamedFile,
  keys: JournalKeys,
): Promise<Gap | null> =>
  withFile(files, named.name, 'read', async (file) => {
    const size = await file.size()
    const at = size - frameBytes(endBytes)
    if (at < headerBytes) return noEnd(named, size, null)
    const frame = Buffer.from(await file.read(at, frameBytes(endBytes)))
    const head = readFrameHead(frame)
    const binding = { secret: keys.secret, identity: identityOf(named.headerBytes) }
    const payload = head?.kind === 'end' && head.payloadBytes === endBytes ? openFrame(frame, binding) : null
    return payload && isEnd(decodeEnd(payload), head?.n ?? 0) ? null : noEnd(named, at, null)
  })

const noEnd = (named: NamedFile, at: number, after: number | null): Gap => ({
  file: named.name,
  at,
  why: 'no-end',
  after,
  before: null,
})
