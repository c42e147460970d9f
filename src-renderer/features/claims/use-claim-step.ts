import { useState } from 'react'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { approve, takeStep } from '../../../src-shared/domain/claims/life/claim-progress.ts'
import { repaymentInterest } from '../../../src-shared/domain/claims/life/repayment.ts'
import { type ClaimEventName, eventsFrom } from '../../../src-shared/domain/claims/records/claim-states.ts'
import {
  isOpenClaim,
  type PaymentClaimFields,
} from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { validateClaim } from '../../../src-shared/domain/claims/validation/validate-claim.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { eurosToCents } from '../../platform/euros.ts'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** The steps that take a sum. */
const withSum: readonly ClaimEventName[] = ['pay', 'order_repayment']

/** A draft's sum is worked out as it stands: what goes out or is approved takes it along. */
const totalOf = ({ claim }: ClaimContext): Partial<PaymentClaimFields> =>
  isOpenClaim(claim) ? { totalCents: claim.totalCents } : {}

/** The next step of a claim as it is typed, and what records it. */
export function useClaimStep(
  context: ClaimContext,
  contextNow: () => Promise<ClaimContext>,
  nameOfUser: (id: string) => string,
) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const { claim } = context
  const events = eventsFrom(claim.state)
  const fresh = { chosen: '', on: today(), day: '', amount: '', granted: '', note: '', rate: '' }
  const draft = useFieldsDraft(`claim-step/${context.id}`, fresh)
  const { chosen, on, day, amount, granted, note, rate } = draft.fields
  const [problem, setProblem] = useState<string | null>(null)
  const [notMoney, setNotMoney] = useState<readonly string[]>([])
  const name = events.find((event) => event === chosen) ?? events[0]
  // of what is ordered back, from the day on which it was paid (71 §)
  const paidOn = claim.log.findLast(({ event }) => event === 'pay')?.on
  const [rateHundredths, cents] = [eurosToCents(rate), eurosToCents(amount)]
  const interest =
    name === 'order_repayment' && paidOn && rateHundredths !== null && cents !== null
      ? repaymentInterest(cents, paidOn, on, rateHundredths, context.pack)
      : null

  function refuse(why: string): false {
    setProblem(why)
    return false
  }
  /** True when it was recorded: the button stays, and the next step is another one. */
  async function write(fields: Partial<PaymentClaimFields>): Promise<boolean> {
    const done = await commit(store, [{ entity: 'paymentClaim', id: context.id, kind: 'put', fields }])
    if (!done.ok) return refuse(ofAll(done.error))
    setProblem(null)
    draft.drop()
    say(t('claims.recorded'))
    return true
  }
  async function record(): Promise<boolean> {
    if (!name) return false
    const unread = [
      ...(withSum.includes(name) && amount !== '' && eurosToCents(amount) === null ? ['amount'] : []),
      ...(name === 'pay' && granted !== '' && eurosToCents(granted) === null ? ['granted'] : []),
    ]
    setNotMoney(unread)
    setProblem(null)
    if (unread.length > 0) return false
    const amountCents = withSum.includes(name) ? eurosToCents(amount) : null
    const remark =
      interest === null ? note : `${note} ${t('claims.interest', { sum: centsToText(interest) })}`.trim()
    const now = await contextNow()
    const done = takeStep(now, validateClaim(now), {
      name,
      on,
      by: store.userId,
      amountCents,
      grantedCents: name === 'pay' && granted !== '' ? eurosToCents(granted) : null,
      note: remark,
      day: day || null,
    })
    if (!done.ok) return refuse(t(`claims.refusal.${done.error}`))
    return write({ ...totalOf(now), ...done.value })
  }
  async function approveIt(): Promise<boolean> {
    const now = await contextNow()
    const fields = approve(now, { id: store.userId, name: nameOfUser(store.userId) }, today())
    if (fields === null) return refuse(t('claims.sameApprover'))
    return write({ ...totalOf(now), ...fields })
  }
  return {
    name,
    events,
    typed: draft.fields,
    set: draft.set,
    choose(event: string): void {
      draft.set({ chosen: event })
      setProblem(null)
    },
    takesSum: name !== undefined && withSum.includes(name),
    notMoney,
    interest,
    problem,
    record,
    approveIt,
  }
}

export type ClaimStepEntry = ReturnType<typeof useClaimStep>
