import { type MonthlyReturn, monthlyReturn } from '../../../src-shared/domain/visits/monthly-return.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference, useVersion } from '../../data/hooks/use-store-value.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'

const figures = [
  'contacts',
  'persons',
  'groups',
  'participants',
  'women',
  'men',
  'other',
  'notAsked',
] as const

/** The national return of a month (S13): one row as CSV, and one page on paper. */
export function ReturnSection({ month }: { readonly month: string }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  useVersion(store)
  const { codes, periods, frozen } = useReference(store)
  const [organisation] = useRows(store, 'organisation') ?? []
  const saveText = useSaveText()
  if (frozen.get(month)?.isWithoutRows) return <p>{t('handover.isFrozen')}</p>
  const rows = monthRows(store, month)
  const figuresOfMonth = monthlyReturn(
    month,
    rows.map(({ fields }) => fields),
  )
  const name = dateToText(`${month}-01`).slice(2)
  async function save(): Promise<void> {
    const { csvText } = await import('../../platform/csv.ts')
    await saveText(`monthly-return-${month}.csv`, csvText(tableOf(figuresOfMonth)))
  }
  const list = (title: string, set: 'language' | 'topic', counts: ReadonlyMap<string, number>) => (
    <table>
      <caption>{title}</caption>
      <tbody>
        {[...counts]
          .toSorted(([, a], [, b]) => b - a)
          .map(([code, count]) => (
            <tr key={code}>
              <th scope="row">{codes.label(set, code, lang)}</th>
              <td className="number">{count}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
  return (
    <>
      <div className="print">
        <h3>{t('handover.return', { month: name })}</h3>
        <p>
          {organisation?.fields.name} · {t(`periods.state.${periods.get(month)?.state ?? 'open'}`)}
        </p>
        <table>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure}>
                <th scope="row">{t(`handover.figure.${figure}`)}</th>
                <td className="number">{figuresOfMonth[figure]}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="columns">
          {list(t('visits.serviceLanguage'), 'language', figuresOfMonth.languages)}
          {list(t('handover.mainTopic'), 'topic', figuresOfMonth.topics)}
        </div>
        <p className="hint">{t('handover.returnText')}</p>
      </div>
      <div className="row no-print">
        <Button onPress={() => save()}>{t('handover.csv')}</Button>
        <Button onPress={() => window.print()}>{t('recovery.print')}</Button>
      </div>
    </>
  )
}

const tableOf = (one: MonthlyReturn): (string | number)[][] => {
  const languages = [...one.languages]
  const topics = [...one.topics]
  return [
    [
      'month',
      ...figures,
      ...languages.map(([code]) => `language:${code}`),
      ...topics.map(([code]) => `topic:${code}`),
    ],
    [
      one.month,
      ...figures.map((figure) => one[figure]),
      ...languages.map(([, n]) => n),
      ...topics.map(([, n]) => n),
    ],
  ]
}
