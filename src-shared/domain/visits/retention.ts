import { z } from 'zod'
import { isEqualJson } from '../../kernel/is-equal-json.ts'
import { addDays, addMonthsToFirst, IsoDate, isoDate, yearOf } from '../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem, type ProposedChange } from '../entity/entity.ts'
import type { RuleContext } from '../entity/rule-context.ts'
import type { VisitFields } from './visit-fields.ts'

/**
 * How long the rows of the register keep what they hold (visits.md §13, a proposal: each limit is data of the
 * organisation). Nothing here runs by itself: an administrator looks at what is due, and runs it.
 */
export const retentionSteps = ['hour', 'note', 'user', 'background', 'rows'] as const
export type RetentionStep = (typeof retentionSteps)[number]

/** The unit of each limit: days or months from the visit, months or years from the end of its year. */
export const stepUnits = {
  hour: 'days',
  note: 'days',
  user: 'months',
  background: 'monthsAfterYear',
  rows: 'yearsAfterYear',
} as const satisfies Record<RetentionStep, string>

/** The proposal of visits.md §13. */
export const proposedLimits: Readonly<Record<RetentionStep, number>> = {
  hour: 30,
  note: 60,
  user: 13,
  background: 24,
  rows: 5,
}

const Limit = z.int().min(0).max(1200)
export const RetentionPolicyFields = z.object({
  hour: Limit,
  note: Limit,
  user: Limit,
  background: Limit,
  rows: Limit,
  /** Why a limit is longer than the proposal. */
  reason: z.string().trim().max(300),
})
export type RetentionPolicyFields = z.infer<typeof RetentionPolicyFields>

export const retentionPolicy = declareEntity({
  name: 'retentionPolicy',
  realm: 'open',
  fields: RetentionPolicyFields,
  writers: ['admin'],
  plainKeys: {},
  problems: ({ after }) =>
    retentionSteps.some((step) => after[step] > proposedLimits[step]) && after.reason === ''
      ? [{ id: 'R01', field: 'reason' }]
      : [],
  retention: { rule: 'as long as the register', source: 'visits.md §13, proposal' },
})

/** There is one record of it: the same id on every device. */
export const retentionPolicyId = '00000000-0000-8000-8000-000000000002'
export const defaultPolicy: RetentionPolicyFields = { ...proposedLimits, reason: '' }

/** What a run did: kept for those who ask later when something was removed, and by whom. */
export const RetentionRunFields = z.object({
  ranAt: z.iso.datetime({ offset: true }),
  ranBy: z.uuid(),
  /** For each step that took something the latest day of its rows, and how many there were. */
  steps: z.array(z.object({ step: z.enum(retentionSteps), upTo: IsoDate, rows: z.int().positive() })),
})
export type RetentionRunFields = z.infer<typeof RetentionRunFields>

export const retentionRun = declareEntity({
  name: 'retentionRun',
  realm: 'open',
  fields: RetentionRunFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'visits.md §13, proposal' },
})

/** The day on which a step is due for a visit of `date`. */
export function dueOn(step: RetentionStep, limit: number, date: string): string {
  const yearEnd = isoDate(yearOf(date), 12, 31)
  switch (stepUnits[step]) {
    case 'days':
      return addDays(date, limit)
    case 'months':
      return monthsAfter(date, limit)
    case 'monthsAfterYear':
      return monthsAfter(yearEnd, limit)
    case 'yearsAfterYear':
      return monthsAfter(yearEnd, limit * 12)
  }
}

/** The same day of a later month, or the last one of a shorter month. */
function monthsAfter(date: string, months: number): string {
  const first = addMonthsToFirst(`${date.slice(0, 8)}01`, months)
  const last = addDays(addMonthsToFirst(first, 1), -1)
  const same = `${first.slice(0, 8)}${date.slice(8)}`
  return same < last ? same : last
}

const background = ['nationality', 'residenceBasis', 'clientMunicipality', 'motherTongue'] as const

/** What a step takes from a row that is past its limit: the fields to put, `remove` for all of it, null where it is done. */
export function taken(step: RetentionStep, fields: VisitFields): Partial<VisitFields> | 'remove' | null {
  switch (step) {
    case 'hour':
      return fields.startTime.endsWith(':00') ? null : { startTime: `${fields.startTime.slice(0, 2)}:00` }
    case 'note':
      return fields.note === null ? null : { note: null }
    case 'user':
      return fields.userId === null ? null : { userId: null }
    case 'background': {
      const held = background.filter((name) => fields[name] !== null)
      return held.length === 0 ? null : Object.fromEntries(held.map((name) => [name, null]))
    }
    case 'rows':
      return 'remove'
  }
}

/**
 * What retention may do to a row, closed month or not: take away what its steps take, and nothing else; rows go only from
 * months whose table is frozen.
 */
export function retentionProblems(
  { kind, before, after }: ProposedChange<VisitFields>,
  { role, isFrozen }: RuleContext,
): readonly FieldProblem[] {
  if (role !== 'admin' || before === null || kind === 'restore') return [{ id: 'R02', field: 'date' }]
  if (kind === 'delete') return isFrozen(before.date.slice(0, 7)) ? [] : [{ id: 'R02', field: 'date' }]
  let expected: VisitFields = before
  for (const step of retentionSteps) {
    const part = taken(step, before)
    if (part !== null && part !== 'remove') expected = { ...expected, ...part }
  }
  return (Object.keys(after) as (keyof VisitFields)[]).flatMap((field) => {
    const isKept = isEqualJson(after[field], before[field])
    const isTaken = isEqualJson(after[field], expected[field])
    return isKept || isTaken ? [] : [{ id: 'R02', field }]
  })
}
