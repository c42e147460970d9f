import { useState } from 'react'
import { hasLines } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { CheckInput, SelectInput, TextInput } from '../../ui/fields.tsx'

type Props = {
  readonly claim: PaymentClaimFields
  readonly pack: RulePack
  readonly decisions: readonly Row<'decision'>[]
  readonly onChange: (part: Partial<PaymentClaimFields>) => Promise<void>
}

/** What is entered of an open claim beside its lines. */
export function ClaimEntries({ claim, pack, decisions, onChange }: Props) {
  const t = useT()
  // shown at once, and saved behind it
  const [isStated, setStated] = useState(claim.statesNoOtherFunding)
  const kind = latestKind(pack, claim.kind)
  const ofKind = decisions.filter(({ fields }) => fields.kind === claim.kind)
  return (
    <div className="fields">
      {kind && kind.decision !== 'none' ? (
        <SelectInput
          className="wide"
          label={t('claims.decision')}
          value={claim.decisionId ?? ''}
          options={[
            { value: '', label: t('common.none') },
            ...ofKind.map((decision) => ({
              value: decision.id,
              label: `${decision.fields.diaryNumber || dateToText(decision.fields.period.from)} (${t(`decisions.state.${decision.fields.state}`)})`,
            })),
          ]}
          onChange={(id) => void onChange({ decisionId: id || null })}
        />
      ) : null}
      {hasLines(pack, claim.kind) ? (
        <div className="wide">
          <CheckInput
            label={t('claims.noOtherFunding')}
            checked={isStated}
            onChange={(statesNoOtherFunding) => {
              setStated(statesNoOtherFunding)
              void onChange({ statesNoOtherFunding })
            }}
          />
        </div>
      ) : null}
      <ReasonInput
        value={claim.unverifiedReason}
        onSave={(unverifiedReason) => void onChange({ unverifiedReason })}
      />
    </div>
  )
}

/** Kept when the field is left, so that a sentence is one change. */
function ReasonInput({ value, onSave }: { readonly value: string; readonly onSave: (text: string) => void }) {
  const t = useT()
  const [text, setText] = useState(value)
  return (
    <TextInput
      className="wide"
      label={t('claims.unverifiedReason')}
      value={text}
      onChange={setText}
      onBlur={() => {
        if (text !== value) onSave(text)
      }}
    />
  )
}
