import { useCallback } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRead } from '../../data/hooks/use-read.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { type ImportRecord, listImports, undoImport } from './run-import.ts'

const none: readonly ImportRecord[] = []

/** Imports that were made on this device, each of which can be taken back. */
export function ImportsDone() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const [records, readAgain] = useRead(
    useCallback((): Promise<readonly ImportRecord[]> => listImports(store), [store]),
    none,
  )
  async function undo(record: ImportRecord): Promise<void> {
    const done = await undoImport(store, record, () => true)
    await readAgain()
    say(t(done.kind === 'done' ? 'import.undone' : 'import.undoFailed', { count: done.count }))
  }
  if (records.length === 0) return null
  return (
    <>
      <h3>{t('import.history')}</h3>
      <ul>
        {records.map((record) => (
          <li key={record.id} className="row">
            {momentToText(record.at, lang)} {record.name}: {t('visits.count', { count: record.ids.length })}
            <Button onPress={() => undo(record)}>{t('import.undo')}</Button>
          </li>
        ))}
      </ul>
    </>
  )
}
