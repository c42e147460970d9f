import { labelOf } from '../../../src-shared/codes/visit-codes.ts'
import type { Row } from '../../data/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'

type Props = {
  readonly visits: readonly Row<'visit'>[]
  readonly sites: readonly Row<'site'>[]
  readonly onEdit: (row: Row<'visit'>) => void
  readonly onDelete: (row: Row<'visit'>) => void
  readonly onKeep: (row: Row<'visit'>) => void
}

export function VisitList({ visits, sites, onEdit, onDelete, onKeep }: Props) {
  const t = useT()
  const lang = useLang()
  if (visits.length === 0) return <p>{t('visits.empty')}</p>
  const sorted = visits.toSorted((a, b) => (a.fields.startTime + a.id < b.fields.startTime + b.id ? 1 : -1))
  const siteName = (id: string): string => sites.find((site) => site.id === id)?.fields.name ?? '–'
  return (
    <>
      <p data-testid="visit-count">{t('visits.count', { count: visits.length })}</p>
      <div className="table-frame">
        <table aria-label={t('visits.list')}>
          <thead>
            <tr>
              <th scope="col">{t('visits.startTime')}</th>
              <th scope="col">{t('visits.serviceLanguage')}</th>
              <th scope="col">{t('visits.topics')}</th>
              <th scope="col">{t('visits.outcome')}</th>
              <th scope="col">{t('visits.site')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.id}>
                <td>{row.fields.startTime}</td>
                <td>{labelOf('language', row.fields.serviceLanguage, lang)}</td>
                <td>
                  {row.fields.topics.map((code) => labelOf('topic', code, lang)).join('; ')}
                  {row.contested ? (
                    <p className="error">
                      {t('visits.contested')} <Button onPress={() => onKeep(row)}>{t('visits.keep')}</Button>
                    </p>
                  ) : null}
                </td>
                <td>{labelOf('outcome', row.fields.outcome, lang)}</td>
                <td>{siteName(row.fields.siteId)}</td>
                <td>
                  <div className="actions">
                    <Button
                      variant="plain"
                      aria-label={`${t('common.edit')} ${row.fields.startTime}`}
                      onPress={() => onEdit(row)}
                    >
                      {t('common.edit')}
                    </Button>
                    <Button
                      variant="plain"
                      aria-label={`${t('common.delete')} ${row.fields.startTime}`}
                      onPress={() => onDelete(row)}
                    >
                      {t('common.delete')}
                    </Button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
