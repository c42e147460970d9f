import { useState } from 'react'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { approve, mayApprove, takeStep } from '../../../src-shared/domain/claims/life/claim-progress.ts'
import { type ClaimEventName, eventsFrom } from '../../../src-shared/domain/claims/life/claim-states.ts'
import { repaymentInterest } from '../../../src-shared/domain/claims/life/repayment.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { validateClaim } from '../../../src-shared/domain/claims/validation/validate-claim.ts'
import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/payment-claim.ts'
import { commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { eurosToCents } from '../../platform/euros.ts'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

type Props = {
  readonly context: ClaimContext
  readonly contextNow: () => Promise<ClaimContext>
  readonly nameOfUser: (id: string) => string
}
const withSum: readonly ClaimEventName[] = ['pay', 'order_repayment']
const withNotice: readonly ClaimEventName[] = ['pay', 'refuse', 'uphold', 'order_repayment']

/** What has happened to a claim, and what is recorded next. */
export function ClaimActions({ context, contextNow, nameOfUser }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const { claim } = context
  const events = eventsFrom(claim.state)
  const [chosen, setChosen] = useState<ClaimEventName | ''>('')
  const [on, setOn] = useState(today())
  const [day, setDay] = useState('')
  const [amount, setAmount] = useState('')
  const [granted, setGranted] = useState('')
  const [note, setNote] = useState('')
  const [rate, setRate] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const name = events.find((event) => event === chosen) ?? events[0]
  // of what is ordered back, from the day on which it was paid (71 §)
  const paidOn = claim.log.findLast(({ event }) => event === 'pay')?.on
  const [rateHundredths, cents] = [eurosToCents(rate), eurosToCents(amount)]
  const interest =
    name === 'order_repayment' && paidOn && rateHundredths !== null && cents !== null
      ? repaymentInterest(cents, paidOn, on, rateHundredths, context.pack)
      : null

  async function write(fields: Partial<PaymentClaimFields>): Promise<void> {
    const done = await commit(store, [{ entity: 'paymentClaim', id: context.id, kind: 'put', fields }])
    if (!done.ok) return setProblem(ofAll(done.error))
    setProblem(null)
    setNote('')
    setAmount('')
    setGranted('')
    setDay('')
    say(t('claims.recorded'))
  }
  async function record(): Promise<void> {
    if (!name) return
    if (granted !== '' && eurosToCents(granted) === null) return setProblem(t('lines.notMoney'))
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
    if (!done.ok) return setProblem(t(`claims.refusal.${done.error}`))
    await write(done.value)
  }
  async function approveIt(): Promise<void> {
    const fields = approve(await contextNow(), { id: store.userId, name: nameOfUser(store.userId) }, today())
    if (fields === null) return setProblem(t('claims.sameApprover'))
    await write(fields)
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
          <Button onPress={() => void approveIt()}>{t('claims.event.approve')}</Button>
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
              setChosen(events.find((event) => event === value) ?? '')
              setProblem(null)
            }}
          />
          <TextInput type="date" label={t('claims.on')} value={on} onChange={setOn} />
          {withSum.includes(name) ? (
            <TextInput label={t('claims.amount')} value={amount} onChange={setAmount} />
          ) : null}
          {name === 'pay' ? (
            <TextInput
              label={t('claims.granted')}
              hint={t('claims.grantedHint')}
              value={granted}
              onChange={setGranted}
            />
          ) : null}
          {withNotice.includes(name) ? (
            <TextInput type="date" label={t('claims.notice')} value={day} onChange={setDay} />
          ) : null}
          {name === 'return' ? (
            <TextInput type="date" label={t('claims.due')} value={day} onChange={setDay} />
          ) : null}
          {name === 'order_repayment' ? (
            <TextInput label={t('claims.referenceRate')} value={rate} onChange={setRate} />
          ) : null}
          <TextInput label={t('claims.note')} value={note} onChange={setNote} />
        </div>
      ) : null}
      {interest === null ? null : <p>{t('claims.interest', { sum: centsToText(interest) })}</p>}
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      {name ? (
        <div className="row">
          <Button variant="primary" onPress={() => void record()}>
            {t('claims.record')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
