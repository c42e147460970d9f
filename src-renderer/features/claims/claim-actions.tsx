import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { mayApprove } from '../../../src-shared/domain/claims/life/claim-progress.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { ClaimStepFields } from './claim-step-fields.tsx'
import { useClaimStep } from './use-claim-step.ts'

type Props = {
  readonly context: ClaimContext
  readonly contextNow: () => Promise<ClaimContext>
  readonly nameOfUser: (id: string) => string
}

/** What has happened to a claim, and what is recorded next. */
export function ClaimActions({ context, contextNow, nameOfUser }: Props) {
  const t = useT()
  const store = useStore()
  const { claim } = context
  const step = useClaimStep(context, contextNow, nameOfUser)
  const { name, interest, problem } = step
  const needsApproval =
    context.settings.fourEyes &&
    claim.approvedById === null &&
    (claim.state === 'ready' || claim.state === 'decision_received')
  return (
    <section aria-label={t('claims.history')}>
      <h3>{t('claims.history')}</h3>
      <ClaimLog claim={claim} nameOfUser={nameOfUser} />
      {claim.approvedById ? <p>{t('claims.approvedBy', { name: nameOfUser(claim.approvedById) })}</p> : null}
      {needsApproval ? (
        mayApprove(context, store.userId) ? (
          <Button onPress={step.approveIt}>{t('claims.event.approve')}</Button>
        ) : (
          <Notice>{t('claims.sameApprover')}</Notice>
        )
      ) : null}
      {name ? <ClaimStepFields step={step} name={name} /> : null}
      {interest === null ? null : <p>{t('claims.interest', { sum: centsToText(interest) })}</p>}
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      {name ? (
        <div className="row">
          <Button variant="primary" onPress={step.record}>
            {t('claims.record')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** What has happened to a claim so far. */
function ClaimLog({ claim, nameOfUser }: Pick<Props, 'nameOfUser'> & { readonly claim: PaymentClaimFields }) {
  const t = useT()
  return (
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
  )
}
