import { JournalFailure } from './format/failure.ts'
import { draftEnding, fileNameOf } from './format/file-set.ts'
import { type JournalFile, type JournalFiles, withFile, writeWhole } from './format/files.ts'
import { type FrameKind, sealFrame, tagOf } from './format/frame.ts'
import { headerBytes, identityOf, type JournalKeys, readHeader, writeHeader } from './format/header.ts'
import type { ChainEnd } from './format/scan.ts'

/** A log that takes frames. */
export type LogFile = {
  readonly number: number
  /** Its first frame: those before it were settled when it was made. */
  readonly firstN: number
  /** The last frame that is on the disk, and the byte behind it. */
  readonly end: () => ChainEnd
  readonly size: () => number
  /** Resolves with the number of each when all are on the disk; after an error the file is not to be written any more. */
  readonly write: (batch: readonly { kind: FrameKind; payload: Uint8Array }[]) => Promise<readonly number[]>
  readonly close: () => Promise<void>
}

/** Makes a log. It stands under its name only when its header is on the disk. @throws the system's error. */
export async function makeLog(
  files: JournalFiles,
  keys: JournalKeys,
  number: number,
  before: ChainEnd,
): Promise<void> {
  await draftLog(files, keys, number, before)
  await placeLog(files, number)
}

/** The first half of {@link makeLog}: an error leaves everything as it is. */
export async function draftLog(
  files: JournalFiles,
  keys: JournalKeys,
  number: number,
  before: ChainEnd,
): Promise<void> {
  const draft = `${fileNameOf('log', number)}${draftEnding}`
  const { registerId, keyId, secret } = keys
  const kind = 'log'
  const header = writeHeader(
    { kind, number, firstN: before.n + 1, registerId, keyId, tagBefore: before.tag },
    secret,
  )
  await files.remove(draft)
  try {
    await withFile(files, draft, 'make', async (file) => {
      await writeWhole(file, 0, header)
      await file.sync()
    })
  } catch (error) {
    await files.remove(draft).catch(() => undefined) // the next opening sees to it
    throw error
  }
}

/** The second half: after an error nobody knows whether the log is there. */
export async function placeLog(files: JournalFiles, number: number): Promise<void> {
  const name = fileNameOf('log', number)
  await files.rename(`${name}${draftEnding}`, name)
  await files.syncFolder()
}

/** Opens a log behind the frame that was read last. */
export async function openLog(
  files: JournalFiles,
  keys: JournalKeys,
  number: number,
  found: { readonly end: ChainEnd; readonly endsAt: number },
): Promise<LogFile> {
  const file = await files.open(fileNameOf('log', number), 'write')
  const header = readHeader(await file.read(0, headerBytes))
  if (header.kind !== 'header') throw new Error('the log has changed since it was read')
  const identity = identityOf(header.bytes)
  let { end, endsAt: size } = found
  return {
    number,
    firstN: header.header.firstN,
    end: () => end,
    size: () => size,
    close: () => file.close(),
    async write(batch) {
      const durable = end.n
      let last = end
      const frames = batch.map(({ kind, payload }) => {
        const head = { kind, n: last.n + 1, durable, tagBefore: last.tag }
        const frame = sealFrame(head, payload, { secret: keys.secret, identity })
        last = { n: last.n + 1, tag: tagOf(frame) }
        return frame
      })
      const bytes = frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames)
      await onlyWriter(file, size)
      await writeWhole(file, size, bytes)
      await file.sync()
      size += bytes.length
      end = last
      return batch.map((_, index) => durable + 1 + index)
    },
  }
}

async function onlyWriter(file: JournalFile, size: number): Promise<void> {
  if ((await file.size()) !== size) throw new JournalFailure('other-writer')
}
