import { areas } from '../../src-shared/codes/areas.ts'
import { computeClaim } from '../../src-shared/domain/claims/engine/claim-computation.ts'
import { claimLines } from '../../src-shared/domain/claims/engine/claim-lines.ts'
import { compute } from '../../src-shared/domain/claims/engine/compute.ts'
import { reconcile } from '../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { validateClaim } from '../../src-shared/domain/claims/validation/validate-claim.ts'
import type { PersonFacts } from '../../src-shared/domain/people/person-facts.ts'
import { findDoubles } from '../../src-shared/domain/people/person-match.ts'
import { addDays, addMonthsToFirst } from '../../src-shared/kernel/iso-date.ts'
import { aCase, aPerson, shippedPack } from '../builders/case.ts'
import { aCostContext, ahmed, aLine } from '../builders/claims.ts'
import { bornFirstOfJanuary } from '../builders/likely-doubles.ts'
import { ms, quantile, type Result, times } from './report.ts'

/** People who came over ten years, a fifth of them quota refugees, some of whom moved on. */
const manyPeople = (count: number): PersonFacts[] =>
  Array.from({ length: count }, (_, index) => {
    const from = addDays('2016-01-01', (index * 37) % 3650)
    return aPerson({
      ref: `P${index}`,
      birthDate: addDays('1950-01-01', (index * 91) % 23_000),
      quota: index % 5 === 0,
      residence:
        index % 4 === 0
          ? [
              { municipality: '837', from, to: addDays(from, 299) },
              { municipality: '091', from: addDays(from, 300), to: null },
            ]
          : [{ municipality: '837', from, to: null }],
    })
  })

/** The least work that could answer: one pass over as many objects, with one sum. */
const passOver = (count: number): number => {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: `P${index % 20_000}`,
    cents: index % 1000,
  }))
  const started = performance.now()
  const sums = new Map<string, number>()
  for (const { id, cents } of rows) sums.set(id, (sums.get(id) ?? 0) + cents)
  return performance.now() - started
}

function timed(rounds: number, work: () => void): number[] {
  work()
  return Array.from({ length: rounds }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  })
}

/** The engine, "why this sum", reconciliation and a large claim, beside one plain pass over as many rows. */
export async function claimsBench(): Promise<Result[]> {
  const people = manyPeople(20_000)
  const input = aCase(people, { period: { from: '2016-01-01', to: '2026-12-31' } })
  const plain = timed(5, () => void passOver(720_000))
  const beside = (name: string, ours: number[]): Result => ({
    name: `${name}, beside one pass over 720000 objects`,
    ours: times(ours),
    peer: ms(quantile(plain, 0.5)),
    ratio: quantile(plain, 0.5) / quantile(ours, 0.5),
  })
  const computed = compute(input, shippedPack, areas)
  if (!computed.ok) throw new Error(computed.error.path)
  const [first] = computed.value.persons.filter(({ instalments }) => instalments.length > 12)
  if (!first) throw new Error('nobody is owed anything')

  const months = Array.from({ length: 36 }, (_, index) => addMonthsToFirst('2024-01-01', index))
  const paid = people.flatMap(({ ref }, index) =>
    months.map((month, at) => ({
      month,
      personId: ref,
      name: '',
      identityCode: '',
      birthDate: null,
      cents: (index + at) % 17 === 0 ? 0 : 17_100,
    })),
  )
  const lines = Array.from({ length: 5000 }, (_, index) =>
    aLine({
      from: addDays('2025-04-01', index % 240),
      to: addDays('2025-04-01', (index % 240) + 20),
      shares: [{ personId: ahmed, weight: 1 }],
      voucherNumber: String(index),
    }),
  )
  const large = aCostContext({ lines })
  const doubles = bornFirstOfJanuary(20_000, 1000)
  return [
    beside(
      'all that is owed for 20000 persons over 10 years',
      timed(5, () => void compute(input, shippedPack, areas)),
    ),
    beside(
      '"why this sum" 1000 times',
      timed(5, () => {
        for (let round = 0; round < 1000; round++) claimLines(first, 'CALC_MUNI', 'municipality', shippedPack)
      }),
    ),
    beside(
      'reconciliation of 20000 persons and 36 months',
      timed(3, () => {
        const result = reconcile({
          claimant: { type: 'municipality', code: '837' },
          kinds: ['L_CALC', 'CALC_MUNI'],
          period: { from: '2023-01-01', to: '2026-12-31' },
          persons: people,
          paid,
          pack: shippedPack,
          areas,
          today: '2026-11-25',
        })
        if (!result.ok) throw new Error(result.error.path)
      }),
    ),
    beside(
      'likely doubles among 20000 persons, two in five born on 1 January',
      timed(3, () => void findDoubles(doubles)),
    ),
    beside(
      'a claim of 5000 lines computed and checked by all rules',
      timed(5, () => {
        const done = computeClaim(large.claim, large.lines, null, shippedPack, areas)
        if (!done.ok) throw new Error(done.error.path)
        validateClaim({ ...large, computation: done.value })
      }),
    ),
  ]
}
