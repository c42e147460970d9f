import type { Areas } from '../../../codes/municipality.ts'
import { add, type Fraction, fraction, multiply, roundHalfUp, zero } from '../../../kernel/fraction.ts'
import { daysBetween, earlierOf, isoDate, laterOf, yearOf } from '../../../kernel/iso-date.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { FactProblem, PersonFacts } from '../../people/person-facts.ts'
import { isInArea } from '../rules/claimant-area.ts'
import { claimDeadline, kindRows, overlaps, type RulePack } from '../rules/rule-pack.ts'
import type { Kind } from '../rules/rule-rows.ts'
import type { CaseWarning } from './case.ts'
import { checkCase, findRefused, inOrder } from './check-case.ts'
import {
  type ComputedLine,
  type CostCase,
  type CostComputation,
  type CostLine,
  type CostYear,
  netOf,
  unitOf,
} from './cost-case.ts'
import { lineWarnings } from './cost-warnings.ts'
import { type CostFacts, costWindow, type Days } from './cost-window.ts'

/**
 * What may be claimed of actual costs: of each line the share of its days that lie inside the claim's period and the
 * person's eligibility, by calendar days (claims.md §8.5, assumption). Exact, rounded half up once per line; of that sum
 * each year takes what its days have come to, so that the years add up to the line and no line to more than was spent.
 */
export function computeCosts(
  input: CostCase,
  pack: RulePack,
  areas: Areas,
): Result<CostComputation, FactProblem> {
  const problem = checkCase(input, pack, areas) ?? checkLines(input, pack)
  if (problem) return err(problem)
  const rows = kindRows(pack, input.kind)
  const refused = findRefused(input, pack, areas)
  const persons = new Map(
    input.persons.filter((person) => !refused.has(person)).map((person) => [person.ref, person]),
  )
  const windowsOf = windowsByPerson(input, rows, pack, areas)
  const warnings: CaseWarning[] = []
  const unitsTaken = new Set<string>()
  const lines = input.lines.flatMap((line) => {
    const person = persons.get(line.person)
    if (!person) return [] // refused: who is nobody's was found above
    const windows = windowsOf.get(line.person) ?? []
    warnings.push(...lineWarnings(line, person, windows, rows, input))
    const inside = clip(windows, input.period)
    return rows.some(({ units }) => units.length > 0)
      ? unitLine(line, inside, rows, unitsTaken, pack)
      : shareLine(line, inside, pack)
  })
  const totalCents = lines.reduce((sum, { claimableCents }) => sum + claimableCents, 0)
  return ok({
    rulePack: pack.id,
    policy: pack.policy.id,
    lines,
    totalCents,
    refused: inOrder(input.persons, refused),
    warnings,
  })
}

/** When each person with costs may have them, by the rows of the kind. */
function windowsByPerson(
  input: CostCase,
  rows: readonly Kind[],
  pack: RulePack,
  areas: Areas,
): ReadonlyMap<string, readonly Days[]> {
  const firstCosts = new Map<string, string>()
  for (const { person, from } of input.lines)
    firstCosts.set(person, earlierOf(from, firstCosts.get(person) ?? from))
  const { acceptedMonths } = input
  return new Map(
    input.persons.map((person) => {
      const firstCost = firstCosts.get(person.ref)
      if (firstCost === undefined) return [person.ref, []]
      const facts: CostFacts = { firstCost, arrival: arrivalOf(person, input, areas), acceptedMonths }
      return [person.ref, rows.flatMap((row) => costWindow(row, person, pack, facts) ?? [])]
    }),
  )
}

function checkLines({ kind, lines, persons }: CostCase, pack: RulePack): FactProblem | null {
  if (kindRows(pack, kind).every(({ basis }) => basis === 'calculated'))
    return { path: 'lines', message: `${kind} is a calculated sum and has no cost lines` }
  const refs = new Set<string>()
  const known = new Set(persons.map(({ ref }) => ref))
  for (const [index, line] of lines.entries()) {
    const at = `lines[${index}]`
    if (refs.has(line.ref)) return { path: `${at}.ref`, message: `'${line.ref}' is there twice` }
    refs.add(line.ref)
    if (!known.has(line.person))
      return { path: `${at}.person`, message: `no person has the ref '${line.person}'` }
    if (line.to < line.from) return { path: `${at}.to`, message: 'is before the first day' }
    if (line.vatCents > line.grossCents)
      return { path: `${at}.vatCents`, message: 'is more than the gross sum' }
    if (line.recoverableVatCents > line.vatCents)
      return { path: `${at}.recoverableVatCents`, message: 'is more than the VAT of the line' }
    if (netOf(line) < 0) return { path: `${at}.grossCents`, message: 'is less than what is deducted from it' }
  }
  return null
}

/** The day that reception prepares for (64 §): the one recorded, else the first day of residence in the claimant's area. */
export const arrivalOf = (
  person: PersonFacts,
  { claimant }: Pick<CostCase, 'claimant'>,
  areas: Areas,
): string | null =>
  person.arrival ??
  person.residence
    .filter(({ municipality }) => isInArea(municipality, claimant, areas))
    .map(({ from }) => from)
    .toSorted()[0] ??
  null

const clip = (windows: readonly Days[], period: Days): readonly Days[] =>
  windows.map(({ from, to }) => ({
    from: laterOf(from, period.from),
    to: earlierOf(to, period.to),
  }))

/** What the claimant bears, by the days that lie inside. */
function shareLine(line: CostLine, windows: readonly Days[], pack: RulePack): ComputedLine {
  const net = fraction(netOf(line))
  const allDays = daysBetween(line.from, line.to) + 1
  return sumLine(line, windows, pack, (_year, days) => multiply(net, fraction(days, allDays)))
}

/** The sum that the law gives, the first time that it is asked for; `taken` knows what has been. */
function unitLine(
  line: CostLine,
  windows: readonly Days[],
  rows: readonly Kind[],
  taken: Set<string>,
  pack: RulePack,
): ComputedLine {
  return sumLine(line, windows, pack, (year, days) => {
    const inYear = { validFrom: isoDate(year, 1, 1), validTo: isoDate(year, 12, 31) }
    const unit = unitOf(rows.findLast((row) => overlaps(row, inYear))?.units ?? [], line)
    if (!unit || days === 0) return zero
    const once = `${unit.costType} ${unit.per === 'year' ? year : line.person}`
    if (taken.has(once)) return zero
    taken.add(once)
    return fraction(unit.cents)
  })
}

function sumLine(
  line: CostLine,
  windows: readonly Days[],
  pack: RulePack,
  sumOf: (year: number, days: number) => Fraction,
): ComputedLine {
  const byYear: CostYear[] = []
  let [exact, rounded] = [zero, 0]
  for (let year = yearOf(line.from); year <= yearOf(line.to); year++) {
    const days = daysInside({ from: isoDate(year, 1, 1), to: isoDate(year, 12, 31) }, line, windows)
    exact = add(exact, sumOf(year, days))
    const claimableCents = roundHalfUp(exact) - rounded
    rounded += claimableCents
    if (days > 0 || yearOf(line.from) === yearOf(line.to))
      byYear.push({ year, days, claimableCents, deadline: claimDeadline(pack, year) })
  }
  return {
    ref: line.ref,
    person: line.person,
    allDays: daysBetween(line.from, line.to) + 1,
    days: byYear.reduce((sum, { days }) => sum + days, 0),
    netCents: netOf(line),
    claimableCents: byYear.reduce((sum, { claimableCents }) => sum + claimableCents, 0),
    deadline: byYear[0]?.deadline ?? claimDeadline(pack, yearOf(line.from)),
    byYear,
  }
}

/** Windows of one kind follow each other in time, so no day is counted twice. */
const daysInside = (year: Days, line: Days, windows: readonly Days[]): number =>
  windows.reduce((sum, window) => {
    const from = laterOf(year.from, line.from, window.from)
    const to = earlierOf(year.to, line.to, window.to)
    return to < from ? sum : sum + daysBetween(from, to) + 1
  }, 0)
