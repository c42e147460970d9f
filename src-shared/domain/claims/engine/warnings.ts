import { addDays } from '../../iso-date.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { Case, CaseWarning, WarningCode } from './case.ts'
import { durationOf } from './instalments.ts'
import type { PersonFacts } from './person-facts.ts'
import { adultYearCounts, type Plan } from './plan.ts'

/** What a person should look at before the sum is relied on; nothing here changes a sum (ids: claims.md §12). */
export function warningsOf(
  person: PersonFacts,
  plan: Plan,
  period: Case['period'],
  /** With the first day on which the kind has existed. */
  { pack, kindStart }: { readonly pack: RulePack; readonly kindStart: string },
): CaseWarning[] {
  const found: CaseWarning[] = []
  const warn = (code: WarningCode, text: string): void => void found.push({ code, ref: person.ref, text })

  if (plan.start === null)
    warn('no-start', 'no registered municipality and no first permit: no period has started')
  if (person.citizenship !== null && plan.slots.some(({ date }) => date > (person.citizenship ?? '')))
    warn('V21', `became a Finnish citizen on ${person.citizenship}: no instalment after that (assumption)`)
  for (const text of residenceWarnings(person)) warn('V26', text)
  if (plan.slots.some(({ date }) => date < kindStart && date >= period.from))
    warn(
      'V02',
      `instalments before ${kindStart} belong to the kinds of the earlier Act and are not in this sum`,
    )
  if (
    plan.adultFrom !== null &&
    !adultYearCounts(plan, pack) &&
    plan.slots.some((slot) => slot.adultYear && slot.date >= kindStart)
  )
    warn(
      'adult-year',
      `the adult's first year began on ${plan.adultFrom}, under the earlier Act: whether a supplement is due is an open question; none is counted`,
    )
  if (plan.start !== null && person.quota && durationOf(plan.start, pack).assumption)
    warn(
      'old-start',
      'started under the earlier Act: the last year is certain for the quota refugee; for a relative it is an open question',
    )
  return found
}

/** What is odd about a residence history, without being impossible (V26). */
export const residenceWarnings = (person: PersonFacts): readonly string[] => [
  ...(hasOverlap(person)
    ? ['the residence history overlaps: of two municipalities the later move counts']
    : []),
  ...(hasGap(person)
    ? ['the residence history has a gap: no instalment for a first of month inside it']
    : []),
]

const sorted = (person: PersonFacts) => person.residence.toSorted((a, b) => (a.from < b.from ? -1 : 1))

function hasOverlap(person: PersonFacts): boolean {
  return sorted(person).some((entry, index, all) => {
    const next = all[index + 1]
    return next !== undefined && (entry.to === null || entry.to >= next.from)
  })
}

function hasGap(person: PersonFacts): boolean {
  let covered = ''
  for (const { from, to } of sorted(person)) {
    if (covered !== '' && covered < '9999' && from > addDays(covered, 1)) return true
    const until = to ?? '9999-12-31'
    if (until > covered) covered = until
  }
  return false
}
