import Dexie from 'dexie'
import type { Handlers, Output } from '../../../src-shared/bridge/calls.ts'
import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import { decodeAct, encodeAct } from '../../../src-shared/journal/act.ts'
import { fromBase64, toBase64 } from '../../../src-shared/text/base64.ts'
import type { ActJournal } from '../database/act-journal.ts'
import { actOf, changesOf } from '../database/act-of-changes.ts'
import { type Db, tableOf } from '../database/db.ts'
import { NotKept } from '../database/not-kept.ts'
import { markStale } from '../database/stale-months.ts'
import {
  applyChanges,
  changedTables,
  emptyTable,
  putRows,
  type TableChange,
} from '../database/table-changes.ts'
import { isKeptInJournal, journalKey, journalRow } from '../database/table-writer.ts'

/** As the bridge carries them, or as the main process answers. */
type Calls = Pick<
  Handlers,
  | 'journalOpen'
  | 'journalRenew'
  | 'journalAppend'
  | 'journalSettle'
  | 'journalTakeBack'
  | 'journalReplay'
  | 'journalNext'
>

/** What became of the database and its journal when they were compared. */
export type Followed =
  /** Each holds what the other does, or does again after the act that was on its way; or there is nothing in either. */
  | { readonly kind: 'even' }
  /** The database had lost acts, some or all, and has them again. */
  | { readonly kind: 'restored'; readonly isWhole: boolean }
  /** There was no journal, or one that lacked acts or could not be read: it begins anew with what the database holds. */
  | { readonly kind: 'begun'; readonly had: 'none' | 'less' | 'unusable' | 'fork' }
  /** Neither the database nor the journal holds what was saved; or there is no key. */
  | { readonly kind: 'unusable'; readonly why: string }

/** A journal that will not be read again; one whose disk is full or closed to writing, or that a later version wrote, will. */
const lostKinds: readonly string[] = ['damaged', 'io', 'other-register', 'wrong-key']

/** An act stands in the journal a moment before the tables: a window that is closed in between has lost nothing. */
const actsOnTheirWay = 1
/** How many rows of a table are put into the journal in one act when it begins. */
const rowsAtOnce = 200

/** The journal behind the bridge. @param onNotTakenBack saving is to stop: the journal holds an act that did not come about */
export function bridgeJournal(db: Db, calls: Calls, onNotTakenBack: () => void): ActJournal {
  return {
    async append(changes, erases) {
      const done = await calls.journalAppend({ act: toBase64(encodeAct(actOf(db, changes))), erases })
      if (done.kind === 'kept') return done
      throw new NotKept(done.kind === 'disk-full' ? 'disk-full' : 'failed')
    },
    // one that does not arrive only puts the next compaction off
    settle: (n) => void settled(calls, n),
    async takeBack(n) {
      if (!(await takenBack(calls, n))) onNotTakenBack()
    },
  }
}

async function settled(calls: Calls, n: number): Promise<void> {
  try {
    await calls.journalSettle({ n })
  } catch {
    // the next compaction waits for the next act
  }
}

async function takenBack(calls: Calls, n: number): Promise<boolean> {
  try {
    return (await calls.journalTakeBack({ n })).kind === 'taken-back'
  } catch {
    return false
  }
}

/**
 * Goes on with what the database holds, whatever that is: a person has been told what is missing, or begins anew. A journal
 * that cannot be read is put aside for one that can be written.
 */
export async function goOnWithJournal(db: Db, calls: Calls): Promise<void> {
  const followed = await followJournal(db, calls)
  if (followed.kind === 'unusable') await beginAgain(db, calls, 'unusable')
}

/**
 * Compares the database with its journal, and has whichever lacks something follow the other: before anything else is read
 * of the database. Cut anywhere, the next call does it again from the beginning.
 */
export async function followJournal(db: Db, calls: Calls): Promise<Followed> {
  const row = await db.meta.get(journalKey)
  const at = typeof row?.value === 'number' ? row.value : null
  const known = at && row?.tag ? { n: at, tag: row.tag } : undefined
  const opened = await calls.journalOpen(known ? { known } : {})
  const holdsRecords = (await tableOf(db, 'user').count()) > 0
  if (opened.kind === 'locked') return { kind: 'unusable', why: 'locked' }
  if (opened.kind === 'unusable')
    return holdsRecords && at !== 0 && lostKinds.includes(opened.why)
      ? beginAgain(db, calls, 'unusable')
      : { kind: 'unusable', why: opened.why }
  if (opened.kind === 'forked' && holdsRecords) return beginAgain(db, calls, 'fork')
  const { lastN } = opened
  if (at === null && holdsRecords)
    return lastN === 0 ? begin(db, calls, 'none') : beginAgain(db, calls, 'less')
  if (at !== null && at > lastN) return beginAgain(db, calls, 'less')
  if ((at ?? 0) === lastN) return { kind: 'even' }
  return restore(db, calls, at ?? 0, lastN)
}

/**
 * Whether the journal can stand in for a database that cannot be read: it holds everything from the first act on, up to what
 * the database says of itself where it can, and all of it can be read.
 */
export async function canReplace(db: Db | null, calls: Calls): Promise<boolean> {
  const known = await db?.meta.get(journalKey).catch(() => undefined)
  const opened = await calls.journalOpen({})
  if (opened.kind !== 'open' || opened.lastN === 0) return false
  if (typeof known?.value === 'number' && known.value > opened.lastN) return false
  const checked = await eachPage(calls, 0, async ({ acts }) => void acts.map(readAct))
  return checked.kind === 'read' && checked.isWhole
}

async function beginAgain(db: Db, calls: Calls, had: 'less' | 'unusable' | 'fork'): Promise<Followed> {
  const renewed = await calls.journalRenew({ isFork: had === 'fork' })
  return renewed.kind === 'open' ? begin(db, calls, had) : { kind: 'unusable', why: renewed.kind }
}

/** All rows go into an empty journal; the database says that they are there once the last one is. */
async function begin(db: Db, calls: Calls, had: 'none' | 'less' | 'unusable' | 'fork'): Promise<Followed> {
  const journal = bridgeJournal(db, calls, () => undefined)
  let last = { n: 0, tag: '' }
  for (const { name } of db.tables.filter((table) => isKeptInJournal(table.name))) {
    const table = db.table<object, string>(name)
    let after: unknown = Dexie.minKey
    for (;;) {
      const page = table.where(':id').above(after).limit(rowsAtOnce)
      const keys = await page.primaryKeys()
      if (keys.length === 0) break
      // how far another journal had come is nothing that this one knows
      const put = (await page.toArray()).filter((row) => Reflect.get(row, 'key') !== journalKey)
      last = await journal.append([{ table: name, put }], false)
      journal.settle(last.n)
      after = keys.at(-1)
    }
  }
  await write(db, [putRows(db.meta, [journalRow(last)])])
  return { kind: 'begun', had }
}

async function restore(db: Db, calls: Calls, after: number, lastN: number): Promise<Followed> {
  // nothing of the database goes before all of the journal is known to be readable
  let count = 0
  const checked = await eachPage(calls, after, async ({ acts }) => {
    count += acts.map(readAct).length
  })
  if (checked.kind === 'damaged') return { kind: 'unusable', why: checked.why }
  if (!checked.isWhole && count === 0) {
    // acts that were taken back: the database lacks nothing
    await write(db, [putRows(db.meta, [{ key: journalKey, value: lastN }])])
    return { kind: 'even' }
  }
  if (checked.isWhole) await emptyAll(db)
  const filled = await eachPage(calls, after, async ({ acts }) => {
    for (const act of acts) await write(db, changesOf(db, readAct(act)))
  })
  if (filled.kind === 'damaged') return { kind: 'unusable', why: filled.why }
  await write(db, [
    markStale(db, await monthsOfVisits(db)),
    putRows(db.meta, [{ key: journalKey, value: lastN }]),
  ])
  const { isWhole } = checked
  return isWhole || count > actsOnTheirWay ? { kind: 'restored', isWhole } : { kind: 'even' }
}

type Page = Extract<Output<'journalNext'>, { kind: 'acts' }>

/** Shows what the journal holds after an act, page by page. */
async function eachPage(calls: Calls, after: number, see: (page: Page) => Promise<void>) {
  await calls.journalReplay({ after })
  for (;;) {
    const page = await calls.journalNext({})
    if (page.kind === 'damaged') return page
    await see(page)
    if (page.isEnd) return { kind: 'read', isWhole: page.isWhole } as const
  }
}

/** Until all is there again, the database says that it has nothing: what is cut off begins anew. */
const emptyAll = (db: Db): Promise<void> =>
  write(db, [
    ...db.tables.map((table) => emptyTable(table)),
    putRows(db.meta, [{ key: journalKey, value: 0 }]),
  ])

function readAct(base64: string) {
  const act = decodeAct(fromBase64(base64))
  if (!act) throw new Error('an act of the journal that is none')
  return act
}

const write = (db: Db, changes: readonly TableChange[]): Promise<void> =>
  db.transaction('rw', [...changedTables(db, changes)], () => applyChanges(db, changes))

async function monthsOfVisits(db: Db): Promise<ReadonlySet<string>> {
  const days = await tableOf(db, 'visit').orderBy('date').uniqueKeys()
  const months = await db.visitBlocks.orderBy('months').uniqueKeys()
  return new Set([...days.map((day) => monthOf(String(day))), ...months.map(String)])
}
