import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { HubSection } from './hub-section.tsx'
import { KeptSection } from './kept-section.tsx'
import { OrganisationSection } from './organisation-section.tsx'
import { RulesSection } from './rules-section.tsx'
import { SitesSection } from './sites-section.tsx'

export function SettingsScreen({ onConnected }: { readonly onConnected: () => void }) {
  const t = useT()
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  const sites = useRows(store, 'site')
  if (!organisations || !sites) return <p>{t('app.loading')}</p>
  const [organisation] = organisations
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <div className="columns">
        <div>
          {organisation ? <OrganisationSection key={organisation.id} organisation={organisation} /> : null}
          <SitesSection sites={sites} />
        </div>
        <div>
          <HubSection organisationId={organisation?.id ?? null} onConnected={onConnected} />
          <KeptSection />
        </div>
      </div>
      <RulesSection />
    </>
  )
}
