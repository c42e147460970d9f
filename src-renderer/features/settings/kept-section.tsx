import { useLiveQuery } from 'dexie-react-hooks'
import { discardSetAside, listSetAside } from '../../data/outbox.ts'
import { listLost } from '../../data/pulled.ts'
import { useStore } from '../../data/store-context.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'

/** Nothing vanishes silently: values that lost a merge, and changes that the hub did not take. */
export function KeptSection() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const lost = useLiveQuery(() => listLost(store), [store]) ?? []
  const aside = useLiveQuery(() => listSetAside(store), [store]) ?? []
  return (
    <>
      {lost.length > 0 ? (
        <section className="card" aria-label={t('settings.lost')}>
          <h2>{t('settings.lost')}</h2>
          <p>{t('settings.lostIntro')}</p>
          <table aria-label={t('settings.lost')}>
            <thead>
              <tr>
                <th scope="col">{t('settings.when')}</th>
                <th scope="col">{t('settings.field')}</th>
                <th scope="col">{t('settings.value')}</th>
              </tr>
            </thead>
            <tbody>
              {lost.map((one) => (
                <tr key={one.key}>
                  <td>{momentToText(one.at, lang)}</td>
                  <td>
                    {one.entity}: {one.field}
                  </td>
                  <td className="code">{JSON.stringify(one.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {aside.length > 0 ? (
        <section className="card" aria-label={t('settings.setAside')}>
          <h2>{t('settings.setAside')}</h2>
          <table aria-label={t('settings.setAside')}>
            <thead>
              <tr>
                <th scope="col">{t('settings.when')}</th>
                <th scope="col">{t('settings.reason')}</th>
                <th scope="col">{t('settings.value')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {aside.map((one) => (
                <tr key={one.n}>
                  <td>{momentToText(one.operation.at, lang)}</td>
                  <td>{one.reason}</td>
                  <td className="code">{JSON.stringify(one.operation.fields)}</td>
                  <td>
                    <Button onPress={() => void discardSetAside(store, one)}>
                      {t('settings.discard', { n: one.n })}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  )
}
