import { z } from 'zod'
import { addDays, addMonthsToFirst } from '../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem, type ProposedChange } from '../entity/entity.ts'

export const periodStates = ['open', 'closed', 'reopened'] as const
export type PeriodState = (typeof periodStates)[number]

/** One month of the register (visits.md §6.1). A month nobody has closed has no record: it is open. */
export const PeriodFields = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  state: z.enum(periodStates),
  changedBy: z.uuid(),
  changedAt: z.iso.datetime({ offset: true }),
  /** Why a closed month was opened again. */
  reason: z.string().trim().max(300),
  /** The contacts at the last closing, and SHA-256 over them: later figures are told as a difference to these. */
  contacts: z.int().nonnegative(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type PeriodFields = z.infer<typeof PeriodFields>

export const period = declareEntity({
  name: 'period',
  realm: 'open',
  fields: PeriodFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  problems: periodProblems,
  retention: { rule: 'as long as the register', source: 'visits.md §6.1, proposal' },
})

function periodProblems({ before, after }: ProposedChange<PeriodFields>): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  if (after.state === 'reopened' && after.reason === '') found.push({ id: 'V03', field: 'reason' })
  if (after.state === 'reopened' && before?.state !== 'closed' && before?.state !== 'reopened')
    found.push({ id: 'V03', field: 'state' })
  return found
}

export const monthOf = (date: string): string => date.slice(0, 7)

/** First and last day of a month given as `YYYY-MM`. */
export const monthDays = (month: string): { readonly from: string; readonly to: string } => ({
  from: `${month}-01`,
  to: addDays(addMonthsToFirst(`${month}-01`, 1), -1),
})

/**
 * The id of a month's record: the same on every device, so that two who close the same month offline close one record.
 * A UUID of version 8 (RFC 9562 §5.8), whose last digits are the month.
 */
export const periodId = (month: string): string => `00000000-0000-8000-8000-000000${month.replace('-', '')}`
