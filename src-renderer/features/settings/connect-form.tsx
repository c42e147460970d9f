import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useEnrolmentText } from '../../ui/use-enrolment-text.ts'

type Props = {
  readonly organisationId: string | null
  /** Where the device belongs already; what is typed first. */
  readonly known: { readonly address: string; readonly deviceName: string }
  readonly onConnected: () => void
}

/** Lets this device in at a hub with a one-time code; or in again, after it was shut out or stayed away for too long. */
export function ConnectForm({ organisationId, known, onConnected }: Props) {
  const t = useT()
  const store = useStore()
  const enrolmentText = useEnrolmentText()
  const [address, setAddress] = useState(known.address)
  const [code, setCode] = useState('')
  const [deviceName, setDeviceName] = useState(known.deviceName)
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)

  async function connect(): Promise<void> {
    if (!address.trim() || !code.trim() || !deviceName.trim()) return setProblem(t('setup.required'))
    setWorking(true)
    const { deviceId } = store
    const enrolling = bridge().syncEnrol({ address, code, deviceId, deviceName, organisationId })
    const answer = await enrolling.finally(() => setWorking(false))
    setProblem(answer.kind === 'enrolled' ? null : enrolmentText(answer))
    if (answer.kind !== 'enrolled') return
    setCode('')
    await commit(store, [{ entity: 'device', id: deviceId, kind: 'put', fields: { name: deviceName } }])
    onConnected()
  }
  return (
    <Form onSave={connect}>
      <div className="fields gap-below">
        <TextInput label={t('settings.hubAddress')} value={address} onChange={setAddress} />
        <TextInput label={t('settings.hubCode')} value={code} onChange={setCode} />
        <TextInput label={t('settings.deviceName')} value={deviceName} onChange={setDeviceName} />
      </div>
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <FormButtons label={t('settings.connect')} isDisabled={isWorking} />
    </Form>
  )
}
