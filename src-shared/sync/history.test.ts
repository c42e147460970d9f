import { expect, it } from 'vitest'
import { anOperation } from '../../test/builders/sync.ts'
import { addLocal, addNumbered, type HistoryEntry } from './history.ts'

const [mine, anna] = ['mine', 'anna']
const op = (deviceId: string, n: number, fields: Record<string, string | null> = { topic: 'x' }) =>
  anOperation({ deviceId, n, fields })
const numbered = (deviceId: string, n: number, seq: number, fields?: Record<string, string | null>) => ({
  ...op(deviceId, n, fields),
  seq,
})
const short = (history: readonly HistoryEntry[]) => history.map(({ deviceId, n, seq }) => [deviceId, n, seq])

it('says who wrote which fields, when and where, and never what they held', () => {
  expect(addLocal(undefined, op(mine, 1))).toEqual([
    {
      deviceId: mine,
      n: 1,
      seq: null,
      kind: 'put',
      fields: ['topic'],
      actor: '22222222-2222-4222-8222-222222222222',
      at: '2026-03-03T10:00:00Z',
    },
  ])
})

it('has what the hub numbered in its order, and what waits of this device after it', () => {
  let history = addLocal(undefined, op(mine, 1))
  history = addLocal(history, op(mine, 2))
  history = addNumbered(history, numbered(anna, 2, 1))
  expect(short(history)).toEqual([
    [anna, 2, 1],
    [mine, 1, null],
    [mine, 2, null],
  ])
  history = addNumbered(history, numbered(mine, 1, 2))
  expect(short(history)).toEqual([
    [anna, 2, 1],
    [mine, 1, 2],
    [mine, 2, null],
  ])
  expect(addNumbered(history, numbered(mine, 1, 2))).toBe(history)
  // another operation of the same number of another device is another one
  expect(short(addNumbered(history, numbered(anna, 1, 3)))).toEqual([
    [anna, 2, 1],
    [mine, 1, 2],
    [anna, 1, 3],
    [mine, 2, null],
  ])
  expect(short(addNumbered(undefined, numbered(anna, 1, 9)))).toEqual([[anna, 1, 9]])
})

it('forgets who wrote before, once retention has taken the worker away', () => {
  const history = addNumbered(undefined, numbered(anna, 1, 1))
  expect(short(addLocal(history, op(mine, 1, { userId: null })))).toEqual([[mine, 1, null]])
  expect(short(addNumbered(history, numbered(mine, 1, 2, { userId: null })))).toEqual([[mine, 1, 2]])
  expect(short(addLocal(history, op(mine, 1, { userId: 'u' })))).toHaveLength(2)
})

it('keeps the last two hundred', () => {
  let [local, order]: (readonly HistoryEntry[])[] = [[], []]
  for (let n = 1; n <= 201; n++) {
    local = addLocal(local, op(mine, n))
    order = addNumbered(order, numbered(anna, n, n))
  }
  for (const history of [local, order]) {
    expect(history).toHaveLength(200)
    expect(history?.[0]?.n).toBe(2)
  }
})
