import { useEffect, useState } from 'react'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference, useVersion } from '../../data/hooks/use-store-value.ts'
import { type LateChange, lateChanges } from '../../data/records/late-changes.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'

/** Rows of a month that came or were changed in ways that somebody has to look at; nothing where there are none. */
export function LateList({ month }: { readonly month: string }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const version = useVersion(store)
  const { users, sites } = useReference(store)
  const [found, setFound] = useState<readonly LateChange[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again after each change of the register
  useEffect(() => {
    let isGone = false
    void lateChanges(store, month).then((some) => (isGone ? undefined : setFound(some)))
    return () => {
      isGone = true
    }
  }, [store, month, version])
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
