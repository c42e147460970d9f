import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { type JournalFiles, withFile } from './files.ts'
import { type FileKind, type Header, headerBytes, isOurs, type JournalKeys, readHeader } from './header.ts'
import type { Gap, JournalProblem } from './problem.ts'

const pattern = /^(\d{10})\.(log|snapshot)$/
/** Ends the name of a file that is not yet whole; nobody reads it, and the next opening removes it. */
export const draftEnding = '.part'
/** Begins the name of a copy of a torn tail. */
export const asidePrefix = 'torn-'

export type FileName = { readonly name: string; readonly kind: FileKind; readonly number: number }
/** A file with its header as it lies on the disk. */
export type NamedFile = FileName & { readonly header: Header; readonly headerBytes: Buffer }

export const fileNameOf = (kind: FileKind, number: number): string =>
  `${String(number).padStart(10, '0')}.${kind}`

/** A snapshot comes before the log that goes on behind it. */
const order = { snapshot: 0, log: 1 } as const

/** The journal's own names among others, logs and snapshots alike, oldest first. */
export const journalNames = (names: readonly string[]): readonly FileName[] =>
  names
    .flatMap((name): FileName[] => {
      const [, digits, ending] = pattern.exec(name) ?? []
      if (ending !== 'log' && ending !== 'snapshot') return []
      return [{ name, kind: ending, number: Number(digits) }]
    })
    .toSorted((a, b) => a.number - b.number || order[a.kind] - order[b.kind])

/** What of a folder makes up the journal now, and what an interrupted compaction has left. */
export type FileSet = {
  readonly snapshot: NamedFile | null
  /** Oldest first; the last one takes what comes. */
  readonly logs: readonly NamedFile[]
  /** Files that the snapshot stands for. */
  readonly superseded: readonly string[]
}

/** Reads every header with the key; a file that is not ours, or cannot be read, keeps all of it closed. */
export async function readFileSet(
  files: JournalFiles,
  keys: JournalKeys,
): Promise<Result<FileSet, JournalProblem>> {
  const named = journalNames(await files.list())
  const read: NamedFile[] = []
  for (const one of named) {
    const found = await readNamed(files, one, keys)
    if (!found.ok) return found
    read.push(found.value)
  }
  const snapshot = read.filter(({ kind }) => kind === 'snapshot').at(-1) ?? null
  const first = snapshot?.number ?? 1
  const logs = read.filter(({ kind, number }) => kind === 'log' && number >= first)
  const missing = firstMissing(first, logs, named.length > 0)
  if (missing !== null) return err({ kind: 'damaged', gaps: [missingGap(missing, logs)] })
  const used = new Set([snapshot, ...logs])
  const superseded = read.filter((file) => !used.has(file)).map(({ name }) => name)
  return ok({ snapshot, logs, superseded })
}

async function readNamed(
  files: JournalFiles,
  one: FileName,
  keys: JournalKeys,
): Promise<Result<NamedFile, JournalProblem>> {
  const bytes = await withFile(files, one.name, 'read', (file) => file.read(0, headerBytes))
  const read = readHeader(bytes)
  if (read.kind === 'newer-version') return err({ ...read, file: one.name })
  const isAsNamed =
    read.kind === 'header' && read.header.number === one.number && read.header.kind === one.kind
  if (!isAsNamed)
    return err({
      kind: 'damaged',
      gaps: [{ file: one.name, at: 0, why: 'header', after: null, before: null }],
    })
  const { header } = read
  if (header.registerId !== keys.registerId)
    return err({ kind: 'other-register', file: one.name, registerId: header.registerId })
  if (header.keyId !== keys.keyId || !isOurs(read.bytes, keys.secret))
    return err({ kind: 'wrong-key', file: one.name })
  return ok({ ...one, header, headerBytes: read.bytes })
}

/** The number of the first log that should be there and is not. A folder without any file is a new journal. */
function firstMissing(first: number, logs: readonly NamedFile[], isAnyThere: boolean): number | null {
  if (logs.length === 0) return isAnyThere ? first : null
  const index = logs.findIndex(({ number }, at) => number !== first + at)
  return index < 0 ? null : first + index
}

function missingGap(number: number, logs: readonly NamedFile[]): Gap {
  const next = logs.find((log) => log.number > number)
  const before = next ? next.header.firstN : null
  return { file: fileNameOf('log', number), at: 0, why: 'missing', after: null, before }
}
