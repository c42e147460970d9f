import { useEffect, useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useVersion } from '../../data/hooks/use-store-value.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { type ImportRecord, listImports, undoImport } from './run-import.ts'

/** Imports that were made on this device, each of which can be taken back. */
export function ImportsDone() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const version = useVersion(store)
  const say = useSay()
  const [records, setRecords] = useState<readonly ImportRecord[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: an import changes the register
  useEffect(() => void listImports(store).then(setRecords), [store, version])
  async function undo(record: ImportRecord): Promise<void> {
    const done = await undoImport(store, record, () => true)
    setRecords(await listImports(store))
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
