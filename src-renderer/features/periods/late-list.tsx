import { useCallback } from 'react'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRead } from '../../data/hooks/use-read.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { type LateChange, lateChanges } from '../../data/records/late-changes.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'

const none: readonly LateChange[] = []

/** Rows of a month that came or were changed in ways that somebody has to look at; nothing where there are none. */
export function LateList({ month }: { readonly month: string }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { users, sites } = useReference(store)
  const [found] = useRead(
    useCallback(() => lateChanges(store, month), [store, month]),
    none,
  )
  if (found.length === 0) return null
  return (
    <>
      <h2>{t('periods.late')}</h2>
      <ul>
        {found.map(({ kind, id, fields, change }) => (
          <li key={`${kind} ${id}`}>
            {dateToText(fields.date)} {fields.startTime}, {sites.get(fields.siteId)?.name ?? '–'}:{' '}
            {t(`periods.late.${kind}`, {
              name: users.get(change.actor)?.displayName ?? '–',
              when: momentToText(change.at, lang),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
