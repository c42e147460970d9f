import { useState } from 'react'
import { remedyUntil } from '../../../src-shared/domain/claims/life/deadline-board.ts'
import type { DecisionFields } from '../../../src-shared/domain/claims/records/decision.ts'
import {
  type DecisionEventName,
  decisionEventsFrom,
  nextDecisionState,
} from '../../../src-shared/domain/claims/records/decision-states.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'
import { outdated, rowNow } from '../../data/records/row-now.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

type Props = {
  readonly decision: Row<'decision'>
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly pack: RulePack
  readonly nameOfUser: (id: string) => string
  readonly onEdit: () => void
}

/** What a step changes beside the state: the day it stands for. */
function daysOf(name: DecisionEventName, on: string, day: string | null): Partial<DecisionFields> {
  switch (name) {
    case 'apply':
      return { appliedOn: on }
    case 'ask_supplement':
      return { supplementDue: day }
    case 'answer':
      return { supplementDue: null }
    case 'grant':
    case 'grant_partly':
    case 'refuse':
      return { decidedOn: on, noticeOn: day ?? on }
    case 'uphold':
      return { noticeOn: day ?? on }
    default:
      return {}
  }
}

/** One decision: its steps, what is recorded next, and the claims that rest on it. */
export function DecisionDetail({ decision, claims, pack, nameOfUser, onEdit }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const { fields } = decision
  const events = decisionEventsFrom(fields.state)
  const draft = useFieldsDraft(`decision-step/${decision.id}`, { chosen: '', on: today(), day: '', note: '' })
  const { chosen, on, day, note } = draft.fields
  const [problem, setProblem] = useState<string | null>(null)
  const name = events.find((event) => event === chosen) ?? events[0]

  function refuse(why: string): false {
    setProblem(why)
    return false
  }
  /** True when it was recorded: the button stays, and the next step is another one. */
  async function record(): Promise<boolean> {
    if (!name) return false
    if (on > latestDay(store)) return refuse(t('claims.refusal.not-now'))
    // what was recorded or corrected a moment before counts, though the screen may not show it yet
    const now = (await rowNow(store, 'decision', decision.id))?.fields
    if (!now) return refuse(ofAll(outdated))
    const until = remedyUntil(pack, now.noticeOn, name === 'appeal' ? 'appeal' : 'correction')
    const next = nextDecisionState(now.state, { name, on }, until)
    if (!next.ok) return refuse(t(`claims.refusal.${next.error}`))
    const log = [...now.log, { event: name, on, by: store.userId, note }]
    const done = await commit(store, [
      {
        entity: 'decision',
        id: decision.id,
        kind: 'put',
        fields: { state: next.value, log, ...daysOf(name, on, day || null) },
      },
    ])
    if (!done.ok) return refuse(ofAll(done.error))
    setProblem(null)
    draft.drop()
    say(t('claims.recorded'))
    return true
  }
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
      {name ? (
        <>
          <div className="fields">
            <SelectInput
              label={t('claims.next')}
              value={name}
              options={events.map((event) => ({ value: event, label: t(`decisions.event.${event}`) }))}
              onChange={(text) => draft.set({ chosen: text })}
            />
            <TextInput
              type="date"
              label={t('claims.on')}
              value={on}
              onChange={(text) => draft.set({ on: text })}
            />
            {name === 'ask_supplement' ? (
              <TextInput
                type="date"
                label={t('claims.due')}
                value={day}
                onChange={(text) => draft.set({ day: text })}
              />
            ) : null}
            {['grant', 'grant_partly', 'refuse', 'uphold'].includes(name) ? (
              <TextInput
                type="date"
                label={t('claims.notice')}
                value={day}
                onChange={(text) => draft.set({ day: text })}
              />
            ) : null}
            <TextInput label={t('claims.note')} value={note} onChange={(text) => draft.set({ note: text })} />
          </div>
          {problem ? <Notice tone="alert">{problem}</Notice> : null}
          <div className="row">
            <Button variant="primary" onPress={() => record()}>
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
