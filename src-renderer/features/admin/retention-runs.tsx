import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'

/** What was taken, when and by whom. */
export function RetentionRuns() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { users } = useReference(store)
  const runs = (useRows(store, 'retentionRun') ?? []).toSorted((a, b) =>
    a.fields.ranAt < b.fields.ranAt ? 1 : -1,
  )
  if (runs.length === 0) return null
  return (
    <>
      <h3>{t('retention.log')}</h3>
      <ul>
        {runs.map(({ id, fields: { ranAt, ranBy, steps } }) => (
          <li key={id}>
            {momentToText(ranAt, lang)} {users.get(ranBy)?.displayName ?? '–'}:{' '}
            {steps
              .map(({ step, rows, upTo }) =>
                t('retention.logged', {
                  step: t(`retention.step.${step}`),
                  count: rows,
                  date: dateToText(upTo),
                }),
              )
              .join('; ')}
          </li>
        ))}
      </ul>
    </>
  )
}
