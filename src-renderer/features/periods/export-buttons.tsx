import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import { monthDays } from '../../../src-shared/domain/visits/period.ts'
import { codeFields, codeLists } from '../../../src-shared/domain/visits/visit-rules.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import { isTextKey, useLang, useT } from '../../i18n/i18n.ts'
import { sha256 } from '../../platform/sha256.ts'
import { Button } from '../../ui/fields.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'

const setOf: Readonly<Record<string, CodeSetName>> = { ...codeFields, ...codeLists }

/** Raw rows for the own organisation: confidential working data, and the person is told so. */
export function ExportButtons({ month }: { readonly month: string }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const saveText = useSaveText()
  const { codes, sites, periods } = useReference(store)
  const [organisation] = useRows(store, 'organisation') ?? []
  async function save(kind: 'words' | 'machine' | 'json'): Promise<void> {
    const { machineColumns, toCsv, toJson, wordColumns } = await import('./export.ts')
    const rows = monthRows(store, month)
    const heading = (name: string): string => {
      const key = `visits.${name}`
      return name === 'hour' ? t('periods.hour') : isTextKey(key) ? t(key) : name
    }
    const wording = {
      heading,
      label: (field: string, code: string) => codes.label(setOf[field] ?? 'topic', code, lang),
      site: (id: string) => sites.get(id)?.name ?? id,
    }
    const text =
      kind === 'json'
        ? await toJson(
            rows,
            {
              createdAt: store.clock.nowIso(),
              organisation: {
                id: organisation?.id ?? '',
                municipality: organisation?.fields.claimantCode ?? null,
              },
              period: monthDays(month),
              closing: periods.get(month),
              codeSetVersion: codes.version,
            },
            sha256,
          )
        : toCsv(rows, kind === 'words' ? wordColumns(wording) : machineColumns)
    const suggestedName = `visits-${month}${kind === 'machine' ? '-codes' : ''}.${kind === 'json' ? 'json' : 'csv'}`
    await saveText(suggestedName, text)
  }
  return (
    <>
      <h2>{t('periods.export')}</h2>
      <p>{t('periods.exportText')}</p>
      <div className="row">
        <Button onPress={() => save('words')}>{t('periods.csvWords')}</Button>
        <Button onPress={() => save('machine')}>{t('periods.csvCodes')}</Button>
        <Button onPress={() => save('json')}>{t('periods.json')}</Button>
      </div>
    </>
  )
}
