import type { NamedFile } from './file-set.ts'
import type { JournalFile } from './files.ts'
import { frameBytes, frameHeadBytes, openFrame, readFrameHead } from './frame.ts'
import { identityOf, type JournalKeys } from './header.ts'
import type { Gap } from './problem.ts'
import { type OpenedFrame, scanFile } from './scan.ts'

/** Neighbouring frames, read in one go. */
type Stretch = { readonly from: number; readonly to: number }
const stretchBytes = 1024 * 1024

/**
 * The frames of a log from the last to the first, each held against the one before it. Where each stretch begins is kept in
 * memory, and one stretch of frames.
 * @param refuse told of what is wrong with the log before any frame is shown
 */
export async function* framesBackward(
  file: JournalFile,
  named: NamedFile,
  keys: JournalKeys,
  refuse: (gap: Gap) => never,
): AsyncGenerator<OpenedFrame> {
  const stretches = await stretchesOf(file, named, keys, refuse)
  for (const stretch of stretches.toReversed())
    for (const frame of (await openStretch(file, named, keys, stretch)).toReversed()) yield frame
}

async function stretchesOf(
  file: JournalFile,
  named: NamedFile,
  keys: JournalKeys,
  refuse: (gap: Gap) => never,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = []
  let from = named.headerBytes.length
  const scanned = await scanFile(file, named, keys, {
    size: await file.size(),
    visit(frame) {
      if (frame.at - from < stretchBytes) return
      stretches.push({ from, to: frame.at })
      from = frame.at
    },
  })
  if (scanned.gap) refuse(scanned.gap)
  if (scanned.endsAt > from) stretches.push({ from, to: scanned.endsAt })
  return stretches
}

async function openStretch(
  file: JournalFile,
  named: NamedFile,
  { secret }: JournalKeys,
  { from, to }: Stretch,
): Promise<readonly OpenedFrame[]> {
  const bytes = Buffer.from(await file.read(from, to - from))
  const identity = identityOf(named.headerBytes)
  const frames: OpenedFrame[] = []
  for (let at = 0; at < bytes.length; ) {
    const head = readFrameHead(bytes.subarray(at, at + frameHeadBytes))
    const frame = bytes.subarray(at, at + frameBytes(head?.payloadBytes ?? 0))
    const payload = head && openFrame(frame, { secret, identity })
    if (!payload) throw new Error('a file of the journal has changed while it was read')
    frames.push({ kind: head.kind, n: head.n, at: from + at, payload })
    at += frame.length
  }
  return frames
}
