import { decodeAct, type JournalAct } from '../../../src-shared/journal/act.ts'
import { type JournalFiles, withFile } from '../format/files.ts'
import { frameBytes, frameHeadBytes, openFrame, readFrameHead } from '../format/frame.ts'
import { identityOf, type JournalKeys } from '../format/header.ts'
import type { Gap } from '../format/problem.ts'
import type { Place, Surveyed } from '../format/survey.ts'
import { decodeVoid } from '../format/void.ts'
import type { LiveRow } from '../live-rows.ts'
import { showStandingRows } from './standing-rows.ts'

/** What can be read of a journal, over whatever is missing. */
export type Salvaged = {
  readonly lastN: number
  /** Numbers of frames that are in no file, each range with both ends. */
  readonly missing: readonly { readonly from: number; readonly to: number }[]
  readonly gaps: readonly Gap[]
  /** Shows each row that stands, one by one; none is held in memory. */
  readonly showRows: (show: (row: LiveRow) => void | Promise<void>) => Promise<void>
}
type Source = { readonly file: Surveyed; readonly place: Place; readonly order: number }

/** @param surveyed with the key, and all of it ours */
export async function readSalvaged(
  files: JournalFiles,
  keys: JournalKeys,
  surveyed: readonly Surveyed[],
): Promise<Salvaged> {
  const { snapshots, logs, start } = choose(surveyed)
  const payloadOf = (source: Source): Promise<Buffer> => readPayload(files, keys, source)
  const frames = new Map(
    logs.flatMap((file) => file.places.map((place) => [place.n, { file, place, order: place.n }] as const)),
  )
  const takenBack = new Set<number | null>()
  for (const source of frames.values())
    if (source.place.kind === 'void') takenBack.add(decodeVoid(await payloadOf(source)))
  const acts = [...frames.values()].filter(({ place: { kind, n } }) => kind === 'act' && !takenBack.has(n))
  // rows of a snapshot come before the acts of the log with its number
  const rows = snapshots.flatMap((file) =>
    file.places
      .filter(({ kind }) => kind === 'rows')
      .map((place) => ({ file, place, order: firstOf(file) - 0.5 })),
  )
  const sources: readonly Source[] = [...rows, ...acts].toSorted((a, b) => a.order - b.order)
  const showActs = async (see: (act: JournalAct) => void | Promise<void>): Promise<void> => {
    for (const source of sources) {
      const act = decodeAct(await payloadOf(source))
      if (act) await see(act)
    }
  }
  const lastN = Math.max(...surveyed.map((file) => firstOf(file) - 1), 0, ...frames.keys())
  return {
    lastN,
    missing: missingOf(new Set(frames.keys()), start, lastN),
    gaps: surveyed.flatMap((file) => file.gaps),
    showRows: (show) => showStandingRows(showActs, show),
  }
}

const firstOf = ({ header }: Surveyed): number => (header.kind === 'header' ? header.header.firstN : 1)

/** A snapshot that is whole stands for all before it; of a damaged one, what it stood for may still be there. */
function choose(surveyed: readonly Surveyed[]) {
  const all = surveyed.filter(({ kind }) => kind === 'snapshot')
  const snapshots = all.slice(
    Math.max(
      0,
      all.findLastIndex(({ gaps }) => gaps.length === 0),
    ),
  )
  const [first] = snapshots
  const isFromStart = first === undefined || first.gaps.length > 0
  const logs = surveyed.filter(
    ({ kind, number }) => kind === 'log' && (isFromStart || number >= first.number),
  )
  const oldest = logs.reduce((n, log) => Math.min(n, firstOf(log)), first ? firstOf(first) : 1)
  return { snapshots, logs, start: oldest }
}

function missingOf(there: ReadonlySet<number>, start: number, end: number): Salvaged['missing'] {
  const ranges: { from: number; to: number }[] = []
  for (let n = start; n <= end; n++) {
    if (there.has(n)) continue
    const last = ranges.at(-1)
    if (last?.to === n - 1) last.to = n
    else ranges.push({ from: n, to: n })
  }
  return ranges
}

const readPayload = (
  files: JournalFiles,
  { secret }: JournalKeys,
  { file, place }: Source,
): Promise<Buffer> =>
  withFile(files, file.name, 'read', async (from) => {
    const head = readFrameHead(Buffer.from(await from.read(place.at, frameHeadBytes)))
    const frame = Buffer.from(await from.read(place.at, frameBytes(head?.payloadBytes ?? 0)))
    const identity = file.header.kind === 'header' ? identityOf(file.header.bytes) : new Uint8Array()
    const payload = openFrame(frame, { secret, identity })
    if (!payload) throw new Error('a file of the journal has changed while it was read')
    return payload
  })
