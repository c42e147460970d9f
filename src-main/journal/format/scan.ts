import type { NamedFile } from './file-set.ts'
import type { JournalFile } from './files.ts'
import { type Binding, type FrameKind, openFrame, tagOf } from './frame.ts'
import { type Header, identityOf, type JournalKeys } from './header.ts'
import type { Gap } from './problem.ts'
import { bufferedReads, findFrame, framesBehind, type RawFrame, walkFrames } from './walk.ts'

/** How far a chain of frames has been read: the last one's number and tag. */
export type ChainEnd = { readonly n: number; readonly tag: Uint8Array }
export type OpenedFrame = {
  readonly kind: FrameKind
  readonly n: number
  readonly at: number
  readonly payload: Buffer
}
/** Sees each frame in turn; its bytes hold until it resolves. */
export type Visit = (frame: OpenedFrame) => void | Promise<void>
export type Scanned = {
  /** The end of what was read: the chain there, and the byte behind it. */
  readonly end: ChainEnd
  readonly endsAt: number
  readonly gap: Gap | null
  /** Whether the gap may be what a crash left of a write that nobody had been told of. */
  readonly isTorn: boolean
}
type ScanOptions = {
  readonly size: number
  /** The last frame that is looked at. */
  readonly through?: number
  readonly visit?: Visit
}

/** Where the frames of a file begin: a log counts on from those before it, a snapshot counts its own from 1. */
export const startOf = ({ kind, firstN, tagBefore }: Header): ChainEnd => ({
  n: kind === 'log' ? firstN - 1 : 0,
  tag: kind === 'log' ? tagBefore : new Uint8Array(tagBefore.length),
})

/** Reads a file's frames one by one and holds each against the one before. Stops at the first that is not as it should be. */
export async function scanFile(
  file: JournalFile,
  named: NamedFile,
  keys: JournalKeys,
  { size, through = Number.POSITIVE_INFINITY, visit }: ScanOptions,
): Promise<Scanned> {
  const read = bufferedReads(file, size)
  const identity = identityOf(named.headerBytes)
  let end = startOf(named.header)
  let endsAt = named.headerBytes.length
  const stop = async (at: number, why: Gap['why']): Promise<Scanned> => {
    const behind = await findFrame(bufferedReads(file, size), size, at + 1)
    const gap = { file: named.name, at, why, after: end.n, before: behind?.head.n ?? null }
    return { end, endsAt, gap, isTorn: why === 'damaged' && (await isUnknown(file, size, at, end.n + 1)) }
  }
  for await (const step of walkFrames(read, size)) {
    if (end.n >= through) break
    if (step.kind === 'bad') return stop(step.at, 'damaged')
    const opened = openNext(step.frame, end, { secret: keys.secret, identity })
    if (typeof opened === 'string') return stop(step.frame.at, opened)
    await visit?.(opened)
    end = { n: opened.n, tag: Uint8Array.from(tagOf(step.frame.bytes)) }
    endsAt = step.frame.at + step.frame.bytes.length
  }
  return { end, endsAt, gap: null, isTorn: false }
}

function openNext(
  { at, head, bytes }: RawFrame,
  before: ChainEnd,
  binding: Binding,
): OpenedFrame | 'order' | 'foreign' {
  if (head.n !== before.n + 1) return 'order'
  const isNext = Buffer.compare(head.tagBefore, before.tag) === 0
  const payload = isNext ? openFrame(bytes, binding) : null
  return payload ? { kind: head.kind, n: head.n, at, payload } : 'foreign'
}

/**
 * Whether nobody was told of frame `n`, which cannot be read: a frame behind it that was written after `n` was on the disk
 * would say so. One write is on its way at a time, so what lies behind is of that same write, or there is none.
 */
async function isUnknown(file: JournalFile, size: number, at: number, n: number): Promise<boolean> {
  for await (const { head } of framesBehind(bufferedReads(file, size), size, at + 1))
    if (head.durable >= n) return false
  return true
}
