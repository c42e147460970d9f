import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { decode, encode } from 'cborg'
import { createNodeFiles } from '../../src-main/journal/format/files.ts'
import { frameBytes } from '../../src-main/journal/format/frame.ts'
import type { JournalKeys } from '../../src-main/journal/format/header.ts'
import { openJournal } from '../../src-main/journal/journal.ts'
import { createSnapshotRunner } from '../../src-main/journal/snapshot-runner.ts'
import type { SnapshotJob } from '../../src-main/journal/worker.ts'
import type { SnapshotAnswer } from '../../src-main/journal/write-snapshot.ts'
import { createRunner } from '../../src-main/worker/run-in-worker.ts'
import { encodeAct, type JournalRow } from '../../src-shared/journal/act.ts'
import { clocked, ms, perSecond, quantile, type Result, times } from './report.ts'

const rounds = 500
const rowCount = 200_000
const rowsAtOnce = 500

/** The journal on the disk of this machine: an act that waits for it, and a compaction in its thread. */
export async function journalBench(): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-journal-bench-'))
  try {
    return [await appending(path.join(folder, 'acts')), await compacting(path.join(folder, 'rows'))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const row = (id: number): JournalRow => ({
  id: `0197f0aa-0000-7000-8000-${String(id).padStart(12, '0')}`,
  date: '2026-11-27',
  box: new Uint8Array(randomBytes(300)),
})

async function aJournal(folder: string) {
  const keys: JournalKeys = { registerId: 'bench', keyId: 'bench', secret: new Uint8Array(randomBytes(32)) }
  const run = createRunner<SnapshotJob, SnapshotAnswer>(
    new URL('../../src-main/journal/worker.ts', import.meta.url),
  )
  const opened = await openJournal(createNodeFiles(folder), keys, createSnapshotRunner(folder, keys, run))
  if (!opened.ok) throw new Error(opened.error.kind)
  return opened.value.journal
}

/** One visit with what hangs on it, beside a bare append and fdatasync of as many bytes, in turn. */
async function appending(folder: string): Promise<Result> {
  const journal = await aJournal(folder)
  const bare = await open(path.join(folder, 'bare'), 'wx')
  const [ours, peer]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const act = encodeAct({
      puts: { visit: [row(round)], outbox: [row(round)], audit: [row(round)], meta: [row(round)] },
    })
    const bytes = randomBytes(frameBytes(act.length))
    ours.push((await clocked(async () => journal.settle(await journal.append(act)))).millis)
    const write = async () => {
      await bare.write(bytes)
      await bare.datasync()
    }
    peer.push((await clocked(write)).millis)
  }
  await bare.close()
  await journal.close()
  return {
    name: 'journal: one act on the disk, beside a bare append and fsync of the same bytes',
    note: `${rounds} acts; peer ${times(peer)}`,
    ours: times(ours),
    peer: ms(quantile(peer, 0.5)),
    ratio: quantile(peer, 0.5) / quantile(ours, 0.5),
  }
}

/** Every row written once; the peer only decodes and encodes them, which the thread does too. */
async function compacting(folder: string): Promise<Result> {
  const journal = await aJournal(folder)
  const acts: Uint8Array[] = []
  for (let from = 0; from < rowCount; from += rowsAtOnce)
    acts.push(
      encodeAct({ puts: { visit: Array.from({ length: rowsAtOnce }, (_, index) => row(from + index)) } }),
    )
  for (const act of acts) journal.settle(await journal.append(act))
  const before = process.cpuUsage()
  const { millis, value } = await clocked(() => journal.compact('now'))
  const { user, system } = process.cpuUsage(before)
  if (!value.ok || value.value.kind !== 'compacted') throw new Error('not compacted')
  await journal.close()
  const peer = await clocked(async () => {
    for (const act of acts) encode(decode(act))
  })
  const size = statSync(path.join(folder, '0000000002.snapshot')).size
  return {
    name: `journal: compaction of ${rowCount} rows, beside decoding and encoding them alone`,
    note: `${ms(millis)}, of which ${ms((user + system) / 1000)} of computing; ${Math.round(size / 1e6)} MB of ${Math.round(acts.reduce((sum, act) => sum + act.length, 0) / 1e6)} MB`,
    ours: `${perSecond(rowCount, millis)} rows/s`,
    peer: `${perSecond(rowCount, peer.millis)} rows/s`,
    ratio: peer.millis / millis,
  }
}
