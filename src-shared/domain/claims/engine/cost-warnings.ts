import { yearOf } from '../../../kernel/iso-date.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { Kind } from '../rules/rule-rows.ts'
import type { CaseWarning } from './case.ts'
import { type CostCase, type CostLine, unitOf } from './cost-case.ts'
import type { Days } from './cost-window.ts'

/** What the law leaves open about a line, and why days of it are not counted. */
export function lineWarnings(
  line: CostLine,
  person: PersonFacts,
  windows: readonly Days[],
  rows: readonly Kind[],
  { claimant }: CostCase,
): CaseWarning[] {
  const found: CaseWarning[] = []
  const warn = (code: CaseWarning['code'], text: string): void =>
    void found.push({ code, ref: line.ref, text })
  const units = rows.flatMap((row) => row.units)
  if (units.length > 0 && !unitOf(units, line)) {
    const known = new Set(units.map(({ costType }) => costType))
    warn('no-unit', `the law knows a sum for ${[...known].join(', ')} only`)
  }
  if (windows.length === 0)
    warn(
      'no-start',
      'no start moment, entry to the assistance system or arrival is known: no day of the line can be claimed',
    )
  if (
    windows.length > 0 &&
    person.arrival == null &&
    rows.some(({ window }) => window?.monthsBeforeArrival != null)
  )
    warn(
      'arrival',
      "no day of arrival is given: the first registered day in the claimant's area stands for it (assumption)",
    )
  if (rows.some(({ assumedFor }) => assumedFor?.includes(claimant.type)))
    warn('assumption', `that a ${claimant.type} may claim this kind is an assumption`)
  if (yearOf(line.from) !== yearOf(line.to))
    warn('V24', 'the line crosses a year: each year has its own deadline')
  if (rows.some(({ window }) => window?.yearsFromFirstCost != null))
    warn(
      'V19',
      'the law does not say from when the year runs: it is counted from the first cost (assumption)',
    )
  if (
    person.citizenship !== null &&
    line.to > person.citizenship &&
    rows.some(({ window }) => window?.endsAtCitizenship)
  )
    warn('V21', `became a Finnish citizen on ${person.citizenship}: no cost after that day (assumption)`)
  const last = windows.at(-1)
  if (last && line.to > last.to && rows.some(({ window }) => window?.beforeAge != null))
    warn('V18', 'days from the birthday on which the right ends are not counted')
  return found
}
