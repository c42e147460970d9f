import { useCallback, useRef, useState } from 'react'
import {
  defaultPolicy,
  proposedLimits,
  type RetentionPolicyFields,
  retentionPolicyId,
  retentionSteps,
  stepUnits,
} from '../../../src-shared/domain/visits/retention.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useColumns } from '../../data/hooks/use-columns.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { rowNow } from '../../data/records/row-now.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { planRetention, type RetentionPlan, runRetention } from './retention-run.ts'
import { RetentionRuns } from './retention-runs.tsx'

/** How long rows keep what they hold: limits, a dry run that shows what is due, and the run, which nobody starts but a person. */
export function RetentionSection() {
  const t = useT()
  const store = useStore()
  const rows = useRows(store, 'retentionPolicy')
  if (!rows) return null
  const policy = rows[0]?.fields ?? defaultPolicy
  return (
    <section className="card" aria-label={t('admin.retention')}>
      <h2>{t('admin.retention')}</h2>
      <p>{t('retention.text')}</p>
      {store.role === 'admin' ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      <LimitsForm policy={policy} />
      <DryRun policy={policy} />
      <RetentionRuns />
    </section>
  )
}

type LimitTexts = Readonly<Record<(typeof retentionSteps)[number] | 'reason', string>>
const textsOf = ({ hour, note, user, background, rows, reason }: RetentionPolicyFields): LimitTexts => ({
  hour: String(hour),
  note: String(note),
  user: String(user),
  background: String(background),
  rows: String(rows),
  reason,
})
/** What is no number of days or months is given to the rules as one that they refuse. */
const readTexts = ({ reason, ...limits }: Partial<LimitTexts>): Partial<RetentionPolicyFields> => ({
  ...Object.fromEntries(
    Object.entries(limits).map(([step, text]) => [step, /^\d{1,4}$/.test(text) ? Number(text) : -1]),
  ),
  ...(reason === undefined ? {} : { reason }),
})

function LimitsForm({ policy }: { readonly policy: RetentionPolicyFields }) {
  const t = useT()
  const store = useStore()
  const draft = useFieldsDraft('settings/retention', textsOf(policy))
  const { reason } = draft.fields
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('admin.saved'))
  async function submit(): Promise<void> {
    // a first policy is written whole; of one that stands, what the form has changed
    const stands = await rowNow(store, 'retentionPolicy', retentionPolicyId)
    const fields = { ...(stands ? {} : defaultPolicy), ...readTexts(draft.changes()) }
    await save({ entity: 'retentionPolicy', id: retentionPolicyId, kind: 'put', fields })
  }
  return (
    <Form onSave={submit} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        {retentionSteps.map((step) => (
          <TextInput
            key={step}
            type="number"
            className="wide"
            label={`${t(`retention.step.${step}`)}, ${t(`retention.unit.${stepUnits[step]}`)}`}
            hint={t('retention.proposed', { count: proposedLimits[step] })}
            value={draft.fields[step]}
            onChange={(text) => draft.set({ [step]: text })}
            error={errorOf(step)}
          />
        ))}
        <TextInput
          className="wide"
          label={t('retention.reason')}
          value={reason}
          onChange={(text) => draft.set({ reason: text })}
          error={errorOf('reason')}
          maxLength={300}
        />
      </div>
      <div className="row">
        <Button type="submit" isDisabled={store.role !== 'admin'}>
          {t('retention.saveLimits')}
        </Button>
      </div>
    </Form>
  )
}

function DryRun({ policy }: { readonly policy: RetentionPolicyFields }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null)
  const [isAsked, setAsked] = useState(false)
  const stop = useRef(false)
  const isRunning = progress !== null
  const planNow = useCallback(
    (): RetentionPlan | null => (isRunning ? null : planRetention(store, policy, today())),
    [store, policy, isRunning],
  )
  const plan = useColumns(planNow)
  const isDue = plan?.steps.some(({ rows }) => rows > 0) || (plan?.toFreeze.size ?? 0) > 0
  async function run(): Promise<void> {
    if (!plan) return
    setAsked(false)
    stop.current = false
    const done = await runRetention(store, plan, (part) => {
      setProgress(part)
      return !stop.current
    })
    setProgress(null)
    say(t(`retention.${done.kind}`))
  }
  if (progress)
    return (
      <div className="row">
        <progress value={progress.done} max={progress.all} aria-label={t('retention.running')} />
        <Button
          onPress={() => {
            stop.current = true
          }}
        >
          {t('import.stop')}
        </Button>
      </div>
    )
  if (!plan) return null
  return (
    <>
      <h3>{t('retention.dryRun')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('retention.step')}</th>
            <th scope="col">{t('retention.due')}</th>
            <th scope="col">{t('retention.days')}</th>
            <th scope="col">{t('retention.next')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.steps.map(({ step, rows, from, upTo, next }) => (
            <tr key={step}>
              <th scope="row">{t(`retention.step.${step}`)}</th>
              <td className="number">{rows}</td>
              <td>{from && upTo ? `${dateToText(from)}–${dateToText(upTo)}` : '–'}</td>
              <td>{next ? dateToText(next) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.toFreeze.size > 0 ? <p>{t('retention.freezes', { count: plan.toFreeze.size })}</p> : null}
      <div className="gap-above">
        {isAsked ? (
          <Notice tone="alert">
            <p>{t('retention.ask')}</p>
            <div className="row">
              <Button variant="primary" onPress={() => run()} autoFocus>
                {t('retention.yes')}
              </Button>
              <Button onPress={() => setAsked(false)}>{t('common.cancel')}</Button>
            </div>
          </Notice>
        ) : (
          <Button isDisabled={store.role !== 'admin' || !isDue} onPress={() => setAsked(true)}>
            {t('retention.run')}
          </Button>
        )}
      </div>
      {isDue ? null : <p className="hint">{t('retention.nothing')}</p>}
    </>
  )
}
