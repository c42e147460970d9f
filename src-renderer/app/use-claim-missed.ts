import { areas } from '../../src-shared/codes/areas.ts'
import { claimMissed } from '../../src-shared/domain/claims/life/claim-missed.ts'
import type { NamedClaimant } from '../../src-shared/domain/claims/rules/claimant-area.ts'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../data/hooks/store-context.ts'
import type { Row } from '../data/records/records.ts'
import { findStandingClaims } from '../data/records/standing-claim.ts'
import type { Reconciled } from '../features/reconciliation/use-reconciliation.ts'
import { useLang, useT } from '../i18n/i18n.ts'
import { newId, today } from '../platform/clock.ts'
import { useSay } from '../ui/toast.tsx'
import { useAct } from '../ui/use-act.ts'

/**
 * Makes the claims for what was owed and not paid, in one act, and goes to the first of them; those that are there and
 * have not been sent are not made again. True when it went there.
 */
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
  return async (onMade: (id: string) => void): Promise<boolean> => {
    if (!claimant || !reconciled?.ok) return false
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
    const standing = await findStandingClaims(
      store,
      claims.map(({ fields }) => fields),
    )
    const [first = null] = claims.map(({ id }, index) => standing[index] ?? id)
    if (first === null) {
      say(t('claims.noneOwed'))
      return false
    }
    const changes = claims
      .filter((_, index) => standing[index] === null)
      .map(({ id, fields }) => ({ entity: 'paymentClaim', id, kind: 'put', fields, isNew: true }) as const)
    if (changes.length === 0) say(t('claims.standing'))
    else if (!(await act(changes, { said: t('claims.created') }))) return false
    onMade(first)
    return true
  }
}
