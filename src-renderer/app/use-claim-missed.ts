import { areas } from '../../src-shared/codes/areas.ts'
import { claimMissed } from '../../src-shared/domain/claims/life/claim-missed.ts'
import type { NamedClaimant } from '../../src-shared/domain/claims/rules/claimant-area.ts'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../data/hooks/store-context.ts'
import type { Row } from '../data/records/records.ts'
import { findStandingClaim } from '../data/records/standing-claim.ts'
import type { Reconciled } from '../features/reconciliation/use-reconciliation.ts'
import { useLang, useT } from '../i18n/i18n.ts'
import { newId, today } from '../platform/clock.ts'
import { useSay } from '../ui/toast.tsx'
import { useAct } from '../ui/use-act.ts'

/** Makes the claims for what was owed and not paid, in one act, and goes to the first of them. */
export function useClaimMissed(
  claimant: NamedClaimant | null,
  reconciled: Reconciled | null,
  persons: readonly Row<'person'>[],
  pack: RulePack,
  preparedBy: string,
) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const act = useAct()
  return async (onMade: (id: string) => void): Promise<void> => {
    if (!claimant || !reconciled?.ok) return
    const claims = claimMissed({
      months: reconciled.value.months,
      persons,
      areas,
      claimant,
      language: lang === 'sv' ? 'sv' : 'fi',
      pack,
      today: today(),
      preparedBy,
      preparedById: store.userId,
    }).map((fields) => ({ id: newId(), fields }))
    const [first] = claims
    if (!first) return say(t('claims.noneOwed'))
    const standing = await Promise.all(claims.map(({ fields }) => findStandingClaim(store, fields)))
    const [made = null] = standing
    const missing = claims.filter((_, index) => standing[index] === null)
    if (missing.length === 0 && made !== null) {
      onMade(made)
      return say(t('claims.standing'))
    }
    const changes = missing.map(
      ({ id, fields }) => ({ entity: 'paymentClaim', id, kind: 'put', fields, isNew: true }) as const,
    )
    if (await act(changes, { said: t('claims.created') })) onMade(made ?? first.id)
  }
}
