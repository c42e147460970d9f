import { mkdtempSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { someActs } from '../../test/builders/compacted-journal.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { createNodeFiles } from './format/files.ts'
import { journalKeysOf } from './format/header.ts'
import { openJournal } from './journal.ts'
import { createSnapshotRunner } from './snapshot-runner.ts'
import type { SnapshotJob } from './worker.ts'
import type { SnapshotAnswer } from './write-snapshot.ts'

const snapshot = '0000000002.snapshot'

describe('a thread of its own', () => {
  const dataKey = new Uint8Array(32).fill(5)
  const keys = () => journalKeysOf({ keyId: 'key-1', dataKey }, 'register')
  async function aFolder(meanwhile = () => {}) {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-snapshot-')), 'journal')
    const files = createNodeFiles(folder)
    const run = createRunner<SnapshotJob, SnapshotAnswer>(new URL('worker.ts', import.meta.url))
    const own = keys()
    const inThread = createSnapshotRunner(folder, own, run)
    const result = await openJournal(files, own, (number, signal) => {
      meanwhile()
      return inThread(number, signal)
    })
    if (!result.ok) throw new Error(result.error.kind)
    const { journal } = result.value
    for (const act of someActs) journal.settle(await journal.append(encodeAct(act)))
    return { folder, files, journal }
  }

  it('writes a snapshot on a real disk while acts go on', async () => {
    const numbers: Promise<number>[] = []
    const { folder, files, journal } = await aFolder(() => {
      numbers.push(journal.append(encodeAct({ deletes: { visit: ['a'] } })))
    })

    expect(await journal.compact('now')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 2 } })
    expect(await Promise.all(numbers)).toEqual([3])
    await journal.close()
    expect(readdirSync(folder).toSorted()).toEqual(['0000000002.log', snapshot])
    const again = await openJournal(files, keys())
    expect(again).toMatchObject({ ok: true })
  })
  it('is given up when the journal is closed, which is whole all the same', async () => {
    const { files, journal } = await aFolder()

    const compacting = journal.compact('now')
    await journal.close()

    expect(await compacting).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await openJournal(files, keys())).toMatchObject({ ok: true })
  })
})
