import { useMemo } from 'react'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { likelyTwice } from '../../data/columns/duplicates.ts'
import type { VisitColumns, VisitRow } from '../../data/columns/visit-columns.ts'
import type { Reference } from '../../data/register/reference.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { VirtualTable } from '../../ui/virtual-table.tsx'

type Props = {
  readonly columns: VisitColumns
  /** The rows to show, in their order. */
  readonly slots: Uint32Array
  readonly reference: Reference
  readonly withDate: boolean
  readonly mayChange: (row: VisitRow) => boolean
  readonly onEdit: (row: VisitRow) => void
  readonly onDelete: (row: VisitRow) => void
  readonly onKeep: (row: VisitRow) => void
  readonly onHistory: (row: VisitRow) => void
  readonly onRemind: (row: VisitRow) => void
}

/** The rows as a table that holds no more of them than the eye sees, however many there are. */
export function VisitList(props: Props) {
  const { columns, slots, withDate } = props
  const t = useT()
  const isTwice = useTwice(columns, slots)
  if (slots.length === 0) return <p>{t('visits.empty')}</p>
  return (
    <>
      <p data-testid="visit-count">{t('visits.count', { count: slots.length })}</p>
      <VirtualTable
        label={t('visits.list')}
        count={slots.length}
        keyOf={(index) => columns.idOf(slots[index] ?? 0)}
        head={
          <>
            {withDate ? <th scope="col">{t('visits.date')}</th> : null}
            <th scope="col">{t('visits.startTime')}</th>
            <th scope="col">{t('visits.serviceLanguage')}</th>
            <th scope="col">{t('visits.topics')}</th>
            <th scope="col">{t('visits.outcome')}</th>
            <th scope="col">{t('visits.site')}</th>
            <td />
          </>
        }
        cells={(index) => {
          const row = columns.row(slots[index] ?? 0)
          return <ListRow row={row} isTwice={isTwice(row)} {...props} />
        }}
      />
    </>
  )
}

/** Whether a row looks like one of another device; a day is looked through once for each set of rows. */
function useTwice(columns: VisitColumns, slots: Uint32Array): (row: VisitRow) => boolean {
  return useMemo(() => {
    const days = new Map<string, ReadonlySet<string>>()
    return ({ id, fields: { date } }) => {
      const found = slots.length > 0 ? (days.get(date) ?? likelyTwice(columns, date)) : new Set<string>()
      days.set(date, found)
      return found.has(id)
    }
  }, [columns, slots])
}

type RowProps = Props & {
  readonly row: VisitRow
  readonly isTwice: boolean
}

function ListRow({ row, isTwice, reference, withDate, ...on }: RowProps) {
  const t = useT()
  const lang = useLang()
  const { codes, sites } = reference
  const { fields } = row
  const name = `${withDate ? `${dateToText(fields.date)} ` : ''}${fields.startTime}`
  return (
    <>
      {withDate ? <td>{dateToText(fields.date)}</td> : null}
      <td>{fields.startTime}</td>
      <td>{codes.label('language', fields.serviceLanguage, lang)}</td>
      <td>
        {fields.topics.map((code) => codes.label('topic', code, lang)).join('; ')}
        {fields.completeness === 'quick' ? <span className="tag">{t('visits.quick')}</span> : null}
        {fields.lateEntry ? <span className="tag">{t('visits.late')}</span> : null}
        {isTwice ? <span className="tag">{t('visits.maybeTwice')}</span> : null}
        {row.contested ? (
          <p className="error">
            {t('visits.contested')} <Button onPress={() => on.onKeep(row)}>{t('visits.keep')}</Button>
          </p>
        ) : null}
      </td>
      <td>{codes.label('outcome', fields.outcome, lang)}</td>
      <td>{sites.get(fields.siteId)?.name ?? '–'}</td>
      <td>
        <div className="actions">
          {on.mayChange(row) ? (
            <>
              <Button
                variant="plain"
                aria-label={`${t('common.edit')} ${name}`}
                onPress={() => on.onEdit(row)}
              >
                {t('common.edit')}
              </Button>
              <Button
                variant="plain"
                aria-label={`${t('common.delete')} ${name}`}
                onPress={() => on.onDelete(row)}
              >
                {t('common.delete')}
              </Button>
            </>
          ) : null}
          <Button
            variant="plain"
            aria-label={`${t('visits.history')} ${name}`}
            onPress={() => on.onHistory(row)}
          >
            {t('visits.history')}
          </Button>
          <Button
            variant="plain"
            aria-label={`${t('visits.remind')} ${name}`}
            onPress={() => on.onRemind(row)}
          >
            {t('visits.remind')}
          </Button>
        </div>
      </td>
    </>
  )
}
