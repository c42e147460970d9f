import { describe, expect, it } from 'vitest'
import { ahmed, aLine, lina } from '../../../test/builders/claims.ts'
import { readLine, toForm } from './line-entry.ts'

const claimId = aLine().claimId
const line = aLine({
  shares: [
    { personId: ahmed, weight: 2 },
    { personId: lina, weight: 1 },
  ],
  vatCents: 2_550,
})
const typed = toForm(line, '2025-01-01', [])

describe('readLine', () => {
  it('reads back what the form shows of a line', () => {
    expect(readLine(claimId, typed)).toEqual({ fields: line, notMoney: [], wrongWeights: [] })
  })

  it('names the sums that cannot be read, and takes an empty one for nothing', () => {
    const read = readLine(claimId, { ...typed, grossCents: 'viisi', vatCents: '' })

    expect(read.notMoney).toEqual(['grossCents'])
    expect(read.fields.vatCents).toBe(0)
  })

  it('names the weights that are no whole number from 1 on', () => {
    const weights = { [ahmed]: '0', [lina]: '1.5' }

    expect(readLine(claimId, { ...typed, weights }).wrongWeights).toEqual([ahmed, lina])
  })

  it('gives one person all of a cost, whatever weight was typed before', () => {
    const read = readLine(claimId, { ...typed, personIds: [lina], weights: { [lina]: '3' } })

    expect(read.fields.shares).toEqual([{ personId: lina, weight: 1 }])
  })
})

it('a new line is for the only person there is, on the first day of the claim', () => {
  const form = toForm(null, '2025-01-01', [{ value: ahmed, label: 'A1', household: '' }])

  expect([form.personIds, form.from, form.to]).toEqual([[ahmed], '2025-01-01', '2025-01-01'])
})
