import { useState } from 'react'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { approve, mayApprove, takeStep } from '../../../src-shared/domain/claims/life/claim-progress.ts'
import { repaymentInterest } from '../../../src-shared/domain/claims/life/repayment.ts'
import { type ClaimEventName, eventsFrom } from '../../../src-shared/domain/claims/records/claim-states.ts'
import {
  isOpenClaim,
  type PaymentClaimFields,
} from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { validateClaim } from '../../../src-shared/domain/claims/validation/validate-claim.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { eurosToCents } from '../../platform/euros.ts'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

type Props = {
  readonly context: ClaimContext
  readonly contextNow: () => Promise<ClaimContext>
  readonly nameOfUser: (id: string) => string
}
const withSum: readonly ClaimEventName[] = ['pay', 'order_repayment']
const withNotice: readonly ClaimEventName[] = ['pay', 'refuse', 'uphold', 'order_repayment']

/** A draft's sum is worked out as it stands: what goes out or is approved takes it along. */
const totalOf = ({ claim }: ClaimContext): Partial<PaymentClaimFields> =>
  isOpenClaim(claim) ? { totalCents: claim.totalCents } : {}

/** What has happened to a claim, and what is recorded next. */
export function ClaimActions({ context, contextNow, nameOfUser }: Props) {
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
  const needsApproval =
    context.settings.fourEyes &&
    claim.approvedById === null &&
    (claim.state === 'ready' || claim.state === 'decision_received')
  return (
    <section aria-label={t('claims.history')}>
      <h3>{t('claims.history')}</h3>
      <ol className="log">
        {claim.log.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only ever grows at its end
          <li key={index}>
            {dateToText(entry.on)} {t(`claims.event.${entry.event}`)}
            {entry.amountCents === null ? '' : ` ${centsToText(entry.amountCents)}`}
            {entry.note ? `: ${entry.note}` : ''} ({nameOfUser(entry.by)})
          </li>
        ))}
      </ol>
      {claim.approvedById ? <p>{t('claims.approvedBy', { name: nameOfUser(claim.approvedById) })}</p> : null}
      {needsApproval ? (
        mayApprove(context, store.userId) ? (
          <Button onPress={approveIt}>{t('claims.event.approve')}</Button>
        ) : (
          <Notice>{t('claims.sameApprover')}</Notice>
        )
      ) : null}
      {name ? (
        <div className="fields">
          <SelectInput
            label={t('claims.next')}
            value={name}
            options={events.map((event) => ({ value: event, label: t(`claims.event.${event}`) }))}
            onChange={(value) => {
              draft.set({ chosen: value })
              setProblem(null)
            }}
          />
          <TextInput
            type="date"
            label={t('claims.on')}
            value={on}
            onChange={(text) => draft.set({ on: text })}
          />
          {withSum.includes(name) ? (
            <TextInput
              label={t('claims.amount')}
              value={amount}
              onChange={(text) => draft.set({ amount: text })}
              error={notMoney.includes('amount') ? t('lines.notMoney') : undefined}
            />
          ) : null}
          {name === 'pay' ? (
            <TextInput
              label={t('claims.granted')}
              hint={t('claims.grantedHint')}
              value={granted}
              onChange={(text) => draft.set({ granted: text })}
              error={notMoney.includes('granted') ? t('lines.notMoney') : undefined}
            />
          ) : null}
          {withNotice.includes(name) ? (
            <TextInput
              type="date"
              label={t('claims.notice')}
              value={day}
              onChange={(text) => draft.set({ day: text })}
            />
          ) : null}
          {name === 'return' ? (
            <TextInput
              type="date"
              label={t('claims.due')}
              value={day}
              onChange={(text) => draft.set({ day: text })}
            />
          ) : null}
          {name === 'order_repayment' ? (
            <TextInput
              label={t('claims.referenceRate')}
              value={rate}
              onChange={(text) => draft.set({ rate: text })}
            />
          ) : null}
          <TextInput label={t('claims.note')} value={note} onChange={(text) => draft.set({ note: text })} />
        </div>
      ) : null}
      {interest === null ? null : <p>{t('claims.interest', { sum: centsToText(interest) })}</p>}
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      {name ? (
        <div className="row">
          <Button variant="primary" onPress={record}>
            {t('claims.record')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
