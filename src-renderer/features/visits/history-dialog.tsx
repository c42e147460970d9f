import { useEffect, useState } from 'react'
import type { HistoryEntry } from '../../../src-shared/sync/history.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { readHistory } from '../../data/records/records.ts'
import { isTextKey, momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'

/** Who changed a row, when, which fields, and on which device. */
export function HistoryDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { users } = useReference(store)
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null)
  useEffect(() => void readHistory(store, 'visit', id).then(setEntries), [store, id])
  const fieldName = (field: string): string => {
    const key = `visits.${field}`
    return isTextKey(key) ? t(key) : field
  }
  return (
    <Dialog title={t('visits.historyTitle')} onClose={onClose}>
      {entries?.length === 0 ? <p>{t('visits.historyEmpty')}</p> : null}
      <ol className="history">
        {entries?.map((entry) => (
          <li key={`${entry.deviceId} ${entry.n} ${entry.at}`}>
            <strong>{momentToText(entry.at, lang)}</strong>{' '}
            {users.get(entry.actor)?.displayName ?? t('visits.someone')},{' '}
            {entry.deviceId === store.deviceId
              ? t('visits.thisDevice')
              : t('visits.otherDevice', { id: entry.deviceId.slice(-4) })}
            : {t(`visits.action.${entry.kind}`)}
            {entry.kind === 'put' ? ` ${entry.fields.map(fieldName).join(', ')}` : ''}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
