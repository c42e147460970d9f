import { z } from 'zod'
import { isEqualJson } from '../../../kernel/is-equal-json.ts'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem } from '../../entity/entity.ts'
import { PersonFacts } from '../../people/person-facts.ts'
import { ClaimantType, PersonGroup } from '../rules/rule-rows.ts'
import { ClaimLineFields } from './claim-line.ts'
import { claimEvents, claimStates, isOpenForChange } from './claim-states.ts'
import { continues } from './decision.ts'

/** What happened to a claim, on what day, with which sum, and who recorded it. */
export const ClaimLogEntry = z.object({
  event: z.enum([...claimEvents, 'approve']),
  on: IsoDate,
  by: z.uuid(),
  amountCents: z.int().nonnegative().nullable(),
  /** The reason, the diary number, what was asked for. */
  note: z.string().trim().max(500),
})
export type ClaimLogEntry = z.infer<typeof ClaimLogEntry>

/** What the claimant has arranged and whom to ask, as the cover of a claim file tells it (claims.md §13). */
export const ClaimCover = z.object({
  programmeOn: IsoDate.nullable(),
  agreementNumber: z.string().max(60),
  agreementFrom: IsoDate.nullable(),
  agreementTo: IsoDate.nullable(),
  contactPerson: z.string().max(200),
})
export type ClaimCover = z.infer<typeof ClaimCover>

/** A payment claim (claims.md §10.4). The facts are frozen into it, so that it computes to the same cent years later. */
export const PaymentClaimFields = z.object({
  kind: z.string().min(1).max(40),
  claimantName: z.string().min(1).max(200),
  claimantType: ClaimantType,
  claimantCode: z.string().max(3),
  businessId: z.string().max(9).nullable(),
  period: z.object({ from: IsoDate, to: IsoDate }),
  language: z.enum(['fi', 'sv']),
  state: z.enum(claimStates),
  /** The decision that it rests on, for kinds that need one. */
  decisionId: z.uuid().nullable().default(null),
  rulePack: z.string().min(1).max(100),
  policy: z.string().min(1).max(100),
  persons: z
    .array(
      z.object({
        facts: PersonFacts,
        label: z.string().max(100),
        /** False for a parent who is here because a child's period ends with theirs: nothing is claimed for them. */
        isClaimed: z.boolean().default(true),
        /** Whose address the population register keeps from others: on paper there is the reference and nothing more. */
        isProtected: z.boolean().default(false),
        /** The groups of section 2 to which the person's data put them when the claim was made (claims.md §7). */
        groups: z.array(PersonGroup).max(6).default([]),
      }),
    )
    .max(20_000),
  totalCents: z.int().nonnegative(),
  preparedOn: IsoDate,
  preparedBy: z.string().max(100),
  /** Who prepared and who approved it, by their ids: with four eyes these are two people. */
  preparedById: z.uuid().nullable().default(null),
  approvedById: z.uuid().nullable().default(null),
  approvedBy: z.string().max(200).default(''),
  /** The claimant states that no other law or funding covers the costs (V17). */
  statesNoOtherFunding: z.boolean().default(false),
  /** Why rules that nobody has verified may be used (V25); empty while nobody has said. */
  unverifiedReason: z.string().trim().max(500).default(''),
  /** What of the kind's evidence somebody has seen to be there, by its code. */
  evidenceHeld: z.array(z.string().max(40)).max(50).default([]),
  diaryNumber: z.string().trim().max(60).default(''),
  /** What the authority found due; null while it has said nothing, and where it paid just that. */
  grantedCents: z.int().nonnegative().nullable().default(null),
  paidCents: z.int().nonnegative().default(0),
  recoveredCents: z.int().nonnegative().default(0),
  /** The notice that correction or appeal runs from. */
  noticeOn: IsoDate.nullable().default(null),
  supplementDue: IsoDate.nullable().default(null),
  /** The cost lines as they were when the claim was submitted; null before that, when they are the records. */
  frozenLines: z
    .array(z.object({ id: z.uuid(), fields: ClaimLineFields }))
    .max(20_000)
    .nullable()
    .default(null),
  /** The cover as it was then: what is recorded of the claimant later changes no file of this claim. */
  frozenCover: ClaimCover.nullable().default(null),
  log: z.array(ClaimLogEntry).max(500).default([]),
})
export type PaymentClaimFields = z.infer<typeof PaymentClaimFields>

export const paymentClaim = declareEntity({
  name: 'paymentClaim',
  realm: 'sealed',
  fields: PaymentClaimFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  problems: ({ kind, before, after }) => (kind === 'put' ? claimProblems(before, after) : []),
  retention: {
    rule: 'to the end of the fifth calendar year after the year paid for, and of any appeal',
    source: 'claims.md §15',
  },
})

/** Those for whom the claim asks something. */
export const claimedPersons = <P extends { readonly isClaimed: boolean }>({
  persons,
}: {
  readonly persons: readonly P[]
}): readonly P[] => persons.filter(({ isClaimed }) => isClaimed)

/** Whether a claim may still be changed: not in every state, and not once somebody has approved what is in it. */
export const isOpenClaim = ({
  state,
  approvedById,
}: Pick<PaymentClaimFields, 'state' | 'approvedById'>): boolean =>
  isOpenForChange(state) && approvedById === null

const frozenFields = [
  'kind',
  'period',
  'persons',
  'totalCents',
  'rulePack',
  'policy',
  'decisionId',
  'frozenLines',
  'frozenCover',
] as const

/**
 * What holds whoever writes: events are never taken back, a state changes by an event only, and what was submitted is
 * frozen (claims.md §11). Of two clerks who act on one state, the second is told.
 */
function claimProblems(
  before: PaymentClaimFields | null,
  after: PaymentClaimFields,
): readonly FieldProblem[] {
  if (!before) return []
  const found: FieldProblem[] = []
  if (!continues(before.log, after.log)) found.push({ id: 'K02', field: 'log' })
  if (before.state !== after.state && after.log.length === before.log.length)
    found.push({ id: 'K02', field: 'state' })
  // the step that submits brings the lines that it freezes, unless the approval has frozen them already
  const isSubmitting = before.frozenLines === null && after.state === 'payment_claimed'
  const isApproving = before.approvedById === null && after.approvedById !== null
  if (!isOpenClaim(before) && !isSubmitting && !isApproving)
    for (const field of frozenFields)
      if (!isEqualJson(before[field], after[field])) found.push({ id: 'K03', field })
  return found
}
