import { useState } from 'react'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CheckInput } from '../../ui/fields.tsx'

type Props = {
  readonly claim: PaymentClaimFields
  readonly pack: RulePack
  readonly onChange: (code: string, isHeld: boolean) => void
}

/** What a claim of its kind is to be proven by, to be ticked off. */
export function EvidenceList({ claim, pack, onChange }: Props) {
  const t = useT()
  const lang = useLang()
  // shown at once, and saved behind it
  const [held, setHeld] = useState(claim.evidenceHeld)
  const kind = latestKind(pack, claim.kind)
  if (!kind) return null
  const known = kind.evidence.filter(({ code }) => held.includes(code))
  return (
    <section aria-label={t('claims.whatToAttach')}>
      <h3>
        {t('claims.whatToAttach')} {known.length}/{kind.evidence.length}
      </h3>
      {kind.evidence.map(({ code, label, documented }) => (
        <CheckInput
          key={code}
          label={`${label[lang]}${documented ? '' : ` (${t('claims.inferred')})`}`}
          checked={held.includes(code)}
          onChange={(isHeld) => {
            setHeld(isHeld ? [...held, code] : held.filter((other) => other !== code))
            onChange(code, isHeld)
          }}
        />
      ))}
    </section>
  )
}
