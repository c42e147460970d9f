import { type FileName, journalNames } from './file-set.ts'
import { type JournalFile, type JournalFiles, withFile } from './files.ts'
import { type FrameKind, openFrame, tagOf } from './frame.ts'
import { headerBytes, identityOf, isOurs, type JournalKeys, type ReadHeader, readHeader } from './header.ts'
import type { Gap, JournalProblem } from './problem.ts'
import { type ChainEnd, startOf } from './scan.ts'
import { bufferedReads, framesBehind, type RawFrame } from './walk.ts'

/** Where a whole frame lies. */
export type Place = {
  readonly n: number
  readonly at: number
  readonly kind: FrameKind
  readonly durable: number
}
/** All that can be found in one file, over whatever is wrong with it. */
export type Surveyed = FileName & {
  readonly bytes: number
  readonly header: ReadHeader
  /** In the order in which they lie there; with the key, only those that open. */
  readonly places: readonly Place[]
  readonly gaps: readonly Gap[]
}

/** Looks through every file of a journal, oldest first. @param secret null where nobody has the key: then no frame is opened */
export async function surveyFiles(
  files: JournalFiles,
  secret: Uint8Array | null,
): Promise<readonly Surveyed[]> {
  const surveyed: Surveyed[] = []
  for (const named of journalNames(await files.list()))
    surveyed.push(await withFile(files, named.name, 'read', (file) => surveyFile(file, named, secret)))
  return surveyed
}

async function surveyFile(file: JournalFile, named: FileName, secret: Uint8Array | null): Promise<Surveyed> {
  const bytes = await file.size()
  const header = readHeader(await file.read(0, headerBytes))
  const found = { ...named, bytes, header }
  const isAsNamed =
    header.kind === 'header' && header.header.kind === named.kind && header.header.number === named.number
  if (!isAsNamed) {
    const gap = { file: named.name, at: 0, why: 'header', after: null, before: null } as const
    return { ...found, places: [], gaps: header.kind === 'newer-version' ? [] : [gap] }
  }
  const opens = (frame: RawFrame): boolean =>
    secret === null || openFrame(frame.bytes, { secret, identity: identityOf(header.bytes) }) !== null
  return { ...found, ...(await surveyFrames(file, named, bytes, startOf(header.header), opens)) }
}

async function surveyFrames(
  file: JournalFile,
  { name, kind }: FileName,
  bytes: number,
  start: ChainEnd,
  opens: (frame: RawFrame) => boolean,
): Promise<Pick<Surveyed, 'places' | 'gaps'>> {
  const places: Place[] = []
  const gaps: Gap[] = []
  let before = start
  let at = headerBytes
  for await (const frame of framesBehind(bufferedReads(file, bytes), bytes, headerBytes)) {
    const { n, durable } = frame.head
    const note = (where: number, why: Gap['why']): void =>
      void gaps.push({ file: name, at: where, why, after: before.n, before: n })
    const isNext = n === before.n + 1 && Buffer.compare(frame.head.tagBefore, before.tag) === 0
    if (frame.at > at) note(at, 'damaged')
    else if (!isNext) note(frame.at, n === before.n + 1 ? 'foreign' : 'order')
    if (opens(frame)) places.push({ n, at: frame.at, kind: frame.head.kind, durable })
    else note(frame.at, 'foreign')
    before = { n, tag: Uint8Array.from(tagOf(frame.bytes)) }
    at = frame.at + frame.bytes.length
  }
  if (at < bytes) gaps.push({ file: name, at, why: 'damaged', after: before.n, before: null })
  else if (kind === 'snapshot' && places.at(-1)?.kind !== 'end')
    gaps.push({ file: name, at, why: 'no-end', after: before.n, before: null })
  return { places, gaps }
}

/**
 * Whether a gap of the last log may be what a crash left of a write that nobody had been told of; the next opening cuts it
 * off.
 */
export const isTornTail = ({ places }: Surveyed, { at, why, after }: Gap): boolean =>
  why === 'damaged' && !places.some((place) => place.at > at && place.durable > (after ?? 0))

/** The first file that is another's or of another version; null where all of them are ours, or cannot be read. */
export function foreignFile(surveyed: readonly Surveyed[], keys: JournalKeys): JournalProblem | null {
  for (const { name: file, header } of surveyed) {
    if (header.kind === 'newer-version') return { ...header, file }
    if (header.kind === 'damaged') continue
    const { registerId, keyId } = header.header
    if (registerId !== keys.registerId) return { kind: 'other-register', file, registerId }
    if (keyId !== keys.keyId || !isOurs(header.bytes, keys.secret)) return { kind: 'wrong-key', file }
  }
  return null
}
