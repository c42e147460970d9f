import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import type { openRealmKeyring } from '../../data/sealing/realm-keyring.ts'
import { changeKey, recoverKeys } from '../../data/syncing/realm-keys.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button, CheckInput, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'

export type Keys = Parameters<typeof openRealmKeyring>[0]
const shortest = 8

/** The current key, as a code under a passphrase, for a device that stands beside or at the other end of the phone. */
export function GiveKey() {
  const t = useT()
  const saveText = useSaveText()
  const organisations = useRows(useStore(), 'organisation')
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [code, setCode] = useState<string | null>(null)

  async function show(): Promise<void> {
    if (passphrase.length < shortest) return setProblem(t('settings.realmShort'))
    const names = [...(organisations ?? [])].map(({ fields }) => fields.name)
    const answer = await bridge().realmHandOver({ passphrase, names })
    setProblem(answer.kind === 'weak' ? t('setup.weak') : undefined)
    if (answer.kind === 'code') setCode(answer.code)
  }
  return (
    <Form onSave={show} label={t('settings.realmGive')}>
      <h3>{t('settings.realmGive')}</h3>
      <TextInput
        label={t('settings.realmPassphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        hint={t('settings.realmPassphraseHint')}
        error={problem}
      />
      <Button type="submit">{t('settings.realmShow')}</Button>
      {code ? (
        <>
          <p>
            <strong>{t('settings.realmCode')}</strong>
          </p>
          <p className="code" data-testid="realm-code">
            {code}
          </p>
          <p>{t('settings.realmCodeHint')}</p>
          <Button onPress={() => saveText('alpo-avain.txt', `${code}\n`)}>{t('settings.realmSave')}</Button>
        </>
      ) : null}
    </Form>
  )
}

/** The other end of {@link GiveKey}. */
export function TakeKey({ onAccepted }: { readonly onAccepted: (keys: Keys) => Promise<void> }) {
  const t = useT()
  const [code, setCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)

  async function take(): Promise<void> {
    if (!code.trim() || !passphrase) return setProblem(t('setup.required'))
    setWorking(true)
    try {
      const answer = await bridge().realmAccept({ code, passphrase })
      if (answer.kind === 'accepted') return await onAccepted(answer.keys)
      setProblem(t(answer.kind === 'mistyped' ? 'settings.realmMistyped' : 'settings.realmWrong'))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Form onSave={take} label={t('settings.realmTake')}>
      <h3>{t('settings.realmTake')}</h3>
      <p>{t('settings.realmTakeText')}</p>
      <TextInput label={t('settings.realmCode')} value={code} onChange={setCode} />
      <TextInput
        label={t('settings.realmPassphrase')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
      />
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <Button type="submit" isDisabled={isWorking}>
        {t('settings.realmTake')}
      </Button>
    </Form>
  )
}

/** The way in when the device that gave out keys is gone: the sheet that was printed when it was set up. */
export function RecoverKey({ onAccepted }: { readonly onAccepted: (keys: Keys) => Promise<void> }) {
  const t = useT()
  const store = useStore()
  const [recoveryKey, setRecoveryKey] = useState('')
  const [problem, setProblem] = useState<string | undefined>()

  async function recover(): Promise<void> {
    const keys = await recoverKeys(store, bridge(), recoveryKey)
    if (keys) return onAccepted(keys)
    setProblem(t('settings.realmNotRecovered'))
  }
  return (
    <Form onSave={recover} label={t('settings.realmRecover')}>
      <h3>{t('settings.realmRecover')}</h3>
      <p>{t('settings.realmRecoverText')}</p>
      <TextInput
        label={t('settings.realmRecoveryKey')}
        value={recoveryKey}
        onChange={setRecoveryKey}
        error={problem}
      />
      <Button type="submit">{t('settings.realmRecover')}</Button>
    </Form>
  )
}

/** A new key for those devices that stay, after one was lost or somebody has left. */
export function ChangeKey({ onChanged }: { readonly onChanged: () => void }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const reached = useRows(store, 'deviceKey') ?? []
  const names = new Map((useRows(store, 'device') ?? []).map(({ id, fields }) => [id, fields.name]))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isWorking, setWorking] = useState(false)
  const others = reached.filter(({ id }) => id !== store.deviceId)

  function choose(id: string, stays: boolean): void {
    const next = new Set(left)
    if (stays) next.delete(id)
    else next.add(id)
    setLeft(next)
  }
  async function change(): Promise<void> {
    setWorking(true)
    try {
      const staying = others.map(({ id }) => id).filter((id) => !left.has(id))
      const count = await changeKey(store, bridge(), staying)
      say(count === null ? t('settings.realmNotChanged') : t('settings.realmChanged', { count }))
      onChanged()
    } finally {
      setWorking(false)
    }
  }
  return (
    <Form onSave={change} label={t('settings.realmChange')}>
      <h3>{t('settings.realmChange')}</h3>
      <p>{t('settings.realmChangeText')}</p>
      {others.map(({ id }) => (
        <CheckInput
          key={id}
          label={t('settings.realmStays', { name: names.get(id) ?? id.slice(0, 8) })}
          checked={!left.has(id)}
          onChange={(stays) => choose(id, stays)}
        />
      ))}
      <Button type="submit" isDisabled={isWorking}>
        {t('settings.realmChange')}
      </Button>
    </Form>
  )
}
