import type { YearTotals } from '../../src-shared/domain/claims/reconciliation/reconcile.ts'
import type { NamedClaimant } from '../../src-shared/domain/claims/rules/claimant-area.ts'
import { calculatedKind, type RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimTables } from '../data/hooks/use-claim-tables.ts'
import { ErasureSection } from '../features/deadlines/erasure-section.tsx'
import { OverviewSection } from '../features/deadlines/overview-section.tsx'

type Props = {
  readonly tables: ClaimTables
  readonly claimant: NamedClaimant | null
  readonly pack: RulePack
  readonly years: readonly YearTotals[]
  readonly nameOfUser: (id: string) => string
}

/** What was claimed and paid year by year, and what may be erased. */
export function ClaimsOverview({ tables, claimant, pack, years, nameOfUser }: Props) {
  const { claims, decisions, persons, lists } = tables
  const kind = (claimant && calculatedKind(pack, claimant.type)?.code) ?? ''
  return (
    <>
      <OverviewSection
        claims={claims}
        pack={pack}
        lost={years.map(({ year, lostCents }) => ({ year, cents: lostCents, kind }))}
      />
      <ErasureSection
        claims={claims}
        decisions={decisions}
        persons={persons}
        lists={lists}
        pack={pack}
        nameOfUser={nameOfUser}
      />
    </>
  )
}
