import { z } from 'zod'
import { isEqualJson } from '../../../kernel/is-equal-json.ts'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem } from '../../entity/entity.ts'
import { decisionEvents, decisionStates } from './decision-states.ts'

/** What happened to a decision, on what day, and who recorded it. */
export const DecisionLogEntry = z.object({
  event: z.enum(decisionEvents),
  on: IsoDate,
  by: z.uuid(),
  note: z.string().trim().max(500),
})

/** A decision of the regional centre on which payments of kinds 64, 65, 68 and 69 rest (claims.md §10.3). */
export const DecisionFields = z.object({
  kind: z.string().min(1).max(40),
  state: z.enum(decisionStates),
  /** The centre under the name it bore when it was asked. */
  centreName: z.string().trim().min(1).max(200),
  diaryNumber: z.string().trim().max(60),
  fileReference: z.string().trim().max(100),
  appliedOn: IsoDate.nullable(),
  decidedOn: IsoDate.nullable(),
  /** The day of the notice, from which correction and appeal run. */
  noticeOn: IsoDate.nullable(),
  supplementDue: IsoDate.nullable(),
  personIds: z.array(z.uuid()).max(5000),
  /** Types of cost that it covers; empty means all of the kind. */
  costTypes: z.array(z.string().max(40)).max(50),
  period: z.object({ from: IsoDate, to: IsoDate }),
  /** The most that it grants, in cents; null without a cap. */
  capCents: z.int().nonnegative().nullable(),
  /** Reception preparedness: the months before arrival that it accepts (64 §). */
  acceptedMonths: z.int().positive().max(24).nullable(),
  conditions: z.string().trim().max(2000),
  log: z.array(DecisionLogEntry).max(200),
})
export type DecisionFields = z.infer<typeof DecisionFields>

export const decision = declareEntity({
  name: 'decision',
  realm: 'sealed',
  fields: DecisionFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  problems: ({ kind, before, after }) => (kind === 'put' ? decisionProblems(before, after) : []),
  retention: {
    rule: 'as long as costs can be claimed on it, and the repayment window after that',
    source: 'claims.md §15',
  },
})

function decisionProblems(before: DecisionFields | null, after: DecisionFields): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  if (after.period.to < after.period.from) found.push({ id: 'K01', field: 'period' })
  // no event is ever taken back or written over: two clerks who act on the same state do not both get their way
  if (before && !continues(before.log, after.log)) found.push({ id: 'K02', field: 'log' })
  if (before && before.state !== after.state && after.log.length === before.log.length)
    found.push({ id: 'K02', field: 'state' })
  return found
}

/** Whether a log goes on where another one ends. */
export const continues = (before: readonly unknown[], after: readonly unknown[]): boolean =>
  after.length >= before.length && isEqualJson(after.slice(0, before.length), before)
