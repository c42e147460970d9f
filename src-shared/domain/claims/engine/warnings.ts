import type { Areas } from '../../../codes/municipality.ts'
import { addDays } from '../../../kernel/iso-date.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { Case, CaseWarning, WarningCode } from './case.ts'
import { durationOf, isQuota } from './instalments.ts'
import { adultYearCounts, isInGroup, type Plan } from './plan.ts'

/** What a person should look at before the sum is relied on; nothing here changes a sum (ids: claims.md §12). */
export function warningsOf(
  person: PersonFacts,
  plan: Plan,
  period: Case['period'],
  /** With the first day on which the kind has existed. */
  { pack, areas, kindStart }: { readonly pack: RulePack; readonly areas: Areas; readonly kindStart: string },
): CaseWarning[] {
  const found: CaseWarning[] = []
  const warn = (code: WarningCode, text: string): void => void found.push({ code, ref: person.ref, text })

  const giving = plan.givingParents ?? 0
  if (plan.start === null)
    warn('no-start', 'no registered municipality and no first permit: no period has started')
  else if (giving > 0 && plan.slots.length === 0)
    warn(
      'no-start',
      'no parent has any time left on the first instalment date of the child, or none has started',
    )
  if (plan.givingParents === 0)
    warn('V06', 'no recorded parent is in group G1 or G2 (2 § sub 5): nothing is due for the child')
  else if (!isInGroup(person, plan, pack))
    warn('V06', 'is in none of the groups of section 2: nothing is due')
  if (giving > 1)
    warn(
      'two-parents',
      'both parents are in group G1 or G2: which of them governs is an open question; the longer time is taken (assumption)',
    )
  if (isQuota(person, pack) && !person.quota)
    warn(
      'quota',
      `ground ${person.permitGround} is that of a quota refugee: counted so, though the flag is not set`,
    )
  const place = missingPlace(person, plan, period)
  if (place !== null) warn('no-residence', place)
  for (const { municipality, from } of person.residence) {
    const area = areas.get(municipality)
    if (area?.validTo && from > area.validTo)
      warn(
        'merged',
        `municipality ${municipality} ended on ${area.validTo}: counted as ${area.today}, which it is a part of`,
      )
  }
  const { citizenship } = person
  if (citizenship !== null && plan.slots.some(({ date }) => date > citizenship))
    warn('V21', `became a Finnish citizen on ${citizenship}: no instalment after that (assumption)`)
  for (const text of residenceWarnings(person)) warn('V26', text)
  if (plan.slots.some(({ date }) => date < kindStart && date >= period.from))
    warn(
      'V02',
      `instalments before ${kindStart} belong to the kinds of the earlier Act and are not in this sum`,
    )
  if (!adultYearCounts(plan, pack) && plan.slots.some((slot) => slot.adultYear && slot.date >= kindStart))
    warn(
      'adult-year',
      `the adult's first year began on ${plan.adultFrom}, under the earlier Act: whether a supplement is due is an open question; none is counted`,
    )
  if (
    plan.start !== null &&
    plan.givingParents === null &&
    isQuota(person, pack) &&
    durationOf(plan.start, pack).assumption
  )
    warn(
      'old-start',
      'started under the earlier Act: the last year is certain for the quota refugee; for a relative it rests on the practice of 2022-2023 (family reunification)',
    )
  return found
}

/** Instalments of the period that nobody gets because no place of residence is known yet (59 § sub 3); null where there are none. */
function missingPlace(person: PersonFacts, { slots }: Plan, period: Case['period']): string | null {
  const first = person.residence.map(({ from }) => from).toSorted()[0]
  const isLost = slots.some(
    ({ date }) => period.from <= date && date <= period.to && (first === undefined || date < first),
  )
  if (!isLost) return null
  return first === undefined
    ? 'the first permit has started the period, but no place of residence is known: nothing is due to anybody'
    : `the first permit has started the period, but no place of residence is known before ${first}: nothing is due for the time before`
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
