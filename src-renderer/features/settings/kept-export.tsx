import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { type KeptState, useKeptExport } from './use-kept-export.ts'

/** A folder that follows the register by itself, and that the organisation owns. */
export function KeptExportPart() {
  const t = useT()
  const { role } = useStore()
  const [isAsking, setAsking] = useState(false)
  const { state, problem, isWriting, refresh, set, end } = useKeptExport()
  const isAdmin = role === 'admin'
  if (!state) return null
  return (
    <section aria-label={t('exports.kept')}>
      <h3>{t('exports.kept')}</h3>
      <p>{t('exports.keptText')}</p>
      {state.kind === 'on' ? <Standing state={state} /> : null}
      <p role="status">{isWriting ? t('exports.keptWriting') : null}</p>
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <div className="row">
        {state.kind === 'on' ? (
          <>
            <Button isDisabled={isWriting} onPress={refresh}>
              {t('exports.keptNow')}
            </Button>
            <Button isDisabled={!isAdmin} onPress={end}>
              {t('exports.keptEnd')}
            </Button>
          </>
        ) : (
          <Button isDisabled={!isAdmin} onPress={() => setAsking(true)}>
            {t('exports.keptBegin')}
          </Button>
        )}
      </div>
      {isAsking ? (
        <ExportDialog
          title={t('exports.kept')}
          text={t('exports.keptDialog')}
          onClose={() => setAsking(false)}
          onChosen={(recipients) => {
            setAsking(false)
            void set(recipients)
          }}
        />
      ) : null}
    </section>
  )
}

function Standing({ state }: { readonly state: Extract<KeptState, { readonly kind: 'on' }> }) {
  const t = useT()
  const lang = useLang()
  const { folder, recipients, writtenAt, failing } = state
  return (
    <>
      <p>{t('exports.keptFolder', { folder })}</p>
      <p>
        {recipients.length > 0 ? t('exports.keptKeys', { count: recipients.length }) : t('exports.keptPlain')}
      </p>
      <p>
        {writtenAt === null
          ? t('exports.keptNever')
          : t('exports.keptWritten', { at: momentToText(writtenAt, lang) })}
      </p>
      {failing ? (
        <Notice tone="warning">
          {t('exports.keptFailing', { since: momentToText(failing.since, lang) })}{' '}
          {t(`exports.keptFailed.${failing.reason}`)}
        </Notice>
      ) : null}
    </>
  )
}
