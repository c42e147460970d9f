import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { DecisionStepFields } from './decision-step-fields.tsx'
import { useDecisionStep } from './use-decision-step.ts'

type Props = {
  readonly decision: Row<'decision'>
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly pack: RulePack
  readonly nameOfUser: (id: string) => string
  readonly onEdit: () => void
}

/** One decision: its steps, what is recorded next, and the claims that rest on it. */
export function DecisionDetail({ decision, claims, pack, nameOfUser, onEdit }: Props) {
  const t = useT()
  const { fields } = decision
  const step = useDecisionStep(decision, pack)
  const title = fields.diaryNumber || `${dateToText(fields.period.from)}–${dateToText(fields.period.to)}`
  return (
    <section className="card" aria-label={title}>
      <div className="row">
        <h2>{title}</h2>
        <Button variant="plain" onPress={onEdit}>
          {t('common.edit')}
        </Button>
      </div>
      <p>
        <strong data-testid="decision-state">{t(`decisions.state.${fields.state}`)}</strong> ·{' '}
        {fields.centreName}
      </p>
      <p>
        {t('decisions.claims', {
          count: claims.filter((claim) => claim.fields.decisionId === decision.id).length,
        })}
      </p>
      <DecisionLog log={fields.log} nameOfUser={nameOfUser} />
      {step.name ? (
        <>
          <DecisionStepFields step={step} name={step.name} />
          {step.problem ? <Notice tone="alert">{step.problem}</Notice> : null}
          <div className="row">
            <Button variant="primary" onPress={step.record}>
              {t('claims.record')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  )
}

type LogProps = Pick<Props, 'nameOfUser'> & { readonly log: Row<'decision'>['fields']['log'] }

/** What has happened to a decision so far. */
function DecisionLog({ log, nameOfUser }: LogProps) {
  const t = useT()
  return (
    <ol className="log">
      {log.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a log only ever grows at its end
        <li key={index}>
          {dateToText(entry.on)} {t(`decisions.event.${entry.event}`)}
          {entry.note ? `: ${entry.note}` : ''} ({nameOfUser(entry.by)})
        </li>
      ))}
    </ol>
  )
}
