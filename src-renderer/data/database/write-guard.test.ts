import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RegisterMark, Space } from '../../../src-shared/bridge/safety-calls.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { judgeRegister } from '../opening/judge-register.ts'
import { readDraft, saveDraft } from '../records/drafts.ts'
import type { Store } from '../register/store.ts'
import { commit } from '../writing/commit.ts'
import { readHeldMark } from './held-mark.ts'
import { createWriteGuard } from './write-guard.ts'

const room: Space = { disk: '/data', freeBytes: 10_000_000, floorBytes: 5_000_000 }
const full: Space = { ...room, freeBytes: 4_999_999 }

async function setupGuarded() {
  const disk = { space: room }
  const marks: RegisterMark[] = []
  const guard = createWriteGuard(async () => disk.space)
  const store = await setupStore({ guard, keepMark: async (mark) => void marks.push(mark) })
  return { store, disk, guard, marks }
}
const logVisit = (store: Store) =>
  commit(store, [{ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true }])

describe('writes and the disk under them', () => {
  it('D1: stop before the disk is full, name it, and go on once there is room', async () => {
    const { store, disk, marks } = await setupGuarded()
    await logVisit(store)
    const before = marks.length

    disk.space = full
    expect(await logVisit(store)).toEqual({
      ok: false,
      error: { kind: 'disk-full', space: { kind: 'full', ...full } },
    })
    expect(store.columns.size()).toBe(1)
    expect(marks).toHaveLength(before)

    disk.space = room
    expect((await logVisit(store)).ok).toBe(true)
    const mark = marks.at(-1) ?? expect.fail('no mark')
    expect(mark.counts.visit).toBe(2)
    expect(
      judgeRegister({ kind: 'known', mark, isSettingUp: false }, await readHeldMark(store.db), true),
    ).toEqual({ kind: 'whole' })
  })
  it('D1: stop for whoever writes past the acts of people too, and reads go on', async () => {
    const { store, disk, guard } = await setupGuarded()
    await logVisit(store)
    await saveDraft(store, 'visit', 'half')

    disk.space = full
    await saveDraft(store, 'visit', 'whole')
    await guard.ask()
    await expect(store.db.meta.put({ key: 'any', value: 1 })).rejects.toThrow('held back')
    await expect(store.db.transaction('rw', store.db.meta, async () => undefined)).rejects.toThrow(
      'held back',
    )

    expect(await readDraft(store, 'visit')).toBe('half')
    expect(await store.db.table('visit').count()).toBe(1)
  })
  it('D1: a write that fails for the disk is the last until the program is started again', async () => {
    const { store, disk, guard } = await setupGuarded()
    await logVisit(store)
    let told = 0
    guard.onChange(() => told++)

    guard.noteFailedWrite()
    disk.space = room

    expect(await logVisit(store)).toEqual({ ok: false, error: { kind: 'torn' } })
    expect(told).toBe(1)
    expect(await store.db.table('visit').count()).toBe(1)
  })
})
