import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { RegisterMark } from '../../../src-shared/bridge/safety-calls.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import { readHeldMark } from '../database/held-mark.ts'
import { type Damage, judgeRegister } from '../opening/judge-register.ts'
import type { Store } from '../register/store.ts'
import { commit } from '../writing/commit.ts'

const known = (mark: RegisterMark) => ({ kind: 'known', mark, isSettingUp: false }) as const
const nothing = { kind: 'none', isSettingUp: false } as const
const settingUp = { kind: 'none', isSettingUp: true } as const

const logVisit = (store: Store, id = randomUUID()) =>
  commit(store, [{ entity: 'visit', id, kind: 'put', fields: aVisit(), isNew: true }])

/** A register whose mark goes to a list, as it would to the file outside. */
async function setupMarked(name: string = randomUUID()) {
  const outside: RegisterMark[] = []
  const store = await setupStore({ name, keepMark: async (mark) => void outside.push(mark) })
  const last = (): RegisterMark => outside.at(-1) ?? expect.fail('no mark was kept')
  return { store, outside, last, name }
}

describe('the mark of a register', () => {
  it('D2: is outside before anybody is told "saved", and counts what is shown', async () => {
    const { store, last } = await setupMarked()
    const id = randomUUID()

    await logVisit(store, id)
    await logVisit(store)
    expect(last().counts.visit).toBe(2)
    const before = last().generation
    await commit(store, [{ entity: 'visit', id, kind: 'delete' }])

    expect(last()).toMatchObject({ generation: before + 1, counts: { visit: 1 }, lastN: store.lastN })
    expect(judgeRegister(known(last()), await readHeldMark(store.db), true)).toEqual({ kind: 'whole' })
  })
  it('D2: a cut between the disk and the mark is no alarm, at whichever write it came', async () => {
    const { store, outside } = await setupMarked()
    for (let n = 0; n < 5; n++) await logVisit(store)
    const inside = await readHeldMark(store.db)

    for (const mark of outside) expect(judgeRegister(known(mark), inside, true)).toEqual({ kind: 'whole' })
  })
  it('D2: a database that has lost any saved act is told from one that has not', async () => {
    const { store, last } = await setupMarked()
    const past = [await readHeldMark(store.db)]
    for (let n = 0; n < 4; n++) {
      await logVisit(store)
      past.push(await readHeldMark(store.db))
    }

    const found = past.map((inside) => judgeRegister(known(last()), inside, true).kind)
    expect(found).toEqual(['older', 'older', 'older', 'older', 'whole'])
    expect(judgeRegister(known(last()), null, true).kind).toBe('older')
    expect((judgeRegister(known(last()), null, false) as Damage).was?.counts.visit).toBe(4)
  })
  it('D2: another past of the same length is another register', async () => {
    const one = await setupMarked()
    const other = await setupMarked()
    for (const { store } of [one, other]) for (let n = 0; n < 3; n++) await logVisit(store)
    const inside = await readHeldMark(other.store.db)

    expect(judgeRegister(known(one.last()), inside, true).kind).toBe('other')
  })
  it('D2: nothing beside keys is a set-up only while one is on its way', () => {
    expect(judgeRegister(settingUp, null, false)).toEqual({ kind: 'set-up' })
    expect(judgeRegister(nothing, null, false)).toEqual({ kind: 'empty', was: null, now: null })
    expect(judgeRegister({ kind: 'damaged', isSettingUp: false }, null, false).kind).toBe('empty')
  })
  it('D2: goes on over restarts, and a register of an older version begins with what stands there', async () => {
    const { store, name } = await setupMarked()
    await logVisit(store)
    await commit(store, [{ entity: 'site', id: randomUUID(), kind: 'put', fields: aSite(), isNew: true }])
    const { generation } = (await readHeldMark(store.db)) ?? expect.fail('no mark')
    store.close()
    const again = await setupMarked(name)
    await logVisit(again.store)
    expect(again.last()).toMatchObject({ generation: generation + 1, counts: { visit: 2 } })

    await again.store.db.meta.delete('register')
    again.store.close()
    const older = await setupMarked(name)
    expect(older.last()).toMatchObject({ generation: 1, counts: { visit: 2, person: 0 } })
  })
})
