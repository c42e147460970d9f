import { z } from 'zod'
import { DecisionFields } from '../../../src-shared/domain/claims/records/decision.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'

// as they are typed: what is not right yet is kept too
const TypedDecision = DecisionFields.extend({
  centreName: z.string(),
  diaryNumber: z.string(),
  conditions: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  acceptedMonths: z.number().nullable(),
})

/** What is kept of a decision's form, with the record as it was when the form was opened. */
export type DecisionDraft = {
  readonly form: DecisionFields
  /** The most that the decision grants, in euros as they are typed. */
  readonly cap: string
  readonly before: DecisionFields | null
}
export const DecisionDraft: z.ZodType<DecisionDraft> = z.object({
  form: TypedDecision,
  cap: z.string(),
  before: DecisionFields.nullable(),
})

/** A decision that nobody has asked for yet, over the whole `year`. */
export const freshDecision = (kind: string, centreName: string, year: string): DecisionFields => ({
  kind,
  state: 'draft',
  centreName,
  diaryNumber: '',
  fileReference: '',
  appliedOn: null,
  decidedOn: null,
  noticeOn: null,
  supplementDue: null,
  personIds: [],
  costTypes: [],
  period: { from: `${year}-01-01`, to: `${year}-12-31` },
  capCents: null,
  acceptedMonths: null,
  conditions: '',
  log: [],
})

/** Whether a decision of this kind says how many months before arrival it accepts (64 §). */
export const acceptsMonths = (pack: RulePack, kind: string): boolean =>
  Boolean(latestKind(pack, kind)?.window?.monthsBeforeArrival)

/** A form that shows `form`; `before` is the record that it edits, null for a new one. */
export const draftOf = (form: DecisionFields, before: DecisionFields | null): DecisionDraft => ({
  form,
  cap: form.capCents === null ? '' : centsToEuros(form.capCents),
  before,
})

/** What the form sets of the record; null where its cap is no sum, which is not the same as no cap. */
export function decisionChanges({ form, cap, before }: DecisionDraft): Partial<DecisionFields> | null {
  const capCents = cap.trim() === '' ? null : eurosToCents(cap)
  if (cap.trim() !== '' && capCents === null) return null
  const all = { ...form, capCents }
  return before ? changedSince(before, all) : all
}
