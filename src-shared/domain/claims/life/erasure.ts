import { z } from 'zod'
import { IsoDate, yearOf } from '../../../kernel/iso-date.ts'
import { declareEntity } from '../../entity/entity.ts'
import { type PersonFields, personToFacts } from '../../people/person.ts'
import { planOf } from '../engine/plan.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import { repaymentPossibleUntil } from './repayment.ts'

/** That something was erased, by whom and why: what remains of it (claims.md §15). No personal data. */
export const ErasureFields = z.object({
  on: IsoDate,
  by: z.uuid(),
  what: z.enum(['paymentClaim', 'paymentList']),
  /** The kind and time of a claim, or the months of a list. */
  kind: z.string().max(40),
  period: z.object({ from: IsoDate, to: IsoDate }),
  /** How many records of each sort went. */
  counts: z.record(z.string().max(40), z.int().nonnegative()),
})
export const erasure = declareEntity({
  name: 'erasure',
  realm: 'sealed',
  fields: ErasureFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'claims.md §15' },
})

export type ErasureProposal = {
  readonly what: 'paymentClaim' | 'paymentList'
  readonly id: string
  /** The last day on which the law still asks for it; null while something is pending. */
  readonly on: string | null
  readonly why: 'repayment-window' | 'pending'
}

const pending = [
  'drafted',
  'ready',
  'decision_applied',
  'decision_received',
  'payment_claimed',
  'returned',
  'correction_requested',
  'appealed',
]

type Known<F> = readonly { readonly id: string; readonly fields: F }[]

/** When claims and payment lists may be erased, as a proposal (claims.md §15, assumption): after the repayment window, never while pending. */
export function proposeErasure(
  claims: Known<Pick<PaymentClaimFields, 'state' | 'period'>>,
  lists: Known<{ readonly rows: readonly { readonly month: string }[] }>,
  pack: RulePack,
): readonly ErasureProposal[] {
  const after = (day: string): string => repaymentPossibleUntil(pack, yearOf(day))
  return [
    ...claims.map(({ id, fields }): ErasureProposal => {
      const what = 'paymentClaim'
      return pending.includes(fields.state)
        ? { what, id, on: null, why: 'pending' }
        : { what, id, on: after(fields.period.to), why: 'repayment-window' }
    }),
    ...lists.flatMap(({ id, fields }): ErasureProposal[] => {
      const { to } = monthsOf(fields.rows)
      return to === '' ? [] : [{ what: 'paymentList', id, on: after(to), why: 'repayment-window' }]
    }),
  ]
}

/** The first and last month of a list. */
export function monthsOf(rows: readonly { readonly month: string }[]): {
  readonly from: string
  readonly to: string
} {
  const months = rows.map(({ month }) => month).toSorted()
  return { from: months[0] ?? '', to: months.at(-1) ?? '' }
}

type Records = {
  readonly claims: Known<Pick<PaymentClaimFields, 'decisionId' | 'persons'>>
  readonly lines: Known<{
    readonly claimId: string
    readonly shares: readonly { readonly personId: string }[]
  }>
  readonly attachments: Known<{ readonly claimId: string; readonly sha256: string }>
  readonly decisions: Known<{
    readonly personIds: readonly string[]
    readonly period: { readonly to: string }
  }>
  readonly persons: Known<PersonFields>
}
/** What goes with a claim: ids by sort, and the files that no other record names. */
export type ErasureScope = {
  readonly claimLine: readonly string[]
  readonly attachment: readonly string[]
  readonly decision: readonly string[]
  readonly person: readonly string[]
  readonly files: readonly string[]
}

/**
 * What is erased with a claim: its lines and evidence; its decision when no other claim rests on it and nothing more can
 * be claimed by it; and persons whom nothing else names and for whom no instalment can be asked back any more.
 */
export function erasureScope(
  claimId: string,
  { claims, lines, attachments, decisions, persons }: Records,
  pack: RulePack,
  today: string,
): ErasureScope {
  const isOver = (day: string): boolean => repaymentPossibleUntil(pack, yearOf(day)) < today
  const claim = claims.find(({ id }) => id === claimId)?.fields
  const others = claims.filter(({ id }) => id !== claimId)
  const goingDecisions = decisions.filter(
    ({ id, fields }) =>
      id === claim?.decisionId &&
      isOver(fields.period.to) &&
      others.every(({ fields: other }) => other.decisionId !== id),
  )
  const goingLines = lines.filter(({ fields }) => fields.claimId === claimId)
  const named = new Set([
    ...others.flatMap(({ fields }) => fields.persons.map(({ facts }) => facts.ref)),
    ...lines.flatMap(({ fields }) =>
      fields.claimId === claimId ? [] : fields.shares.map(({ personId }) => personId),
    ),
    ...decisions.flatMap((decision) => (goingDecisions.includes(decision) ? [] : decision.fields.personIds)),
  ])
  const byRef = new Map(persons.map(({ id, fields }) => [id, personToFacts(id, fields)]))
  const lastDay = (id: string): string => {
    const facts = byRef.get(id)
    return (facts && planOf(facts, byRef, pack, new Map()).slots.at(-1)?.date) ?? '9999-12-31'
  }
  const own = new Set(
    claim?.persons.map(({ facts }) => facts.ref).filter((id) => !named.has(id) && isOver(lastDay(id))),
  )
  // whoever is the parent or the relative of somebody who stays, stays
  const goingPersons = persons.filter(
    ({ id }) =>
      own.has(id) &&
      persons.every(
        ({ id: other, fields }) =>
          own.has(other) || ![fields.parentId, fields.otherParentId, fields.familyTieId].includes(id),
      ),
  )
  const goingFiles = attachments.filter(({ fields }) => fields.claimId === claimId)
  const kept = new Set(
    attachments.filter(({ fields }) => fields.claimId !== claimId).map(({ fields }) => fields.sha256),
  )
  const idOf = ({ id }: { readonly id: string }): string => id
  return {
    claimLine: goingLines.map(idOf),
    attachment: goingFiles.map(idOf),
    decision: goingDecisions.map(idOf),
    person: goingPersons.map(idOf),
    files: [...new Set(goingFiles.map(({ fields }) => fields.sha256))].filter((hash) => !kept.has(hash)),
  }
}
