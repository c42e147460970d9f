import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput } from '../../ui/fields.tsx'

/** Shown once: the only way in when the passphrase is forgotten. */
export function RecoveryKeyScreen({
  recoveryKey,
  onDone,
}: {
  readonly recoveryKey: string
  readonly onDone: () => void
}) {
  const t = useT()
  const [isNoted, setNoted] = useState(false)
  return (
    <main className="narrow">
      <div className="card">
        <h1>{t('recovery.title')}</h1>
        <p>{t('recovery.text')}</p>
        <p className="recovery-key" data-testid="recovery-key">
          {recoveryKey}
        </p>
        <div className="row no-print">
          <Button onPress={() => window.print()}>{t('recovery.print')}</Button>
        </div>
        <div className="no-print gap-above">
          <div className="gap-below">
            <CheckInput label={t('recovery.done')} checked={isNoted} onChange={setNoted} />
          </div>
          <Button variant="primary" isDisabled={!isNoted} onPress={onDone}>
            {t('recovery.continue')}
          </Button>
        </div>
      </div>
    </main>
  )
}
