import type { ClaimEventName } from '../../../src-shared/domain/claims/records/claim-states.ts'
import { useT } from '../../i18n/i18n.ts'
import { SelectInput, TextInput } from '../../ui/fields.tsx'
import type { ClaimStepEntry } from './use-claim-step.ts'

const withNotice: readonly ClaimEventName[] = ['pay', 'refuse', 'uphold', 'order_repayment']

type Props = { readonly step: ClaimStepEntry; readonly name: ClaimEventName }

/** What is asked about the next step of a claim: each step asks for its own days and sums. */
export function ClaimStepFields({ step, name }: Props) {
  const t = useT()
  const { typed, set, notMoney } = step
  const dayLabel = withNotice.includes(name) ? t('claims.notice') : name === 'return' ? t('claims.due') : null
  return (
    <div className="fields">
      <SelectInput
        label={t('claims.next')}
        value={name}
        options={step.events.map((event) => ({ value: event, label: t(`claims.event.${event}`) }))}
        onChange={step.choose}
      />
      <TextInput type="date" label={t('claims.on')} value={typed.on} onChange={(on) => set({ on })} />
      {step.takesSum ? (
        <TextInput
          label={t('claims.amount')}
          value={typed.amount}
          onChange={(amount) => set({ amount })}
          error={notMoney.includes('amount') ? t('lines.notMoney') : undefined}
        />
      ) : null}
      {name === 'pay' ? (
        <TextInput
          label={t('claims.granted')}
          hint={t('claims.grantedHint')}
          value={typed.granted}
          onChange={(granted) => set({ granted })}
          error={notMoney.includes('granted') ? t('lines.notMoney') : undefined}
        />
      ) : null}
      {dayLabel ? (
        <TextInput
          key={dayLabel}
          type="date"
          label={dayLabel}
          value={typed.day}
          onChange={(day) => set({ day })}
        />
      ) : null}
      {name === 'order_repayment' ? (
        <TextInput label={t('claims.referenceRate')} value={typed.rate} onChange={(rate) => set({ rate })} />
      ) : null}
      <TextInput label={t('claims.note')} value={typed.note} onChange={(note) => set({ note })} />
    </div>
  )
}
