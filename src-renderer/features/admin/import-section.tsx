import { useMemo, useRef, useState } from 'react'
import type { ImportDefaults, ImportMapping } from '../../../src-shared/domain/visits/visit-import.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { haveSameHeadings, type PickedSheet, pickSheet } from '../../platform/pick-sheet.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { SheetChoiceForm } from '../../ui/sheet-choice.tsx'
import { useSay } from '../../ui/toast.tsx'
import { ImportMappingForm } from './import-mapping.tsx'
import { ImportPreview } from './import-preview.tsx'
import { startMapping } from './import-source.ts'
import { ImportsDone } from './imports-done.tsx'
import { type DryRun, dryRun, runImport } from './run-import.ts'
import { targetName } from './target-name.ts'

/** Old tally sheets come in: pick, map the columns, look at what would happen, then do it, and undo it as a whole. */
export function ImportSection() {
  const t = useT()
  const store = useStore()
  const { sites } = useReference(store)
  const say = useSay()
  const [sheet, setSheet] = useState<PickedSheet | null>(null)
  const [mapping, setMapping] = useState<ImportMapping>({})
  const [defaults, setDefaults] = useState<ImportDefaults>(() => ({
    siteId: [...sites.keys()][0] ?? '',
    channel: 'in-person',
    setting: 'walk-in',
    serviceLanguage: 'fi',
    topics: [],
    outcome: 'resolved',
    startTime: '12:00',
  }))
  const [progress, setProgress] = useState<{ readonly done: number; readonly all: number } | null>(null)
  const stop = useRef(false)
  const result = useMemo<DryRun | null>(
    () => (sheet ? dryRun(store, sheet, mapping, defaults) : null),
    [store, sheet, mapping, defaults],
  )
  if (!isLeader(store.role)) return <Notice>{t('import.onlyLeader')}</Notice>

  async function pick(): Promise<void> {
    const picked = await pickSheet()
    if (picked.kind === 'none') return
    if (picked.kind === 'refused') return say(t(`import.refused.${picked.reason}`))
    await show(picked.sheet)
  }
  /** Columns that were said for the same headings stay. */
  async function show(next: PickedSheet): Promise<void> {
    if (!sheet || !haveSameHeadings(sheet, next))
      setMapping(await startMapping(store, next, (target) => targetName(t, target)))
    setSheet(next)
  }
  async function run(): Promise<void> {
    if (!sheet || !result) return
    stop.current = false
    const done = await runImport(store, sheet, mapping, result.visits, (part) => {
      setProgress(part)
      return !stop.current
    })
    setProgress(null)
    if (done.kind === 'failed') return say(t('import.failed', { count: done.count }))
    say(t(done.kind === 'done' ? 'import.done' : 'import.stopped', { count: done.count }))
    setSheet(null)
  }
  return (
    <section className="card" aria-label={t('admin.import')}>
      <h2>{t('admin.import')}</h2>
      <p>{t('import.text')}</p>
      <Button onPress={() => pick()} isDisabled={progress !== null}>
        {t('import.pick')}
      </Button>
      {sheet && result ? (
        <>
          <p>{t('import.picked', { name: sheet.name, rows: sheet.rows.length, encoding: sheet.encoding })}</p>
          <SheetChoiceForm sheet={sheet} onSheet={(next) => void show(next)} isDisabled={progress !== null} />
          <ImportMappingForm
            headings={sheet.headings}
            mapping={mapping}
            onMapping={setMapping}
            defaults={defaults}
            onDefaults={setDefaults}
          />
          <ImportPreview sheet={sheet} result={result} mapping={mapping} />
          {progress ? (
            <div className="row">
              <progress value={progress.done} max={progress.all} aria-label={t('import.progress')} />
              <span>
                {progress.done} / {progress.all}
              </span>
              <Button
                onPress={() => {
                  stop.current = true
                }}
              >
                {t('import.stop')}
              </Button>
            </div>
          ) : (
            <Button variant="primary" isDisabled={result.visits.length === 0} onPress={() => run()}>
              {t('import.run', { count: result.visits.length })}
            </Button>
          )}
        </>
      ) : null}
      {progress ? null : <ImportsDone />}
    </section>
  )
}
