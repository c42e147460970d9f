import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RecordState } from './merge.ts'
import { packRecord, unpackRecord } from './packed-record.ts'

const name = fc.constantFrom('a', 'b', 'c', 'd', 'isDeleted')
const json = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()))
const device = fc.constantFrom('one', 'two')
const dictionaryOf = <T>(value: fc.Arbitrary<T>) => fc.dictionary(name, value, { noNullPrototype: true })
const record: fc.Arbitrary<RecordState> = fc
  .record({
    fields: dictionaryOf(json),
    heads: dictionaryOf(fc.tuple(fc.integer({ min: 1, max: 3 }), device)),
    pending: dictionaryOf(
      fc.record({ n: fc.integer({ min: 1, max: 3 }), under: fc.option(json, { nil: undefined }) }),
    ),
    contested: fc.boolean(),
    history: fc.array(
      fc.record({
        deviceId: device,
        n: fc.nat(),
        seq: fc.option(fc.nat()),
        actor: fc.string(),
        at: fc.string(),
        kind: fc.constantFrom('put', 'delete', 'restore'),
        fields: fc.array(name),
      }),
    ),
  })
  .map(({ history, ...rest }) => (history.length === 0 ? rest : { ...rest, history }))

it('brings every record back through JSON as it was, and is not longer than it', () => {
  fc.assert(
    fc.property(record, (before) => {
      const stored = JSON.stringify(packRecord(before))

      expect(unpackRecord(JSON.parse(stored))).toEqual(before)
      expect(stored.length).toBeLessThanOrEqual(JSON.stringify(before).length)
    }),
  )
})

it('reads a record of before it was packed', () => {
  const old: RecordState = {
    fields: { a: 1, b: null },
    heads: { a: [7, 'one'] },
    pending: { b: { n: 2, under: undefined } },
    contested: true,
  }

  expect(unpackRecord(old)).toEqual(old)
})
