import type { Areas } from '../../../codes/municipality.ts'
import { fraction, roundHalfUp } from '../../../kernel/fraction.ts'
import { addMonthsToFirst, daysBetween, earlierOf, laterOf, yearOf } from '../../../kernel/iso-date.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { FactProblem, PersonFacts } from '../../people/person-facts.ts'
import type { ComputedPerson, Refusal } from '../engine/case.ts'
import { compute } from '../engine/compute.ts'
import type { PaidRow } from '../records/payment-list.ts'
import type { Claimant } from '../rules/claimant-area.ts'
import { claimDeadline, kindRows, overlaps, type RulePack, rateOn } from '../rules/rule-pack.ts'

/**
 * What the State has paid by itself beside what it owes, person by person and month by month (claims.md §4, path A):
 * `missing`: owed and not paid. `ended-early`: the same, after months that were paid. `different`: another sum.
 * `unexpected`: paid for a month in which nothing is owed, or for somebody nobody here knows.
 */
export type Verdict = 'as-expected' | 'missing' | 'ended-early' | 'different' | 'unexpected'
export type ReconciledMonth = {
  /** Null where the list names somebody whom nobody here has been found to be. */
  readonly personId: string | null
  /** Of the list, to show where there is no person. */
  readonly name: string
  readonly month: string
  readonly expectedCents: number
  readonly paidCents: number
  readonly verdict: Verdict
}
export type YearTotals = {
  readonly year: number
  readonly expectedCents: number
  readonly paidCents: number
  /** Owed and not paid, as long as it can be claimed. */
  readonly openCents: number
  /** The part of `openCents` whose last claim day is within ninety days. */
  readonly atRiskCents: number
  /** Owed and not paid, and too late to claim. */
  readonly lostCents: number
}
export type Reconciliation = {
  readonly months: readonly ReconciledMonth[]
  readonly years: readonly YearTotals[]
  /** Persons of whom nobody can say what is owed, because a fact cannot be: their months are not compared. */
  readonly refused: readonly Refusal[]
}

/** A monthly sum is a twelfth that somebody has rounded: a cent up or down is no difference. */
const toleratedCents = 1
const atRiskDays = 90

export type ReconcileInput = {
  readonly claimant: Claimant
  /** The kinds of calculated sum that the claimant has had in the period, one after the other. */
  readonly kinds: readonly string[]
  readonly period: { readonly from: string; readonly to: string }
  readonly persons: readonly PersonFacts[]
  readonly paid: readonly PaidRow[]
  readonly pack: RulePack
  readonly areas: Areas
  readonly today: string
}

/** Compares; the months that are looked at are those that a list has been taken in for. */
export function reconcile(input: ReconcileInput): Result<Reconciliation, FactProblem> {
  const listed = new Set(input.paid.map(({ month }) => month))
  const expected = expectedMonths(input)
  if (!expected.ok) return expected
  const paid = paidMonths(input.paid)
  const refused = new Set(expected.value.refused.map(({ ref }) => ref))
  const months: ReconciledMonth[] = []
  for (const [personId, byMonth] of expected.value.months) {
    const got = paid.byPerson.get(personId) ?? new Map<string, number>()
    const lastPaid = [...got.keys()].toSorted().at(-1)
    const all = new Set([...byMonth.keys(), ...got.keys()])
    for (const month of [...all].toSorted()) {
      if (!listed.has(month)) continue
      const expectedCents = byMonth.get(month) ?? 0
      const paidCents = got.get(month) ?? 0
      const verdict = verdictOf(expectedCents, paidCents, lastPaid !== undefined && lastPaid < month)
      months.push({ personId, name: '', month, expectedCents, paidCents, verdict })
    }
  }
  for (const [personId, got] of paid.byPerson)
    if (!expected.value.months.has(personId) && !refused.has(personId))
      for (const [month, paidCents] of got)
        months.push({ personId, name: '', month, expectedCents: 0, paidCents, verdict: 'unexpected' })
  for (const { name, month, cents } of paid.strangers)
    months.push({ personId: null, name, month, expectedCents: 0, paidCents: cents, verdict: 'unexpected' })
  return ok({ months, years: totals(months, input), refused: expected.value.refused })
}

function verdictOf(expectedCents: number, paidCents: number, hasEnded: boolean): Verdict {
  if (expectedCents === 0) return paidCents === 0 ? 'as-expected' : 'unexpected'
  if (paidCents === 0) return hasEnded ? 'ended-early' : 'missing'
  return Math.abs(expectedCents - paidCents) <= toleratedCents ? 'as-expected' : 'different'
}

type Expected = {
  readonly months: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly refused: readonly Refusal[]
}

/** What the automatic run should pay, in cents, by person and month; persons without anything are there too. */
function expectedMonths({
  claimant,
  kinds,
  period,
  persons,
  pack,
  areas,
}: ReconcileInput): Result<Expected, FactProblem> {
  const refused = new Map<string, Refusal>()
  const months = new Map<string, Map<string, number>>(persons.map(({ ref }) => [ref, new Map()]))
  for (const kind of kinds) {
    const isInForce = kindRows(pack, kind).some((row) =>
      overlaps(row, { validFrom: period.from, validTo: period.to }),
    )
    if (!isInForce) continue
    const result = compute({ claimant, kind, period, persons: [...persons] }, pack, areas, 'automatic-run')
    if (!result.ok) return result
    for (const one of result.value.refused) refused.set(one.ref, one)
    for (const person of result.value.persons) addMonths(months.get(person.ref), person, kind, claimant, pack)
  }
  for (const ref of refused.keys()) months.delete(ref)
  return ok({ months, refused: [...refused.values()] })
}

function addMonths(
  byMonth: Map<string, number> | undefined,
  { instalments }: ComputedPerson,
  kind: string,
  { type }: Claimant,
  pack: RulePack,
): void {
  for (const { date, band, supplement } of instalments) {
    const rate = rateOn(pack, kind, type, date, 'automatic-run')
    if (!rate) continue
    const base = band === 'under7' ? rate.under7Cents : rate.from7Cents
    const extra = supplement ? (rate.adultSupplementCents ?? 0) : 0
    byMonth?.set(date, (byMonth.get(date) ?? 0) + roundHalfUp(fraction(base + extra, 12)))
  }
}

function paidMonths(rows: readonly PaidRow[]) {
  const byPerson = new Map<string, Map<string, number>>()
  const strangers: PaidRow[] = []
  for (const row of rows) {
    if (row.personId === null) {
      strangers.push(row)
      continue
    }
    const months = byPerson.get(row.personId) ?? new Map<string, number>()
    months.set(row.month, (months.get(row.month) ?? 0) + row.cents)
    byPerson.set(row.personId, months)
  }
  return { byPerson, strangers }
}

function totals(months: readonly ReconciledMonth[], { pack, today }: ReconcileInput): readonly YearTotals[] {
  const byYear = new Map<number, { expected: number; paid: number; open: number }>()
  for (const { month, expectedCents, paidCents } of months) {
    const year = byYear.get(yearOf(month)) ?? { expected: 0, paid: 0, open: 0 }
    year.expected += expectedCents
    year.paid += paidCents
    const open = expectedCents - paidCents
    year.open += open > toleratedCents ? open : 0
    byYear.set(yearOf(month), year)
  }
  return [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, { expected, paid, open }]) => {
      const left = daysBetween(today, claimDeadline(pack, year))
      return {
        year,
        expectedCents: expected,
        paidCents: paid,
        openCents: left >= 0 ? open : 0,
        atRiskCents: left >= 0 && left <= atRiskDays ? open : 0,
        lostCents: left < 0 ? open : 0,
      }
    })
}

/** Persons for whom something is open, with the first and last month: what a claim for missed persons is made of. */
export function missedPersons(months: readonly ReconciledMonth[]): readonly {
  readonly personId: string
  readonly from: string
  readonly to: string
  readonly cents: number
}[] {
  const found = new Map<string, { from: string; to: string; cents: number }>()
  for (const { personId, month, expectedCents } of months.filter(isMissed)) {
    const known = found.get(personId) ?? { from: month, to: month, cents: 0 }
    found.set(personId, {
      from: earlierOf(month, known.from),
      to: laterOf(month, known.to),
      cents: known.cents + expectedCents,
    })
  }
  return [...found].map(([personId, part]) => ({ personId, ...part }))
}

/**
 * The same as claims that hold no month that was paid: persons stand together who missed the same run of months, so that
 * none is claimed twice (V10). The earliest first.
 */
export function missedRuns(
  months: readonly ReconciledMonth[],
): readonly { readonly from: string; readonly to: string; readonly personIds: readonly string[] }[] {
  const missed = Map.groupBy(months.filter(isMissed), ({ personId }) => personId)
  const runs = new Map<string, { from: string; to: string; personIds: string[] }>()
  for (const [personId, own] of missed)
    for (const { from, to } of runsOf(own.map(({ month }) => month).toSorted())) {
      const run = runs.get(`${from} ${to}`) ?? { from, to, personIds: [] }
      run.personIds.push(personId)
      runs.set(`${from} ${to}`, run)
    }
  return [...runs].toSorted(([a], [b]) => a.localeCompare(b)).map(([, run]) => run)
}

type MissedMonth = ReconciledMonth & { readonly personId: string }
const isMissed = (month: ReconciledMonth): month is MissedMonth =>
  month.personId !== null && (month.verdict === 'missing' || month.verdict === 'ended-early')

/** Months in their order, as runs of which each begins in the month after the last. */
function runsOf(months: readonly string[]): readonly { readonly from: string; readonly to: string }[] {
  const runs: { from: string; to: string }[] = []
  for (const month of months) {
    const last = runs.at(-1)
    if (last && addMonthsToFirst(last.to, 1) === month) last.to = month
    else runs.push({ from: month, to: month })
  }
  return runs
}
