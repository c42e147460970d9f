import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isEqualJson } from './is-equal-json.ts'

it('finds a value equal to what is read back of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(isEqualJson(value, JSON.parse(JSON.stringify(value)))).toBe(true)
    }),
  )
})

it('is equal both ways or neither', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(isEqualJson(one, other)).toBe(isEqualJson(other, one))
      expect(isEqualJson([one], [other])).toBe(isEqualJson(one, other))
    }),
  )
})

it('tells values apart that only look alike', () => {
  for (const [one, other] of [
    [1, '1'],
    [null, undefined],
    [null, 'null'],
    [0, false],
    ['', null],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: null }],
  ])
    expect(isEqualJson(one, other), JSON.stringify([one, other])).toBe(false)
})

it('looks at the order of keys, and not at keys without a value', () => {
  expect(isEqualJson({ a: 1, b: [{ c: 2, d: 3 }] }, { a: 1, b: [{ c: 2, d: 3 }] })).toBe(true)
  expect(isEqualJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false)
  expect(isEqualJson([{ c: { a: 1, b: 2 } }], [{ c: { b: 2, a: 1 } }])).toBe(false)
  expect(isEqualJson({ a: 1, b: undefined }, { a: 1 })).toBe(true)
})
