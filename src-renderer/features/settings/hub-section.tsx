import { useEffect, useState } from 'react'
import { protocol, type Receipt } from '../../../src-shared/sync/messages.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { syncStorageOf } from '../../data/syncing/sync-storage.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { messagesForFile, takeAnswers } from '../../sync/by-file.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'
import { ConnectForm } from './connect-form.tsx'

/** Connects the device to a hub, and shows what the hub has durably stored of it. */
export function HubSection({
  organisationId,
  onConnected,
}: {
  readonly organisationId: string | null
  readonly onConnected: () => void
}) {
  const t = useT()
  const store = useStore()
  const devices = useRows(store, 'device')
  const [status, setStatus] = useState<{ address: string | null; organisation: string | null } | null>(null)
  const readStatus = () => bridge().syncStatus({}).then(setStatus)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, and again after connecting
  useEffect(() => void readStatus(), [])

  async function connected(): Promise<void> {
    await readStatus()
    onConnected()
  }
  const deviceName = devices?.find(({ id }) => id === store.deviceId)?.fields.name ?? ''
  if (!status || !devices) return null
  return (
    <section className="card" aria-label={t('settings.hub')}>
      <h2>{t('settings.hub')}</h2>
      {status.address ? (
        <>
          <p>
            {t('settings.connected', { organisation: status.organisation ?? '', address: status.address })}
          </p>
          <Receipts />
          <ByFile onRead={onConnected} />
          <details>
            <summary>{t('settings.newCode')}</summary>
            <p>{t('settings.newCodeText')}</p>
            <ConnectForm
              key={deviceName}
              organisationId={organisationId}
              known={{ address: status.address, deviceName }}
              onConnected={connected}
            />
          </details>
        </>
      ) : (
        <ConnectForm
          organisationId={organisationId}
          known={{ address: '', deviceName: '' }}
          onConnected={connected}
        />
      )}
    </section>
  )
}

/** For weeks without a network: what is to be sent goes on a stick, and the answer comes back on it. */
function ByFile({ onRead }: { readonly onRead: () => void }) {
  const t = useT()
  const store = useStore()
  const [said, setSaid] = useState<string | null>(null)
  async function make(): Promise<void> {
    const messages = await messagesForFile(syncStorageOf(store))
    if (!messages) return setSaid(t('settings.file.not-yet'))
    const outcome = await bridge().exchangeMake({ deviceId: store.deviceId, messages: [...messages] })
    if (outcome.kind === 'saved') setSaid(t('settings.file.made', { name: outcome.name }))
    if (outcome.kind === 'failed') setSaid(t(`periods.exportFailed.${outcome.reason}`))
  }
  async function open(): Promise<void> {
    const outcome = await bridge().exchangeOpen({ deviceId: store.deviceId })
    switch (outcome.kind) {
      case 'cancelled':
        return
      case 'answers': {
        const taken = await takeAnswers(syncStorageOf(store), outcome.responses)
        if (taken.kind === 'needs-network') return setSaid(t('settings.file.needs-network'))
        const { sent, received } = taken
        setSaid(t('settings.file.read', { sent, received }))
        return onRead()
      }
      case 'relayed':
        setSaid(t('settings.file.relayed', { name: outcome.name }))
        return onRead()
      case 'unreachable':
        return setSaid(t(`sync.reason.${outcome.reason}`))
      case 'failed':
        return setSaid(t(`periods.exportFailed.${outcome.reason}`))
      case 'not-enrolled':
        return setSaid(t('sync.reason.not-enrolled'))
      default:
        setSaid(t(`settings.file.${outcome.kind}`))
    }
  }
  return (
    <section aria-label={t('settings.file')}>
      <h3>{t('settings.file')}</h3>
      <p>{t('settings.fileText')}</p>
      <div className="row">
        <Button onPress={() => make()}>{t('settings.fileMake')}</Button>
        <Button onPress={() => open()}>{t('settings.fileOpen')}</Button>
      </div>
      <p role="status">{said}</p>
    </section>
  )
}

function Receipts() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const saveText = useSaveText()
  const [receipts, setReceipts] = useState<readonly Receipt[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  async function show(): Promise<void> {
    const after = Math.max(0, store.lastN - 100) // the last hundred; older ones are asked for with a smaller number
    const answer = await bridge().syncExchange({ message: { protocol, kind: 'receipts', after } })
    if (answer.kind === 'answer' && answer.response.kind === 'receipts') {
      setReceipts(answer.response.receipts.toReversed())
      setProblem(null)
    } else setProblem(answer.kind === 'unreachable' ? t(`sync.reason.${answer.reason}`) : t('sync.needs-you'))
  }
  /** All of them, for whoever has to prove what was handed over and when. */
  async function saveAll(): Promise<void> {
    const lines = ['n;seq;storedAt']
    for (let after = 0; ; ) {
      const answer = await bridge().syncExchange({ message: { protocol, kind: 'receipts', after } })
      if (answer.kind !== 'answer' || answer.response.kind !== 'receipts')
        return setProblem(
          answer.kind === 'unreachable' ? t(`sync.reason.${answer.reason}`) : t('sync.needs-you'),
        )
      for (const { n, seq, storedAt } of answer.response.receipts) lines.push(`${n};${seq};${storedAt}`)
      after = answer.response.receipts.at(-1)?.n ?? after
      if (!answer.response.more) break
    }
    setProblem(null)
    await saveText('kuitit.csv', `${lines.join('\r\n')}\r\n`)
  }
  return (
    <>
      <div className="row">
        <Button onPress={() => show()}>{t('settings.showReceipts')}</Button>
        <Button onPress={() => saveAll()}>{t('settings.saveReceipts')}</Button>
      </div>
      {problem ? <Notice tone="warning">{problem}</Notice> : null}
      {receipts ? (
        <table aria-label={t('settings.receipts')}>
          <caption>{t('settings.receipts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('settings.receiptNumber')}</th>
              <th scope="col">{t('settings.receiptSeq')}</th>
              <th scope="col">{t('settings.receiptAt')}</th>
            </tr>
          </thead>
          <tbody>
            {receipts.map((receipt) => (
              <tr key={receipt.n}>
                <td>{receipt.n}</td>
                <td>{receipt.seq}</td>
                <td>{momentToText(receipt.storedAt, lang)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  )
}
