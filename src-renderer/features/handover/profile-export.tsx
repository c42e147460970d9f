import { useState } from 'react'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import {
  type HandoverProfileFields,
  mapVisits,
  type UnmappedCount,
} from '../../../src-shared/domain/visits/handover.ts'
import { codeFields, codeLists } from '../../../src-shared/domain/visits/visit-rules.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'

const setOf: Readonly<Record<string, CodeSetName>> = { ...codeFields, ...codeLists }

/** A month's visits in the target's own fields and words; stopped, with a list, by what the profile has no word for. */
export function ProfileExport({
  month,
  profile,
}: {
  readonly month: string
  readonly profile: HandoverProfileFields
}) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { codes } = useReference(store)
  const saveText = useSaveText()
  const [unmapped, setUnmapped] = useState<readonly UnmappedCount[]>([])
  async function save(kind: 'csv' | 'json'): Promise<void> {
    const rows = monthRows(store, month).toSorted((a, b) =>
      `${a.fields.date} ${a.id}` < `${b.fields.date} ${b.id}` ? -1 : 1,
    )
    const mapped = mapVisits(
      rows.map(({ fields }) => fields),
      profile,
    )
    setUnmapped(mapped.ok ? [] : mapped.unmapped)
    if (!mapped.ok) return
    const names = profile.fields.map(({ targetField }) => targetField)
    const { csvText } = await import('../../platform/csv.ts')
    const text =
      kind === 'json'
        ? `${JSON.stringify(mapped.rows, null, 1)}\n`
        : csvText([names, ...mapped.rows.map((row) => names.map((name) => cellOf(row[name])))])
    await saveText(`alpo-${month}.${kind}`, text)
  }
  return (
    <div className="no-print">
      <h3>{t('handover.export')}</h3>
      <p>{t('handover.exportText')}</p>
      <div className="row">
        <Button onPress={() => save('csv')}>{t('handover.exportCsv')}</Button>
        <Button onPress={() => save('json')}>{t('handover.exportJson')}</Button>
      </div>
      {unmapped.length > 0 ? (
        <Notice tone="alert">
          <p>{t('handover.unmapped')}</p>
          <ul>
            {unmapped.map(({ targetField, sourceField, code, visits }) => (
              <li key={`${targetField} ${code}`}>
                {targetField}:{' '}
                {code === null
                  ? t('handover.noValue')
                  : `${code} ${setOf[sourceField] ? codes.label(setOf[sourceField], code, lang) : ''}`}{' '}
                ({t('visits.count', { count: visits })})
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  )
}

const cellOf = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(' ')
