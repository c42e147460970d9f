import { useState } from 'react'
import { defaultProfile } from '../../../src-shared/domain/visits/handover.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import type { VisitColumns } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useColumns } from '../../data/hooks/use-columns.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { SelectInput } from '../../ui/fields.tsx'
import { KeyingSection } from './keying-section.tsx'
import { ProfileExport } from './profile-export.tsx'
import { ReturnSection } from './return-section.tsx'

/** The register to ALPO, in the three ways that stay open until it has an interface (visits.md §11.3). */
export function HandoverScreen() {
  const t = useT()
  const store = useStore()
  const profiles = useRows(store, 'handoverProfile')
  const [month, setMonth] = useState(() => today().slice(0, 7))
  const months = useColumns(monthsWithVisits)
  if (!profiles) return null
  const profile = profiles[0]?.fields ?? defaultProfile
  return (
    <>
      <h1 className="no-print">{t('handover.title')}</h1>
      <KeyingSection profile={profile} />
      {isLeader(store.role) ? (
        <section className="card" aria-label={t('handover.month')}>
          <h2 className="no-print">{t('handover.month')}</h2>
          <SelectInput
            className="no-print"
            label={t('periods.month')}
            value={month}
            options={months.map((one) => ({ value: one, label: dateToText(`${one}-01`).slice(2) }))}
            onChange={setMonth}
          />
          <ReturnSection month={month} />
          <ProfileExport key={month} month={month} profile={profile} />
        </section>
      ) : null}
    </>
  )
}

/** The months that hold a visit, and the one of today, the latest first. */
function monthsWithVisits(columns: VisitColumns): readonly string[] {
  const found = new Set([today().slice(0, 7)])
  for (const slot of columns.order()) found.add(String(columns.column('date').get(slot)).slice(0, 7))
  return [...found].toSorted().toReversed()
}
