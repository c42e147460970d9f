import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import {
  claimedPersons,
  type PaymentClaimFields,
} from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { centresFor } from '../../../src-shared/domain/claims/rules/centres.ts'
import { authorityOn, latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { AuthorityContact } from './authority-contact.tsx'

/** Beside the work: what the law says in plain words, what to attach, and whom to ask, without a network. */
export function ClaimGuidance({
  claim,
  pack,
}: {
  readonly claim: PaymentClaimFields
  readonly pack: RulePack
}) {
  const t = useT()
  const lang = useLang()
  const say = useSay()
  const kind = latestKind(pack, claim.kind)
  if (!kind) return null
  const role = kind.decision === 'none' ? 'payer' : 'decider'
  const claimant = { type: claim.claimantType, code: claim.claimantCode }
  const centres = role === 'decider' ? centresFor(claimant, today()) : []
  const named = authorityOn(pack, role, today())?.name
  const authorities = centres.length > 0 ? centres : named ? [named] : []
  async function copyQuestion(): Promise<void> {
    await navigator.clipboard.writeText(
      t('claims.askBody', {
        kind: kind?.name[lang] ?? '',
        section: sourceIn(kind?.section ?? '', lang),
        period: `${dateToText(claim.period.from)}–${dateToText(claim.period.to)}`,
        count: claimedPersons(claim).length,
        sum: centsToText(claim.totalCents),
      }),
    )
    say(t('claims.askCopied'))
  }
  return (
    <details>
      <summary>{t('claims.guidance')}</summary>
      <p>{kind.guidance[lang]}</p>
      <p className="hint">
        {sourceIn(kind.source, lang)}, {sourceIn(kind.section, lang)}
        {kind.assumption ? ` (${t('settings.assumption')})` : ''}
      </p>
      {authorities.map((name) => (
        <AuthorityContact key={name.fi} name={name} />
      ))}
      <Button onPress={() => copyQuestion()}>{t('claims.askText')}</Button>
    </details>
  )
}
