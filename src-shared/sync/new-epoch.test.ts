import { describe, expect, it } from 'vitest'
import { foldNumbered } from './fold.ts'
import { applyLocal, baseFor, deletedField, emptyRecord, type RecordState } from './merge.ts'
import { planEpoch } from './new-epoch.ts'
import type { Json, NumberedOperation, Operation } from './operation.ts'

const [mine, anna, bert] = ['mine', 'anna', 'bert']
const place = { entity: 'site', id: 'r' }
const key = 'site/r'

const write = (
  deviceId: string,
  n: number,
  fields: Record<string, Json>,
  base: Record<string, number> = {},
  kind: Operation['kind'] = 'put',
): Operation => ({
  deviceId,
  n,
  ...place,
  kind,
  fields,
  base,
  actor: 'somebody',
  at: '2026-03-03T10:00:00Z',
})
const inOrder = (...operations: Operation[]): NumberedOperation[] =>
  operations.map((op, index) => ({ ...op, seq: index + 1 }))
const standing = (operations: readonly NumberedOperation[], ...unsent: Operation[]): RecordState =>
  unsent.reduce(applyLocal, foldNumbered(emptyRecord, operations, mine, place).record)

/** What becomes of one record that stood on `before`, with own operations in the queue, when the hub has `after`. */
function plan(
  record: RecordState,
  queue: readonly Operation[],
  after: readonly NumberedOperation[],
  over: { lastN?: number; madeN?: number; lostKeys?: ReadonlySet<string> } = {},
) {
  const made = planEpoch([{ ...place, record }], queue, {
    epoch: 'new',
    upTo: after.length,
    stamp: null,
    deviceId: mine,
    lastN: 0,
    madeN: queue.at(-1)?.n ?? 0,
    actor: 'me',
    now: 'now',
    lostKeys: new Set<string>(),
    ...over,
    operations: new Map(after.length > 0 ? [[key, after]] : []),
  })
  return { ...made, now: made.records[0]?.record ?? record }
}

describe('[S7] in a new epoch', () => {
  it('nothing is written again that the hub still has', () => {
    const order = inOrder(write(anna, 1, { name: 'A', kind: 'x' }))

    expect(plan(standing(order), [], order)).toMatchObject({ records: [], queue: [], lost: [], madeN: 0 })
  })

  it('what the hub lacks of others is written again, once, by one who has seen nothing', () => {
    const { queue, now, madeN } = plan(
      standing(inOrder(write(anna, 1, { name: 'A' }), write(bert, 4, { kind: 'b' }))),
      [],
      inOrder(write(anna, 1, { name: 'A' })),
      { madeN: 7 },
    )

    expect(queue).toEqual([{ ...write(mine, 8, { kind: 'b' }, { kind: 0 }), actor: 'me', at: 'now' }])
    expect(now.fields).toEqual({ name: 'A', kind: 'b' })
    expect(now.pending).toEqual({ kind: { n: 8, under: undefined } })
    expect(madeN).toBe(8)
  })

  it('a value whose writer has sent it again is left to the new order, even where another has replaced it', () => {
    const first = write(anna, 1, { name: 'A' })
    const { queue, now, lost } = plan(
      standing(inOrder(first)),
      [],
      inOrder(first, write(bert, 1, { name: 'B' })),
    )

    expect(queue).toEqual([])
    expect(now.fields).toEqual({ name: 'B' })
    expect(lost).toEqual([
      {
        ...place,
        key: 'site/r/anna/1/2026-03-03T10:00:00Z/name',
        field: 'name',
        value: 'A',
        deviceId: anna,
        wonBy: bert,
        at: '2026-03-03T10:00:00Z',
      },
    ])
  })

  it('own operations go again under their numbers, with the bases in the numbers of the new order', () => {
    const before = inOrder(write(bert, 1, { other: 'x' }), write(anna, 1, { name: 'A' }))
    const record = standing(before)
    const own = write(mine, 3, { name: 'M' }, baseFor(record, write(mine, 3, { name: 'M' })))
    expect(own.base).toEqual({ name: 2 })

    const { queue, now } = plan(applyLocal(record, own), [own], inOrder(write(anna, 1, { name: 'A' })), {
      lastN: 2,
    })

    expect(queue[0]).toEqual({ ...own, base: { name: 1 } })
    expect(now.fields.name).toBe('M')
    expect(now.pending.name).toEqual({ n: 3, under: 'A' })
  })

  it('a base that the new order does not have says that nothing was seen', () => {
    const record = standing(inOrder(write(anna, 1, { name: 'A' })))
    const own = write(mine, 3, { name: 'M' }, { name: 1 })

    const { queue } = plan(applyLocal(record, own), [own], inOrder(write(bert, 9, { name: 'B' })))

    expect(queue[0]).toEqual({ ...own, base: {} })
  })

  it.each([
    ['the hub still has', 1],
    ['goes again with it', 0],
  ])(
    'a write over what had beaten a value says so to every desk: the loser, which %s, may be on this one only',
    (_, lastN) => {
      const loser = write(mine, 1, { name: 'loser', other: 'x' })
      const record = standing(inOrder(loser, write(anna, 1, { name: 'winner' })))
      const over = write(mine, 2, { name: 'over', other: 'y' }, { name: 2, other: 1 })
      const once = write(mine, 3, { name: 'once more' }, { name: 2 })
      const own = [loser, over, once]

      const { queue } = plan(
        own.slice(1).reduce(applyLocal, record),
        own.slice(lastN),
        inOrder(...own.slice(0, lastN)),
        { lastN, lostKeys: new Set(['site/r/mine/1/2026-03-03T10:00:00Z/name']) },
      )

      const [{ base } = { base: null }, { base: next } = { base: null }] = queue.slice(-2)
      expect(base).toEqual(lastN === 1 ? { name: 0, other: 1 } : { name: 0 })
      expect(next).toEqual(lastN === 1 ? { name: 1 } : {})
      // what every device makes of it
      const order = inOrder(loser, ...queue.slice(-2))
      expect(foldNumbered(emptyRecord, order, bert, place).lost.map(({ value }) => value)).toEqual(['loser'])
    },
  )

  it('what was written again for another still says that it has seen nothing, not even what this device wrote before', () => {
    const again = write(mine, 3, { name: 'of another' }, { name: 0 })
    const earlier = write(mine, 1, { name: 'own' })

    const { queue } = plan(standing([], again), [again], inOrder(earlier), { lastN: 1 })

    expect(queue).toEqual([again])
  })

  it('an own operation that a slow network brought meanwhile is not put on top a second time', () => {
    const own = write(mine, 1, { name: 'M' })
    const over = write(bert, 1, { name: 'B' }, { name: 1 })

    const { now, queue } = plan(standing([], own), [own], inOrder(own, over))

    expect(now.fields).toEqual({ name: 'B' })
    expect(now.pending).toEqual({})
    // its answer is still to come, so that it stays in the queue
    expect(queue).toEqual([own])
  })

  it('those up to the last that the hub has are not put on top either, though they are asked for once more', () => {
    const own = [write(mine, 1, { name: 'old' }), write(mine, 2, { name: 'new' })]

    const { now, queue } = plan(standing([], ...own), own, inOrder(...own), { lastN: 2 })

    expect(now.fields).toEqual({ name: 'new' })
    expect(now.pending).toEqual({})
    expect(queue).toEqual(own)
  })

  it('a value of another that stood under an own write is kept where the hub has lost it', () => {
    const record = standing(inOrder(write(anna, 5, { name: 'A' })))
    const own = write(mine, 1, { name: 'M' }, { name: 1 })

    const { lost, now } = plan(applyLocal(record, own), [own], [])

    expect(now.fields).toEqual({ name: 'M' })
    expect(lost).toEqual([
      {
        ...place,
        key: 'site/r/anna/5/2026-03-03T10:00:00Z/name',
        field: 'name',
        value: 'A',
        deviceId: anna,
        wonBy: mine,
        at: '',
      },
    ])
  })

  it('an own value under a later own write is not a loss', () => {
    const record = standing(inOrder(write(mine, 1, { name: 'first' })))
    const own = write(mine, 2, { name: 'second' }, { name: 1 })

    expect(plan(applyLocal(record, own), [own], []).lost).toEqual([])
  })

  it('nor is the same value twice', () => {
    const record = standing(inOrder(write(anna, 1, { name: 'same' })))
    const own = write(mine, 2, { name: 'same' }, { name: 1 })

    expect(plan(applyLocal(record, own), [own], []).lost).toEqual([])
  })

  it('a delete of another under an own restore is no value to keep', () => {
    const record = standing(inOrder(write(anna, 1, { name: 'A' }), write(anna, 2, {}, {}, 'delete')))
    const own = write(mine, 1, {}, { [deletedField]: 2 }, 'restore')

    const { lost } = plan(applyLocal(record, own), [own], inOrder(write(anna, 1, { name: 'A' })))

    expect(lost).toEqual([])
  })

  it.each([
    ['delete', true],
    ['restore', false],
  ] as const)(
    'a %s that the hub lacks is written again, having seen nothing of the record',
    (kind, isDeleted) => {
      const order = [write(anna, 1, { name: 'A' }), write(anna, 2, {}, { name: 1 }, 'delete')]
      if (kind === 'restore') order.push(write(anna, 3, {}, { name: 1, [deletedField]: 2 }, 'restore'))

      const { queue, now } = plan(standing(inOrder(...order)), [], inOrder(write(anna, 1, { name: 'A' })))

      expect(queue).toEqual([
        { ...write(mine, 1, {}, { name: 0, [deletedField]: 0 }, kind), actor: 'me', at: 'now' },
      ])
      expect(now.fields[deletedField]).toBe(isDeleted)
    },
  )

  it('a record that only the hub has is taken as it is, and one that only the device has is written again whole', () => {
    const foreign = { ...write(bert, 1, { name: 'B' }), id: 'other' }
    const made = planEpoch([{ ...place, record: standing(inOrder(write(anna, 1, { name: 'A' }))) }], [], {
      epoch: 'new',
      upTo: 1,
      stamp: null,
      deviceId: mine,
      lastN: 0,
      madeN: 0,
      actor: 'me',
      now: 'now',
      lostKeys: new Set(),
      operations: new Map([['site/other', [{ ...foreign, seq: 1 }]]]),
    })

    expect(made.records.map(({ id, record }) => [id, record.fields])).toEqual([
      ['r', { name: 'A' }],
      ['other', { name: 'B' }],
    ])
    expect(made.queue.map(({ id, fields }) => [id, fields])).toEqual([['r', { name: 'A' }]])
  })
})
