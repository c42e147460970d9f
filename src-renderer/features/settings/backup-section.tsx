import { useState } from 'react'
import { backupStateOf } from '../../../src-shared/backup/backup-state.ts'
import type { BackupStatus, HeldBackup } from '../../../src-shared/bridge/backup-calls.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { longMomentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { useBackupStatus } from '../../platform/use-backup-status.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { BackupList } from './backup-list.tsx'

/** Where backups go, how the last ones went, and what can be done by hand. */
export function BackupSection() {
  const t = useT()
  const { role } = useStore()
  const { status, ask } = useBackupStatus(5000)
  const [said, setSaid] = useState<{ readonly text: string; readonly isAlert: boolean } | null>(null)
  const [backups, setBackups] = useState<readonly HeldBackup[] | null>(null)
  const say = (text: string, isAlert = false): void => setSaid({ text, isAlert })
  if (!status) return null

  async function choose(): Promise<void> {
    const answer = await bridge().backupChoose({})
    setBackups(null)
    setSaid(null)
    if (answer.kind === 'failed') say(t(`backup.why.${answer.why}`), true)
    else if (answer.kind === 'inside') say(t('backup.inside'), true)
    else if (answer.kind === 'status') {
      const making = bridge().backupMake({})
      await ask()
      await making
    }
    await ask()
  }
  async function run(kind: 'make' | 'prove'): Promise<void> {
    setSaid(null)
    const working = kind === 'make' ? bridge().backupMake({}) : bridge().backupProve({})
    await ask()
    const answer = await working
    await ask()
    if (answer.kind !== 'status') return
    const why = kind === 'make' ? answer.makeFailed : answer.proveFailed
    if (why === null) say(t(kind === 'make' ? 'backup.made' : 'backup.proved'))
  }
  async function list(): Promise<void> {
    const answer = await bridge().backupList({})
    if (answer.kind === 'failed') return say(t(`backup.why.${answer.why}`), true)
    if (answer.kind === 'backups') setBackups(answer.backups)
  }
  const isBusy = status.running !== null
  return (
    <section className="card" aria-label={t('backup.title')}>
      <h2>{t('backup.title')}</h2>
      <p>{t('backup.text')}</p>
      <Facts status={status} />
      {isBusy ? (
        <div className="row">
          <span role="status">{t(status.running === 'prove' ? 'backup.proving' : 'backup.making')}</span>
          <progress
            aria-label={t('backup.title')}
            {...(status.progress ? { max: status.progress.of, value: status.progress.done } : {})}
          />
          <Button onPress={() => void bridge().backupStop({}).then(ask)}>{t('backup.stop')}</Button>
        </div>
      ) : (
        <div className="row">
          {status.folder === null ? null : (
            <>
              <Button variant="primary" onPress={() => void run('make')}>
                {t('backup.make')}
              </Button>
              <Button onPress={() => void run('prove')}>{t('backup.prove')}</Button>
              <Button onPress={() => void list()}>{t('backup.list')}</Button>
            </>
          )}
          <Button isDisabled={role !== 'admin'} onPress={() => void choose()}>
            {t(status.folder === null ? 'backup.choose' : 'backup.chooseOther')}
          </Button>
        </div>
      )}
      {role === 'admin' ? null : <p className="hint">{t('admin.onlyAdmin')}</p>}
      {status.isPaused ? (
        <Notice tone="warning">
          <p>
            {t('backup.paused')}{' '}
            <Button onPress={() => void bridge().backupResume({}).then(ask)}>{t('backup.resume')}</Button>
          </p>
        </Notice>
      ) : null}
      {said?.isAlert ? <Notice tone="alert">{said.text}</Notice> : <p role="status">{said?.text}</p>}
      {backups ? <BackupList backups={backups} /> : null}
    </section>
  )
}

function Facts({ status }: { readonly status: BackupStatus }) {
  const t = useT()
  const lang = useLang()
  const { folder, lastAt, provedAt, makeFailed, proveFailed } = status
  const at = (ms: number): string => longMomentToText(new Date(ms).toISOString(), lang)
  if (folder === null) return <Notice tone="warning">{t('backup.state.missing')}</Notice>
  const state = backupStateOf(status, Date.now())
  return (
    <>
      <ul>
        <li>{t('backup.folder', { folder })}</li>
        <li>{lastAt === null ? t('backup.never') : t('backup.lastAt', { at: at(lastAt) })}</li>
        <li>{provedAt === null ? t('backup.neverProved') : t('backup.provedAt', { at: at(provedAt) })}</li>
      </ul>
      {makeFailed ? <Notice tone="alert">{t(`backup.why.${makeFailed}`)}</Notice> : null}
      {proveFailed ? (
        <Notice tone="alert">
          <p>{t('backup.state.not-restorable')}</p>
          <p>{t(`backup.why.${proveFailed}`)}</p>
        </Notice>
      ) : null}
      {state === 'old' || state === 'unproved' ? (
        <Notice tone="warning">{t(`backup.state.${state}`)}</Notice>
      ) : null}
    </>
  )
}
