import { type FormEvent, useEffect, useState } from 'react'
import { protocol, type Receipt } from '../../../src-shared/sync/messages.ts'
import { useStore } from '../../data/store-context.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'
import { useEnrolmentText } from '../../ui/use-enrolment-text.ts'

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
  const enrolmentText = useEnrolmentText()
  const [status, setStatus] = useState<{ address: string | null; organisation: string | null } | null>(null)
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const [deviceName, setDeviceName] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)
  const readStatus = () => bridge().syncStatus({}).then(setStatus)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, and again after connecting
  useEffect(() => void readStatus(), [])

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!address.trim() || !code.trim() || !deviceName.trim()) return setProblem(t('setup.required'))
    setWorking(true)
    const answer = await bridge().syncEnrol({
      address,
      code,
      deviceId: store.deviceId,
      deviceName,
      organisationId,
    })
    setWorking(false)
    setProblem(answer.kind === 'enrolled' ? null : enrolmentText(answer))
    if (answer.kind !== 'enrolled') return
    await readStatus()
    onConnected()
  }
  if (!status) return null
  return (
    <section className="card" aria-label={t('settings.hub')}>
      <h2>{t('settings.hub')}</h2>
      {status.address ? (
        <>
          <p>
            {t('settings.connected', { organisation: status.organisation ?? '', address: status.address })}
          </p>
          <Receipts />
        </>
      ) : (
        <form onSubmit={connect} noValidate>
          <div className="fields">
            <TextInput label={t('settings.hubAddress')} value={address} onChange={setAddress} />
            <TextInput label={t('settings.hubCode')} value={code} onChange={setCode} />
            <TextInput label={t('settings.deviceName')} value={deviceName} onChange={setDeviceName} />
          </div>
          <p />
          {problem ? <Notice tone="alert">{problem}</Notice> : null}
          <Button variant="primary" type="submit" isDisabled={isWorking}>
            {t('settings.connect')}
          </Button>
        </form>
      )}
    </section>
  )
}

function Receipts() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
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
  return (
    <>
      <Button onPress={() => void show()}>{t('settings.showReceipts')}</Button>
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
