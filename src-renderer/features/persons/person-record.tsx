import { useLiveQuery } from 'dexie-react-hooks'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { listRows, type Row, readHistory } from '../../data/records/records.ts'
import { isTextKey, momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'

/** Where each datum came from, who changed the record when, and all of it as a file for the person who asks (claims.md §15). */
export function PersonRecord({ person }: { readonly person: Row<'person'> }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { users } = useReference(store)
  const history = useLiveQuery(() => readHistory(store, 'person', person.id), [store, person.id])
  const nameOfUser = (id: string): string => users.get(id)?.displayName ?? '–'
  const nameOfField = (name: string): string => {
    const key = `persons.${name}`
    return isTextKey(key) ? t(key) : name
  }
  async function exportAll(): Promise<void> {
    const claims = (await listRows(store, 'paymentClaim')).filter(({ fields }) =>
      fields.persons.some(({ facts }) => facts.ref === person.id),
    )
    const lines = (await listRows(store, 'claimLine')).filter(({ fields }) =>
      fields.shares.some(({ personId }) => personId === person.id),
    )
    const decisions = (await listRows(store, 'decision')).filter(({ fields }) =>
      fields.personIds.includes(person.id),
    )
    const about = {
      format: 'alpo-desk-person',
      version: 1,
      person: person.fields,
      changes: (history ?? []).map(({ at, actor, fields }) => ({ at, by: nameOfUser(actor), fields })),
      claims: claims.map(({ fields: { kind, period, state } }) => ({ kind, period, state })),
      lines: lines.map(({ fields: { costType, from, to, grossCents } }) => ({
        costType,
        from,
        to,
        grossCents,
      })),
      decisions: decisions.map(({ fields: { kind, period, state } }) => ({ kind, period, state })),
    }
    const text = `${JSON.stringify(about, null, 2)}\n`
    const saved = await bridge().saveText({ suggestedName: 'henkilon-tiedot.json', text })
    if (saved.kind === 'saved') say(t('periods.exported', { name: saved.name }))
    if (saved.kind === 'failed') say(t(`claims.failed.${saved.reason}`))
  }
  const origins = Object.entries(person.fields.provenance)
  return (
    <details className="card">
      <summary>{t('persons.record')}</summary>
      {origins.length > 0 ? (
        <table aria-label={t('persons.origins')}>
          <thead>
            <tr>
              <th scope="col">{t('persons.datum')}</th>
              <th scope="col">{t('persons.source')}</th>
              <th scope="col">{t('persons.recorder')}</th>
            </tr>
          </thead>
          <tbody>
            {origins.map(([name, { source, recordedBy, on }]) => (
              <tr key={name}>
                <td>{nameOfField(name)}</td>
                <td>{source || '–'}</td>
                <td>
                  {nameOfUser(recordedBy)} {dateToText(on)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <h3>{t('persons.changes')}</h3>
      <ol className="log">
        {history?.map(({ at, actor, n, deviceId, fields }) => (
          <li key={`${deviceId} ${n} ${at}`}>
            {momentToText(at, lang)} {nameOfUser(actor)}: {fields.map(nameOfField).join(', ')}
          </li>
        ))}
      </ol>
      <Button onPress={() => exportAll()}>{t('persons.export')}</Button>
    </details>
  )
}
