import { expect, it } from 'vitest'
import { aCase, aCostCase, aCostLine, aPerson } from '../../../../test/builders/case.ts'
import { Case } from './case.ts'
import { CostCase } from './cost-case.ts'

const wrong = (over: object) => {
  const read = Case.safeParse(aCase([{ ...aPerson(), ...over }]))
  return read.success ? [] : read.error.issues.map(({ path }) => path.slice(2).join('.'))
}
const wrongLine = (over: object) => {
  const read = CostCase.safeParse(aCostCase([{ ...aCostLine(), ...over }]))
  return read.success ? [] : read.error.issues.map(({ path }) => path.slice(2).join('.'))
}
const home = { municipality: '837', from: '2025-03-17', to: null }
const long = (length: number): string => 'x'.repeat(length)

it('a person in a case has these facts, and no others', () => {
  expect(wrong({})).toEqual([])
  for (const [field, values] of Object.entries({
    ref: ['', long(101), 1, null],
    birthDate: ['1990-02-30', '1.5.1990', null],
    permitGround: ['', long(21), 87],
    quota: [null, 'true'],
    firstPermit: ['2025-13-01', undefined],
    residence: [null, [null], Array(501).fill(home)],
    death: ['x', undefined],
    citizenship: ['x', undefined],
    parent: ['', long(101), undefined],
    otherParent: ['', long(101), 1],
    arrival: ['x', 1],
    traffickingFrom: ['x', 1],
  }))
    for (const value of values)
      expect([field, value, wrong({ [field]: value }).length > 0]).toEqual([field, value, true])
  expect(wrong({ name: 'Ahmed' })).toHaveLength(1)
  for (const municipality of ['83', '8370', 'a37', ' 837', '837 '])
    expect(wrong({ residence: [{ ...home, municipality }] })).toEqual(['residence.0.municipality'])
  expect(wrong({ residence: [{ ...home, town: 'Tampere' }] })).toEqual(['residence.0'])
})

it('and may be as long as this', () => {
  expect(
    wrong({ ref: long(100), permitGround: long(20), parent: long(100), otherParent: long(100) }),
  ).toEqual([])
  expect(
    wrong({ residence: Array(500).fill(home), otherParent: null, arrival: null, traffickingFrom: null }),
  ).toEqual([])
})

it('says of a municipality what it has to be', () => {
  const read = Case.safeParse(aCase([{ ...aPerson(), residence: [{ ...home, municipality: 'Tampere' }] }]))

  expect(read.error?.issues[0]?.message).toBe('not a municipality code of three digits')
})

it('a cost line in a case has these sums, and no others', () => {
  expect(wrongLine({})).toEqual([])
  expect(wrongLine({ costType: long(40), grossCents: 100_000_000_000, vatCents: 0 })).toEqual([])
  for (const [field, values] of Object.entries({
    ref: ['', long(101)],
    person: ['', long(101)],
    costType: [long(41), null],
    from: ['x'],
    to: ['x'],
    grossCents: [-1, 0.5, 100_000_000_001, '1'],
    vatCents: [-1],
    recoverableVatCents: [-1],
    clientFeeCents: [-1],
    otherFundingCents: [-1],
    note: ['x'],
  }))
    for (const value of values)
      expect([field, value, wrongLine({ [field]: value }).length > 0]).toEqual([field, value, true])
})

it('a case has a claimant, a kind, a period and persons, and costs the months that a decision accepts', () => {
  const fits = (over: object) => Case.safeParse({ ...aCase([]), ...over }).success
  const costFits = (over: object) => CostCase.safeParse({ ...aCostCase([]), ...over }).success

  expect([fits({}), costFits({})]).toEqual([true, true])
  for (const over of [
    { claimant: { type: 'state', code: '1' } },
    { claimant: { type: 'municipality', code: '837', x: 1 } },
    { kind: 1 },
    { period: { from: '2025-01-01' } },
    { period: { from: '2025-01-01', to: '2025-01-01', x: 1 } },
    { persons: null },
    { more: 1 },
  ])
    expect([over, fits(over), costFits(over)]).toEqual([over, false, false])
  for (const acceptedMonths of [0, 25, 1.5, '4']) expect(costFits({ acceptedMonths })).toBe(false)
  for (const acceptedMonths of [1, 24, null]) expect(costFits({ acceptedMonths })).toBe(true)
  const { acceptedMonths: _, ...without } = aCostCase([])
  expect(CostCase.parse(without).acceptedMonths).toBeNull()
})
