import { useStore } from '../data/store-context.ts'
import { useRows } from '../data/use-rows.ts'
import { useRulePack } from '../data/use-rule-pack.ts'
import { ClaimsSection } from '../features/claims/claims-section.tsx'
import { claimantOf, computeFor } from '../features/persons/model.ts'
import { PersonsSection } from '../features/persons/persons-section.tsx'
import { useT } from '../i18n/i18n.ts'
import { Notice } from '../ui/fields.tsx'

/** Where persons and claims meet: the claim is made of what the persons' facts come to. */
export function ClaimsPage() {
  const t = useT()
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  const persons = useRows(store, 'person')
  const users = useRows(store, 'user')
  const rules = useRulePack()
  if (!organisations || !persons || !users || !rules) return <p>{t('app.loading')}</p>
  if (rules.kind === 'broken')
    return <Notice tone="alert">{t('settings.rulesBroken', { message: rules.message })}</Notice>
  const claimant = claimantOf(organisations[0]?.fields)
  const { pack } = rules
  return (
    <>
      <h1>{t('nav.claims')}</h1>
      <PersonsSection persons={persons} claimant={claimant} pack={pack} />
      {claimant ? (
        <ClaimsSection
          claimant={claimant}
          persons={persons}
          pack={pack}
          preparedBy={users.find(({ id }) => id === store.userId)?.fields.displayName ?? ''}
          computePeriod={(period) => computeFor(persons, claimant, period, pack)}
        />
      ) : null}
    </>
  )
}
