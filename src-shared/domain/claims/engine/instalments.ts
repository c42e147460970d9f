import { addMonthsToFirst, ageOn, firstOfMonthOnOrAfter } from '../../../kernel/iso-date.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { Duration } from '../rules/rule-rows.ts'

export type Band = 'adult' | '7plus' | 'under7'

/** One date on which a calculated sum falls due for a person, wherever the person lives that day. */
export type Slot = {
  readonly date: string
  readonly band: Band
  /** One of the first instalments as an adult (the decree's "first year payable as an adult"). */
  readonly adultYear: boolean
}

/**
 * The start moment (Act 681/2023, 59 § sub 2–4): the first registered municipality of residence, or the first permit of
 * a person who did not meet the residence conditions; for temporary protection the permit never starts it.
 * The period never restarts, so of two the earlier stands. Null while neither has happened.
 */
export function startMoment(person: PersonFacts, pack: RulePack): string | null {
  const ground = pack.permitGrounds.find((row) => row.code === person.permitGround)
  const candidates = person.residence.map((entry) => entry.from)
  if (person.firstPermit !== null && (ground?.permitMayStart ?? true)) candidates.push(person.firstPermit)
  return candidates.toSorted()[0] ?? null
}

/** Which rule gave the start moment: 59 § sub 2 (municipality) or sub 3 (permit); null while nothing has. */
export function startRule(person: PersonFacts, pack: RulePack): 'first-municipality' | 'first-permit' | null {
  const start = startMoment(person, pack)
  if (start === null) return null
  return person.residence.some((entry) => entry.from === start) ? 'first-municipality' : 'first-permit'
}

/** The row that gives the length of a period: 59 §, 61 § and 102 § sub 6 (old start). */
export function durationOf(start: string, pack: RulePack): Duration {
  const row = pack.durations.find(
    ({ startFrom, startTo }) =>
      (startFrom === null || startFrom <= start) && (startTo === null || start <= startTo),
  )
  if (!row) throw new Error(`rule pack ${pack.id} has no duration for a start on ${start}`)
  return row
}

/** A quota refugee by the ground of the permit, or a member of that refugee's family by the flag (61 § sub 3). */
export const isQuota = ({ quota, permitGround }: PersonFacts, pack: RulePack): boolean =>
  quota || pack.permitGrounds.some((row) => row.code === permitGround && row.isQuota === true)

/** How many instalments a period of its own has that starts on this day: 12 × N. */
export function ownMonths(person: PersonFacts, start: string, pack: RulePack): number {
  const duration = durationOf(start, pack)
  return 12 * (isQuota(person, pack) ? duration.quotaYears : duration.years)
}

/**
 * Instalment dates of a person: the firsts of month on or after the start, at most so many and none after `lastDate`.
 * Where the person lives and dies is not looked at here.
 */
export function slotsOf(
  person: PersonFacts,
  start: string,
  { months, lastDate }: { readonly months: number; readonly lastDate: string | null },
  { policy }: RulePack,
): readonly Slot[] {
  const first = firstOfMonthOnOrAfter(start)
  const slots: Slot[] = []
  let adultSlots = 0
  for (let month = 0; month < months; month++) {
    const date = addMonthsToFirst(first, month)
    if (lastDate !== null && date > lastDate) break
    const age = ageOn(person.birthDate, date)
    const isAdult = age >= policy.adultFromAge
    if (isAdult) adultSlots++
    slots.push({
      date,
      band: isAdult ? 'adult' : age >= policy.lowerBandBelowAge ? '7plus' : 'under7',
      adultYear: isAdult && adultSlots <= policy.supplementInstalments,
    })
  }
  return slots
}
