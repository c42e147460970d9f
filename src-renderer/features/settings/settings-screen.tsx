import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { BackupSection } from './backup-section.tsx'
import { DeviceSection } from './device-section.tsx'
import { ExportSection } from './export-section.tsx'
import { HubSection } from './hub-section.tsx'
import { OrganisationSection } from './organisation-section.tsx'
import { RealmSection } from './realm-section.tsx'

export function SettingsScreen({ onConnected }: { readonly onConnected: () => void }) {
  const t = useT()
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  if (!organisations) return <p>{t('app.loading')}</p>
  const [organisation] = organisations
  return (
    <>
      <h1>{t('settings.title')}</h1>
      <div className="columns">
        <div>
          {organisation ? <OrganisationSection key={organisation.id} organisation={organisation} /> : null}
        </div>
        <div>
          <HubSection organisationId={organisation?.id ?? null} onConnected={onConnected} />
          <RealmSection onShared={onConnected} />
          <BackupSection />
          <ExportSection />
          <DeviceSection />
        </div>
      </div>
    </>
  )
}
