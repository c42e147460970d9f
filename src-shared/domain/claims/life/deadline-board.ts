import { lastWorkingDay } from '../../../kernel/holidays.ts'
import { addDays, daysBetween } from '../../../kernel/iso-date.ts'
import type { DecisionFields } from '../records/decision.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import { claimDeadline } from '../rules/rule-pack.ts'
import { warningStep } from '../validation/claim-rules.ts'
import type { ClaimRow } from '../validation/finding.ts'

/** Something that has to be done by a day. */
export type Deadline = {
  /** The same for the same thing each time it is asked for. */
  readonly key: string
  readonly what:
    | 'claim'
    | 'supplement'
    | 'correction'
    | 'appeal'
    | 'decision-ends'
    | 'transitional'
    | 'claim-year'
  readonly day: string
  /** The last day on which an office can be reached before it. */
  readonly workingDay: string
  /** Days left; negative when it has passed. */
  readonly left: number
  /** 90, 30 or 7: how near it is; null while there is time, and once it has passed. */
  readonly step: 90 | 30 | 7 | null
  readonly claimId: string | null
  readonly decisionId: string | null
  /** The year of activity that it is about, or null. */
  readonly year: number | null
}

export type BoardInput = {
  readonly claims: readonly (ClaimRow & { readonly years: readonly number[] })[]
  readonly decisions: readonly { readonly id: string; readonly fields: DecisionFields }[]
  /** Years of activity for which money is expected that nobody has paid or claimed. */
  readonly openYears: readonly number[]
  readonly pack: RulePack
  /** The latest day this device has seen. */
  readonly today: string
}

const correctionStates = ['refused', 'partly_paid', 'recovered'] as const
const isOneOf = <T extends string>(all: readonly T[], one: string): boolean =>
  (all as readonly string[]).includes(one)

/** The day until which correction or appeal may be asked for: so many days after the notice (95 §). */
export const remedyUntil = (
  pack: RulePack,
  noticeOn: string | null,
  kind: 'correction' | 'appeal',
): string | null =>
  noticeOn === null
    ? null
    : addDays(noticeOn, kind === 'appeal' ? pack.deadlines.appealDays : pack.deadlines.correctionDays)

/** All that has a day, the nearest first. */
export function deadlineBoard({
  claims,
  decisions,
  openYears,
  pack,
  today,
}: BoardInput): readonly Deadline[] {
  const found: Deadline[] = []
  const add = (what: Deadline['what'], day: string, key: string, over: Partial<Deadline> = {}): void => {
    const left = daysBetween(today, day)
    found.push({
      key: `${what}/${key}`,
      what,
      day,
      workingDay: lastWorkingDay(day),
      left,
      step: left < 0 ? null : warningStep(left),
      claimId: null,
      decisionId: null,
      year: null,
      ...over,
    })
  }
  for (const { id, fields, years } of claims) {
    const isUnsent = ['drafted', 'ready', 'decision_applied', 'decision_received'].includes(fields.state)
    if (isUnsent)
      for (const year of years)
        add('claim', claimDeadline(pack, year), `${id}/${year}`, { claimId: id, year })
    if (fields.state === 'returned' && fields.supplementDue)
      add('supplement', fields.supplementDue, id, { claimId: id })
    const isCorrectable = isOneOf(correctionStates, fields.state)
    const until = remedyUntil(pack, fields.noticeOn, fields.state === 'upheld' ? 'appeal' : 'correction')
    if (until && (isCorrectable || fields.state === 'upheld'))
      add(fields.state === 'upheld' ? 'appeal' : 'correction', until, id, { claimId: id })
  }
  for (const { id, fields } of decisions) {
    const at = { decisionId: id }
    if (fields.state === 'supplement_requested' && fields.supplementDue)
      add('supplement', fields.supplementDue, id, at)
    const until = remedyUntil(pack, fields.noticeOn, fields.state === 'upheld' ? 'appeal' : 'correction')
    if (until && isOneOf(['partly_granted', 'refused'], fields.state)) add('correction', until, id, at)
    if (until && fields.state === 'upheld') add('appeal', until, id, at)
    if (isOneOf(['granted', 'partly_granted', 'corrected'], fields.state))
      add('decision-ends', fields.period.to, id, at)
  }
  for (const year of openYears) add('claim-year', claimDeadline(pack, year), String(year), { year })
  const { transitional } = pack.deadlines
  if (transitional && today <= transitional.lastDay)
    add('transitional', transitional.lastDay, transitional.section)
  return found.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.key < b.key ? -1 : 1))
}
