import { useEffect, useState } from 'react'
import type { HeldBackup } from '../../../src-shared/bridge/backup-calls.ts'
import { longMomentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'

type Props = {
  /** The register is there, and waits for its passphrase. */
  readonly onRestored: () => void
  readonly onBack: () => void
}

/** On a device without a register: the folder with the backups, the way into it, and which of them is brought back. */
export function RestoreScreen({ onRestored, onBack }: Props) {
  const t = useT()
  const [folder, setFolder] = useState<string | null>(null)
  const [backups, setBackups] = useState<readonly HeldBackup[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function choose(): Promise<void> {
    setProblem(null)
    const answer = await bridge().restoreChoose({})
    if (answer.kind === 'failed') setProblem(t(`backup.why.${answer.why}`))
    if (answer.kind !== 'chosen') return
    setBackups(null)
    setFolder(answer.folder)
  }
  return (
    <main className="narrow">
      <div className="card stack">
        <h1>{t('restore.title')}</h1>
        <p>{t('restore.text')}</p>
        {folder === null ? null : <p>{t('backup.folder', { folder })}</p>}
        <div className="row">
          <Button variant={folder === null ? 'primary' : 'secondary'} onPress={() => void choose()}>
            {t('restore.choose')}
          </Button>
          <Button variant="plain" onPress={onBack}>
            {t('restore.back')}
          </Button>
        </div>
        {problem ? <Notice tone="alert">{problem}</Notice> : null}
        {folder !== null && backups === null ? <WayIn onOpened={setBackups} /> : null}
        {backups ? <Choice backups={backups} onRestored={onRestored} /> : null}
      </div>
    </main>
  )
}

function WayIn({ onOpened }: { readonly onOpened: (backups: readonly HeldBackup[]) => void }) {
  const t = useT()
  const [isRecovery, setRecovery] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [recoveryKey, setRecoveryKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)

  async function open(): Promise<void> {
    if (passphrase === '' || (isRecovery && recoveryKey.trim() === '')) return // nothing is tried yet
    if (isRecovery && passphrase.length < 8) return setProblem(t('setup.tooShort'))
    setWorking(true)
    setProblem(null)
    const answer = await bridge()
      .restoreOpen(
        isRecovery
          ? { kind: 'recovery-key', recoveryKey, newPassphrase: passphrase }
          : { kind: 'passphrase', passphrase },
      )
      .finally(() => setWorking(false))
    if (answer.kind === 'opened') onOpened(answer.backups)
    else if (answer.kind === 'weak') setProblem(t('setup.weak'))
    else if (answer.why === 'wrong-secret') setProblem(t(isRecovery ? 'unlock.wrongKey' : 'unlock.wrong'))
    else setProblem(t(`backup.why.${answer.why}`))
  }
  return (
    <Form onSave={open}>
      {isRecovery ? (
        <TextInput label={t('unlock.recoveryKey')} value={recoveryKey} onChange={setRecoveryKey} />
      ) : null}
      <TextInput
        key={isRecovery ? 'new' : 'old'}
        type="password"
        label={isRecovery ? t('unlock.newPassphrase') : t('setup.passphrase')}
        className="gap-below"
        value={passphrase}
        onChange={setPassphrase}
      />
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <FormButtons label={t('restore.open')} isDisabled={isWorking}>
        <Button variant="plain" onPress={() => setRecovery(!isRecovery)}>
          {isRecovery ? t('unlock.back') : t('unlock.forgot')}
        </Button>
      </FormButtons>
    </Form>
  )
}

function Choice({
  backups,
  onRestored,
}: {
  readonly backups: readonly HeldBackup[]
  readonly onRestored: () => void
}) {
  const t = useT()
  const lang = useLang()
  const [id, setId] = useState(backups[0]?.id ?? '')
  const [isWorking, setWorking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const chosen = backups.find((backup) => backup.id === id)

  async function restore(): Promise<void> {
    setWorking(true)
    setProblem(null)
    const answer = await bridge()
      .restoreRun({ id })
      .finally(() => setWorking(false))
    if (answer.kind === 'restored') onRestored()
    else setProblem(t(`backup.why.${answer.why}`))
  }
  const options = backups.map((backup) => ({
    value: backup.id,
    label: longMomentToText(new Date(backup.at).toISOString(), lang),
  }))
  return (
    <Form onSave={restore}>
      <SelectInput label={t('restore.which')} value={id} options={options} onChange={setId} />
      {chosen ? (
        <p>
          {t('restore.holds', {
            rows: Object.values(chosen.tables).reduce((sum, count) => sum + count, 0),
            files: chosen.files,
          })}
        </p>
      ) : null}
      <p className="hint">{t('restore.hint')}</p>
      {isWorking ? <Progress /> : null}
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <FormButtons label={t('restore.run')} isDisabled={isWorking} />
    </Form>
  )
}

function Progress() {
  const t = useT()
  const [part, setPart] = useState<{ readonly done: number; readonly of: number } | null>(null)
  useEffect(() => {
    const timer = setInterval(() => void bridge().restoreProgress({}).then(setPart), 300)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="row">
      <span role="status">{t('restore.working')}</span>
      <progress aria-label={t('restore.working')} {...(part ? { max: part.of, value: part.done } : {})} />
    </div>
  )
}
