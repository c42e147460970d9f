import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ActJournal } from './act-journal.ts'
import { type Db, openDb } from './db.ts'
import { NotKept } from './not-kept.ts'
import { addRows, emptyTable, putRows, removeRows, type TableChange } from './table-changes.ts'
import { createTableWriter, journalKey } from './table-writer.ts'

const box = new Uint8Array([1])
const setup = async (given: Partial<ActJournal> = {}) => {
  const db = await openDb(randomUUID())
  const said: (readonly [string, unknown])[] = []
  let n = 0
  const journal: ActJournal = {
    async append(changes: readonly TableChange[]) {
      said.push(['kept', changes.map(({ table }) => table)])
      return { n: ++n, tag: `tag ${n}` }
    },
    settle: (which) => void said.push(['settled', which]),
    async takeBack(which) {
      said.push(['taken back', which])
    },
    ...given,
  }
  return { db, said, writer: createTableWriter(db, journal) }
}
const outbox = async (db: Db) => (await db.outbox.toArray()).map((row) => row.n)
const aRow = (n: number) => ({ n, at: '', box })

describe('the writer of tables', () => {
  it('keeps an act in the journal before the tables have it, with its number beside them', async () => {
    const { db, said, writer } = await setup()

    await writer.write([putRows(db.meta, [{ key: 'x', value: 1 }]), addRows(db.outbox, [aRow(1)])])
    await writer.note(removeRows(db.meta, ['x']))

    expect(said).toEqual([
      ['kept', ['meta', 'outbox']],
      ['settled', 1],
      ['kept', ['meta']],
      ['settled', 2],
    ])
    expect(await db.meta.toArray()).toEqual([{ key: journalKey, value: 2, tag: 'tag 2' }])
  })

  it('keeps nothing of what is made from the records', async () => {
    const { db, said, writer } = await setup()

    await writer.write([putRows(db.segments, [{ month: '2026-11', box: null }]), putRows(db.meta, [])])

    expect(said).toEqual([])
    expect(await db.segments.count()).toBe(1)
  })

  it('writes nothing where the journal keeps nothing', async () => {
    const { db, writer } = await setup({ append: () => Promise.reject(new NotKept('disk-full')) })

    await expect(writer.write([addRows(db.outbox, [aRow(1)])])).rejects.toThrow(NotKept)

    expect(await outbox(db)).toEqual([])
  })

  it('takes an act back whose transaction fails', async () => {
    const { db, said, writer } = await setup()
    await writer.write([addRows(db.outbox, [aRow(1)])])

    await expect(writer.write([addRows(db.outbox, [aRow(2), aRow(1)])])).rejects.toThrow()

    expect(said.at(-1)).toEqual(['taken back', 2])
    expect(await outbox(db)).toEqual([1])
    expect((await db.meta.get(journalKey))?.value).toBe(1)
  })

  it('lets the tables follow in the order of the journal, however long one of them takes', async () => {
    const waits = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let n = 0
    const append = async () => {
      const mine = n++
      await waits[mine]?.promise
      return { n: mine + 1, tag: '' }
    }
    const { db, writer } = await setup({ append })

    const both = [
      writer.write([putRows(db.meta, [{ key: 'x', value: 1 }])]),
      writer.write([putRows(db.meta, [{ key: 'x', value: 2 }])]),
    ]
    waits[1]?.resolve()
    waits[0]?.resolve()
    await Promise.all(both)

    expect((await db.meta.get('x'))?.value).toBe(2)
    expect((await db.meta.get(journalKey))?.value).toBe(2)
  })

  it('empties a table before its new rows come', async () => {
    const { db, writer } = await setup()
    await writer.write([addRows(db.outbox, [aRow(1)])])

    await writer.write([addRows(db.outbox, [aRow(2)]), emptyTable(db.outbox)])

    expect(await outbox(db)).toEqual([2])
  })

  it('takes no record for a note', async () => {
    const { db, writer } = await setup()

    await expect(writer.note(emptyTable(db.outbox))).rejects.toThrow('a note among the records')
  })
})
