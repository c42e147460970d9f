import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { BackgroundSection } from './background-section.tsx'
import { CodesSection } from './codes-section.tsx'
import { ImportSection } from './import-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import { SitesSection } from './sites-section.tsx'
import { UsersSection } from './users-section.tsx'

const parts = ['sites', 'users', 'codes', 'background', 'import', 'profile', 'retention'] as const
type Part = (typeof parts)[number]

/** Sites, people, code sets and background fields of the organisation. */
export function AdminScreen() {
  const t = useT()
  const [part, setPart] = useState<Part>('sites')
  return (
    <>
      <h1>{t('admin.title')}</h1>
      <nav className="row" aria-label={t('admin.parts')}>
        {parts.map((one) => (
          <Button
            key={one}
            variant="plain"
            aria-current={one === part ? 'page' : 'false'}
            onPress={() => setPart(one)}
          >
            {t(`admin.${one}`)}
          </Button>
        ))}
      </nav>
      {part === 'sites' ? <SitesSection /> : null}
      {part === 'users' ? <UsersSection /> : null}
      {part === 'codes' ? <CodesSection /> : null}
      {part === 'profile' ? <ProfileSection /> : null}
      {part === 'retention' ? <RetentionSection /> : null}
      {part === 'import' ? <ImportSection /> : null}
      {part === 'background' ? <BackgroundSection /> : null}
    </>
  )
}
