import { useMemo } from 'react'
import { areas } from '../../src-shared/codes/areas.ts'
import { computeFor } from '../../src-shared/domain/claims/engine/known-persons.ts'
import type { NamedClaimant } from '../../src-shared/domain/claims/rules/claimant-area.ts'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { claimantOf } from '../../src-shared/domain/organisation/organisation.ts'
import { useStore } from '../data/hooks/store-context.ts'
import type { ClaimTables } from '../data/hooks/use-claim-tables.ts'
import { ClaimantSection } from '../features/claims/claimant-section.tsx'
import { ClaimsSection } from '../features/claims/claims-section.tsx'
import { DecisionsSection } from '../features/decisions/decisions-section.tsx'
import { PersonsSection } from '../features/persons/persons-section.tsx'
import { ReconciliationSection } from '../features/reconciliation/reconciliation-section.tsx'
import { type Reconciled, useReconciliation } from '../features/reconciliation/use-reconciliation.ts'
import { RulesSection } from '../features/rules/rules-section.tsx'
import { useT } from '../i18n/i18n.ts'
import { Notice } from '../ui/fields.tsx'
import { ClaimsBoard } from './claims-board.tsx'
import { ClaimsOverview } from './claims-overview.tsx'
import type { ClaimPlace } from './frame/places.ts'
import { useClaimMissed } from './use-claim-missed.ts'

type Props = {
  readonly part: ClaimPlace
  readonly tables: ClaimTables
  readonly rules: {
    /** Those that hold now, laid together. */
    readonly pack: RulePack
    readonly packs: readonly RulePack[]
    readonly all: readonly RulePack[]
  }
  readonly openClaim: string | null
  readonly onOpen: (id: string) => void
  /** Goes to the part of the claims, where the claim is open. */
  readonly onGoToClaim: (id: string) => void
}

/** One part of the claims page. */
export function ClaimPartView({ part, ...props }: Props) {
  const { tables, rules } = props
  const { persons, claims, decisions, lists, settings, users } = tables
  const { pack } = rules
  const store = useStore()
  const claimant = useMemo(() => claimantOf(tables.organisations[0]?.fields), [tables.organisations])
  const reconciled = useReconciliation(claimant, persons, lists, pack)
  const years = reconciled?.ok ? reconciled.value.years : noYears
  const nameOfUser = (id: string): string => users.find((user) => user.id === id)?.fields.displayName ?? '–'
  switch (part) {
    case 'persons':
      return <PersonsSection persons={persons} claimant={claimant} pack={pack} />
    case 'rules':
      return (
        <RulesSection
          all={rules.all}
          packs={rules.packs}
          claims={claims}
          userName={nameOfUser(store.userId)}
        />
      )
    case 'claimant':
      return <ClaimantSection row={settings[0]} />
    case 'overview':
      return (
        <ClaimsOverview
          tables={tables}
          claimant={claimant}
          pack={pack}
          years={years}
          nameOfUser={nameOfUser}
        />
      )
    case 'deadlines':
      return <ClaimsBoard claims={claims} decisions={decisions} pack={pack} years={years} />
    case 'claims':
    case 'decisions':
    case 'reconcile':
      return (
        <OfClaimant
          part={part}
          {...props}
          claimant={claimant}
          reconciled={reconciled}
          nameOfUser={nameOfUser}
        />
      )
  }
}

const noYears: readonly never[] = []

type OfClaimantProps = Omit<Props, 'part'> & {
  readonly part: 'claims' | 'decisions' | 'reconcile'
  readonly claimant: NamedClaimant | null
  readonly reconciled: Reconciled | null
  readonly nameOfUser: (id: string) => string
}

/** A part that only an organisation has which has said as what it claims. */
function OfClaimant(props: OfClaimantProps) {
  const { part, tables, rules, claimant, reconciled, nameOfUser } = props
  const { persons, claims, decisions, lists, users } = tables
  const { pack } = rules
  const t = useT()
  const preparedBy = nameOfUser(useStore().userId)
  const claimMissed = useClaimMissed(claimant, reconciled, persons, pack, preparedBy)
  if (!claimant) return <Notice>{t('persons.noClaimant')}</Notice>
  if (part === 'claims')
    return (
      <ClaimsSection
        claimant={claimant}
        around={tables}
        users={users}
        pack={pack}
        allPacks={rules.all}
        preparedBy={preparedBy}
        openId={props.openClaim}
        onOpen={props.onOpen}
        computePeriod={(kind, period) => computeFor(persons, { claimant, period, pack, areas, kind })}
      />
    )
  if (part === 'decisions')
    return (
      <DecisionsSection
        decisions={decisions}
        claims={claims}
        persons={persons}
        claimantType={claimant.type}
        pack={pack}
        nameOfUser={nameOfUser}
      />
    )
  if (!reconciled) return null
  return (
    <ReconciliationSection
      persons={persons}
      lists={lists}
      result={reconciled}
      onClaim={() => claimMissed(props.onGoToClaim)}
    />
  )
}
