import type { DecisionEventName } from '../../../src-shared/domain/claims/records/decision-states.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectInput, TextInput } from '../../ui/fields.tsx'
import type { DecisionStepEntry } from './use-decision-step.ts'

const withNotice: readonly DecisionEventName[] = ['grant', 'grant_partly', 'refuse', 'uphold']

type Props = { readonly step: DecisionStepEntry; readonly name: DecisionEventName }

/** What is asked about the next step of a decision: some steps ask for a day beside their own. */
export function DecisionStepFields({ step, name }: Props) {
  const t = useT()
  const { typed, set } = step
  const dayLabel =
    name === 'ask_supplement' ? t('claims.due') : withNotice.includes(name) ? t('claims.notice') : null
  return (
    <div className="fields">
      <SelectInput
        label={t('claims.next')}
        value={name}
        options={step.events.map((event) => ({ value: event, label: t(`decisions.event.${event}`) }))}
        onChange={(chosen) => set({ chosen })}
      />
      <TextInput type="date" label={t('claims.on')} value={typed.on} onChange={(on) => set({ on })} />
      {dayLabel ? (
        <TextInput
          key={dayLabel}
          type="date"
          label={dayLabel}
          value={typed.day}
          onChange={(day) => set({ day })}
        />
      ) : null}
      <TextInput label={t('claims.note')} value={typed.note} onChange={(note) => set({ note })} />
    </div>
  )
}
