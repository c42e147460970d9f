import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { KeptExportPart } from './kept-export.tsx'
import { useExport } from './use-export.ts'

/** All of the register into a folder that can be read without this program: for administrators, who are told what that means. */
export function ExportSection() {
  const t = useT()
  const { role } = useStore()
  const [isAsking, setAsking] = useState(false)
  const { start, stop, progress, said } = useExport()
  return (
    <section className="card" aria-label={t('exports.title')}>
      <h2>{t('exports.title')}</h2>
      <p>{t('exports.text')}</p>
      {role === 'admin' ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      {progress ? (
        <div className="row">
          <span role="status">{t('exports.progress', progress)}</span>
          <progress max={progress.of} value={progress.done} aria-label={t('exports.title')} />
          <Button onPress={stop}>{t('exports.stop')}</Button>
        </div>
      ) : (
        <Button isDisabled={role !== 'admin'} onPress={() => setAsking(true)}>
          {t('exports.all')}
        </Button>
      )}
      {said ? (
        said.isDone ? (
          <p role="status">{said.text}</p>
        ) : (
          <Notice tone="alert">{said.text}</Notice>
        )
      ) : null}
      <KeptExportPart />
      {isAsking ? (
        <ExportDialog
          title={t('exports.all')}
          text={t('exports.allText')}
          onClose={() => setAsking(false)}
          onChosen={(recipients) => {
            setAsking(false)
            void start(recipients)
          }}
        />
      ) : null}
    </section>
  )
}
