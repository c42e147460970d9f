import { useCallback, useState } from 'react'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import type { VisitColumns } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useColumns } from '../../data/hooks/use-columns.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { Button } from '../../ui/fields.tsx'
import { changeSinceClosing, figuresOf, monthsBetween, withFrozen } from './model.ts'
import { MonthDetail } from './month-detail.tsx'

/** The months of the register: their figures, which are closed, and what changed since. */
export function PeriodsScreen() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { periods, frozen } = useReference(store)
  const [chosen, setChosen] = useState<string | null>(null)
  const figuresByMonth = useCallback(
    (columns: VisitColumns) => {
      const order = columns.order()
      const days = order.length === 0 ? [] : [columns.row(order[order.length - 1] ?? 0).fields.date]
      const [first] = [...days, ...frozen.keys()].toSorted()
      return monthsBetween(first ?? null, today()).map((month) => ({
        month,
        figures: withFrozen(figuresOf(monthRows(store, month)), frozen.get(month)),
      }))
    },
    [store, frozen],
  )
  const months = useColumns(figuresByMonth)
  return (
    <>
      <h1>{t('periods.title')}</h1>
      <section className="card" aria-label={t('periods.months')}>
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('periods.month')}</th>
                <th scope="col">{t('periods.state')}</th>
                <th scope="col">{t('periods.contacts')}</th>
                <th scope="col">{t('periods.persons')}</th>
                <th scope="col">{t('periods.groups')}</th>
                <th scope="col">{t('periods.participants')}</th>
                <th scope="col">{t('periods.quick')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, figures }) => {
                const period = periods.get(month)
                const change = changeSinceClosing(period, figures.contacts)
                return (
                  <tr key={month}>
                    <th scope="row">{dateToText(`${month}-01`).slice(2)}</th>
                    <td>
                      {t(`periods.state.${period?.state ?? 'open'}`)}
                      {period ? ` ${momentToText(period.changedAt, lang)}` : ''}
                    </td>
                    <td className="number">
                      {figures.contacts}
                      {change ? <span className="tag">{t('periods.afterClosing', { change })}</span> : null}
                    </td>
                    <td className="number">{figures.persons}</td>
                    <td className="number">{figures.groups}</td>
                    <td className="number">{figures.participants}</td>
                    <td className="number">{figures.quick}</td>
                    <td>
                      {isLeader(store.role) ? (
                        <Button
                          variant="plain"
                          aria-label={`${t('periods.look')} ${dateToText(`${month}-01`).slice(2)}`}
                          onPress={() => setChosen(month)}
                        >
                          {t('periods.look')}
                        </Button>
                      ) : null}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
        <p className="hint">{t('periods.definition')}</p>
      </section>
      {chosen ? <MonthDetail key={chosen} month={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  )
}
