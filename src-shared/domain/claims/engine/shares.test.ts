import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ahmed, aLine, lina } from '../../../../test/builders/claims.ts'
import { addDays, yearOf } from '../../../kernel/iso-date.ts'
import { netOf } from './cost-case.ts'
import { allocate, splitLine, toCostLines } from './shares.ts'

it('divides cents by a key without losing or making one, each part within a cent of its exact share', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), weights, (cents, key) => {
      const parts = allocate(cents, key)
      const all = key.reduce((sum, weight) => sum + weight, 0)

      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents)
      parts.forEach((part, index) => {
        expect(Math.abs(part - (cents * (key[index] ?? 0)) / all)).toBeLessThanOrEqual(1)
      })
    }),
  )
})

it.each([
  [100, [1, 2], [33, 67]],
  [100, [2, 1], [67, 33]],
  [100, [1, 1, 1], [34, 33, 33]],
  [100, [3, 3, 1], [43, 43, 14]],
  [100, [1, 2, 3], [17, 33, 50]],
  [100, [3, 5], [38, 62]],
  [101, [1, 3, 2, 2], [13, 38, 25, 25]],
  [0, [1, 2], [0, 0]],
  [7, [5], [7]],
])(
  'of %d cents by %j each has its whole part, and what is left goes to the largest rest, the first of equals: %j',
  (cents, key, parts) => {
    expect(allocate(cents, key)).toEqual(parts)
  },
)

it('makes of a shared cost a line for each person, gross and deductions alike', () => {
  const shares = [
    { personId: ahmed, weight: 2 },
    { personId: lina, weight: 1 },
  ]
  const lines = toCostLines('L', aLine({ shares, grossCents: 100, clientFeeCents: 10 }))

  expect(lines.map(({ person, grossCents, clientFeeCents }) => [person, grossCents, clientFeeCents])).toEqual(
    [
      [ahmed, 67, 7],
      [lina, 33, 3],
    ],
  )
})

/** A line in whose sums nothing is wrong. */
const sums = fc
  .tuple(...([1, 2, 3, 4, 5] as const).map(() => fc.integer({ min: 0, max: 1_000 })))
  .map(([gross = 0, vat = 0, recoverable = 0, fee = 0, other = 0]) => {
    const vatCents = vat % (gross + 1)
    const recoverableVatCents = recoverable % (vatCents + 1)
    const clientFeeCents = fee % (gross - recoverableVatCents + 1)
    const otherFundingCents = other % (gross - recoverableVatCents - clientFeeCents + 1)
    return { grossCents: gross, vatCents, recoverableVatCents, clientFeeCents, otherFundingCents }
  })
const isSound = (line: Parameters<typeof netOf>[0] & { readonly vatCents: number }): boolean =>
  line.vatCents <= line.grossCents && line.recoverableVatCents <= line.vatCents && netOf(line) >= 0

it('never gives a share more VAT or deductions than it has gross, by whatever key', () => {
  const key = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(sums, key, (money, weights) => {
      const shares = weights.map((weight) => ({ personId: ahmed, weight }))
      const lines = toCostLines('L', aLine({ ...money, shares }))

      expect(lines.filter((line) => !isSound(line))).toEqual([])
      for (const name of ['grossCents', 'vatCents', 'clientFeeCents', 'otherFundingCents'] as const)
        expect(lines.reduce((sum, line) => sum + line[name], 0)).toBe(money[name])
    }),
    { numRuns: 500 },
  )
})

it('cuts a cost into calendar months or years: no day and no cent is lost, and each part lies inside one', () => {
  fc.assert(
    fc.property(
      sums,
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom('month' as const, 'year' as const),
      (money, first, length, by) => {
        const from = addDays('2024-01-01', first)
        const line = aLine({ ...money, from, to: addDays(from, length) })
        const parts = splitLine(line, by)

        expect(parts[0]?.from).toBe(line.from)
        expect(parts.at(-1)?.to).toBe(line.to)
        parts.forEach((part, index) => {
          const next = parts[index + 1]
          if (next) expect(next.from).toBe(addDays(part.to, 1))
          expect(yearOf(part.from)).toBe(yearOf(part.to))
          if (by === 'month') expect(part.from.slice(0, 7)).toBe(part.to.slice(0, 7))
        })
        expect(parts.filter((part) => !isSound(part))).toEqual([])
        expect(parts.reduce((sum, part) => sum + part.grossCents, 0)).toBe(money.grossCents)
        expect(parts.reduce((sum, part) => sum + netOf(part), 0)).toBe(netOf(line))
      },
    ),
  )
})

it('cuts by days, and by the year only where the year ends', () => {
  const line = aLine({ from: '2025-05-15', to: '2025-07-15', grossCents: 6_200 })
  const over = aLine({ from: '2025-12-30', to: '2026-01-02', grossCents: 400 })
  const cut = (of: typeof line, by: 'month' | 'year') =>
    splitLine(of, by).map(({ from, to, grossCents }) => `${from} ${to} ${grossCents}`)

  // 17, 30 and 15 days of 62
  expect(cut(line, 'month')).toEqual([
    '2025-05-15 2025-05-31 1700',
    '2025-06-01 2025-06-30 3000',
    '2025-07-01 2025-07-15 1500',
  ])
  expect(cut(line, 'year')).toEqual(['2025-05-15 2025-07-15 6200'])
  expect(cut(over, 'year')).toEqual(['2025-12-30 2025-12-31 200', '2026-01-01 2026-01-02 200'])
  expect(cut(over, 'month')).toEqual(cut(over, 'year'))
})
