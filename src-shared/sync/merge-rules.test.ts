import { describe, expect, it } from 'vitest'
import { anOperation } from '../../test/builders/sync.ts'
import {
  applyLocal,
  applyNumbered,
  baseFor,
  deletedField,
  dropPending,
  emptyRecord,
  isHidden,
  needsDecision,
  type RecordState,
} from './merge.ts'
import type { Json, Operation } from './operation.ts'

const [mine, anna, bert] = ['mine', 'anna', 'bert']
type Fields = Record<string, Json>
type Base = Record<string, number>

/** A record as the order made it, operation by operation; the numbers are their places. */
class Order {
  record: RecordState = emptyRecord
  lost: unknown[] = []
  seq = 0
  readonly ns = new Map<string, number>()
  by(deviceId: string, fields: Fields, base: Base = {}, kind: Operation['kind'] = 'put'): this {
    const n = (this.ns.get(deviceId) ?? 0) + 1
    this.ns.set(deviceId, n)
    const op = { ...anOperation({ deviceId, n, fields, base, kind }), seq: ++this.seq }
    const result = applyNumbered(this.record, op, mine)
    this.record = result.record
    this.lost = result.lost.map(({ key, value, wonBy }) => [key, value, wonBy])
    return this
  }
  deletedBy = (deviceId: string, base: Base = {}): this => this.by(deviceId, {}, base, 'delete')
  restoredBy = (deviceId: string, base: Base = {}): this => this.by(deviceId, {}, base, 'restore')
}
const order = (): Order => new Order()
const own = (record: RecordState, n: number, fields: Fields, kind: Operation['kind'] = 'put'): RecordState =>
  applyLocal(
    record,
    anOperation({ deviceId: mine, n, fields, kind, base: baseFor(record, { kind, fields }) }),
  )

describe('[S4] a field', () => {
  it('is not written a second time by an operation that comes again after a later one', () => {
    const first = { ...anOperation({ deviceId: anna, n: 1, fields: { topic: 'T01' } }), seq: 1 }
    const { record } = order().by(anna, { topic: 'T01' }).by(bert, { topic: 'T02' }, { topic: 1 })

    expect(applyNumbered(record, first, mine)).toEqual({ record, lost: [] })
    expect(applyNumbered(record, { ...first, seq: 2 }, mine)).toEqual({ record, lost: [] })
  })

  it('that its own device wrote is known to it, unless it says that it knows of nothing', () => {
    const again = order().by(anna, { topic: 'T01' }).by(anna, { topic: 'T02' })
    expect(again.lost).toEqual([])
    const unknowing = order().by(anna, { topic: 'T01' }).by(anna, { topic: 'T02' }, { topic: 0 })
    expect(unknowing.lost).toEqual([['anna/1/2026-03-03T10:00:00Z/topic', 'T01', anna]])
  })

  it('that was written by one who had not seen the one before keeps that one', () => {
    expect(order().by(anna, { topic: 'T01' }).by(bert, { topic: 'T02' }).lost).toEqual([
      ['anna/1/2026-03-03T10:00:00Z/topic', 'T01', bert],
    ])
    const seen = order().by(anna, { topic: 'T01' }).by(bert, { topic: 'T02' }, { topic: 1 })
    expect(seen.lost).toEqual([])
    const tooOld = order()
      .by(anna, { topic: 'T01' })
      .by(anna, { topic: 'T03' })
      .by(bert, { topic: 'T02' }, { topic: 1 })
    expect(tooOld.lost).toEqual([['anna/2/2026-03-03T10:00:00Z/topic', 'T03', bert]])
  })

  it.each<[Json, Json]>([
    ['T01', 'T01'],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [null, null],
  ])('that says the same (%j) loses nothing', (first, second) => {
    expect(order().by(anna, { topic: first }).by(bert, { topic: second }).lost).toEqual([])
  })
  it('whose list differs is kept whole', () => {
    expect(
      order()
        .by(anna, { topic: ['a'] })
        .by(bert, { topic: ['b'] }).lost,
    ).toEqual([['anna/1/2026-03-03T10:00:00Z/topic', ['a'], bert]])
  })

  it('of a record whose history an older version did not keep has a key by its number', () => {
    const { record } = order().by(anna, { topic: 'T01' })
    const { history: _, ...without } = record
    const op = { ...anOperation({ deviceId: bert, n: 1, fields: { topic: 'T02' } }), seq: 2 }

    for (const old of [without, { ...record, history: [] }])
      expect(applyNumbered(old, op, mine).lost.map(({ key }) => key)).toEqual(['anna:1:topic'])
  })

  it('with an own write on top stays as written, with the order underneath, until the write comes back', () => {
    let record = own(order().by(anna, { topic: 'T01' }).record, 1, { topic: 'M1' })
    record = own(record, 2, { topic: 'M2' })
    expect(record.pending).toEqual({ topic: { n: 2, under: 'T01' } })
    const other = {
      ...anOperation({ deviceId: bert, n: 1, fields: { topic: 'T02' }, base: { topic: 1 } }),
      seq: 2,
    }
    record = applyNumbered(record, other, mine).record
    expect([record.fields.topic, record.pending.topic]).toEqual(['M2', { n: 2, under: 'T02' }])
    const back = (n: number, value: string, seq: number) => ({
      ...anOperation({ deviceId: mine, n, fields: { topic: value }, base: { topic: 1 } }),
      seq,
    })
    const first = applyNumbered(record, back(1, 'M1', 3), mine)
    expect([first.record.fields.topic, first.record.pending.topic]).toEqual(['M2', { n: 2, under: 'M1' }])
    expect(first.lost.map(({ key, value }) => [key, value])).toEqual([
      ['bert/1/2026-03-03T10:00:00Z/topic', 'T02'],
    ])
    const second = applyNumbered(first.record, back(2, 'M2', 4), mine)
    expect([second.record.fields.topic, second.record.pending]).toEqual(['M2', {}])
    expect(second.lost).toEqual([])
  })
})

describe('[S5] a delete', () => {
  const edited = () => order().by(anna, { topic: 'T01', outcome: 'x' })

  it.each<[string, Order, boolean]>([
    ['of what was seen stands', edited().deletedBy(bert, { topic: 1, outcome: 1 }), false],
    ['by who wrote it stands', edited().deletedBy(anna), false],
    ['of a record of which a field was not seen is contested', edited().deletedBy(bert, { topic: 1 }), true],
    [
      'of which only an earlier delete mark was not seen stands',
      edited().restoredBy(anna).deletedBy(bert, { topic: 1, outcome: 1 }),
      false,
    ],
    ['that an edit had not seen is contested', edited().deletedBy(anna).by(bert, { topic: 'T02' }), true],
    [
      'that an edit had seen stands under it',
      edited()
        .deletedBy(anna)
        .by(bert, { topic: 'T02' }, { topic: 1, [deletedField]: 2 }),
      false,
    ],
    [
      'that was taken back is nothing to an edit that had not seen that',
      edited()
        .deletedBy(anna)
        .restoredBy(anna)
        .by(bert, { topic: 'T02' }, { topic: 1, [deletedField]: 2 }),
      false,
    ],
    [
      'stays contested when somebody edits on who has seen it',
      edited()
        .deletedBy(anna)
        .by(bert, { topic: 'T02' })
        .by(anna, { topic: 'T03' }, { topic: 3, [deletedField]: 2 }),
      true,
    ],
    ['is settled by a restore', edited().deletedBy(anna).by(bert, { topic: 'T02' }).restoredBy(anna), false],
    [
      'is settled by another delete that has seen all',
      edited().deletedBy(anna).by(bert, { topic: 'T02' }).deletedBy(anna, { topic: 3, outcome: 1 }),
      false,
    ],
  ])('%s', (_, { record }, isContested) => {
    expect(record.contested).toBe(isContested)
    expect(needsDecision(record)).toBe(isContested)
  })

  it('and its taking back are no values on the desk', () => {
    expect(edited().deletedBy(anna).restoredBy(bert).lost).toEqual([])
  })

  it('that this device wrote itself is not what an edit of another meets in the order', () => {
    const record = own(edited().record, 1, {}, 'delete')
    const op = {
      ...anOperation({ deviceId: bert, n: 1, fields: { topic: 'T02' }, base: { topic: 1 } }),
      seq: 2,
    }
    expect(applyNumbered(record, op, mine).record.contested).toBe(false)
  })
  it('of the order is what it meets, though this device took it back', () => {
    const record = own(edited().deletedBy(anna).record, 1, {}, 'restore')
    const op = {
      ...anOperation({ deviceId: bert, n: 1, fields: { topic: 'T02' }, base: { topic: 1 } }),
      seq: 3,
    }
    const after = applyNumbered(record, op, mine).record
    expect(after.contested).toBe(true)
    // this device has decided already, and waits for its word to arrive
    expect(needsDecision(after)).toBe(false)
  })

  it('hides a record, unless it is contested or this device has written to it since', () => {
    const { record } = edited()
    expect(isHidden(record)).toBe(false)
    const deleted = edited().deletedBy(anna).record
    expect(isHidden(deleted)).toBe(true)
    expect(isHidden(own(deleted, 1, { topic: 'M' }))).toBe(false)
    expect(isHidden(own(own(record, 1, { topic: 'M' }), 2, {}, 'delete'))).toBe(true)
    expect(isHidden({ ...deleted, contested: true })).toBe(false)
  })
})

describe('what a write had seen', () => {
  it('is said for its fields and the delete mark, and for all of them by a delete', () => {
    const { record } = order().by(anna, { topic: 'T01', outcome: 'x' }).deletedBy(anna).restoredBy(anna)

    expect(baseFor(record, { kind: 'put', fields: { topic: 'M', measures: [] } })).toEqual({
      topic: 1,
      [deletedField]: 3,
    })
    for (const kind of ['delete', 'restore'] as const)
      expect(baseFor(record, { kind, fields: {} })).toEqual({ topic: 1, outcome: 1, [deletedField]: 3 })
  })
})

describe('[S6] a write that was given up', () => {
  it('lets the value of the order come to the top again, and no other', () => {
    const { record } = order().by(anna, { topic: 'T01' })
    const written = own(own(record, 1, { topic: 'M1', outcome: 'new' }), 2, { measures: ['m'] })

    const dropped = dropPending(written, 1)

    expect(dropped.fields).toEqual({ topic: 'T01', measures: ['m'] })
    expect(dropped.pending).toEqual({ measures: { n: 2, under: undefined } })
    expect(dropped.heads).toEqual(record.heads)
    expect(dropPending(written, 9)).toEqual(written)
  })
})
