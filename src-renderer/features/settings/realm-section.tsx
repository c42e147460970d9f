import { type FormEvent, useEffect, useState } from 'react'
import { openRealm } from '../../data/realm.ts'
import { listRows } from '../../data/records.ts'
import { shareSealed } from '../../data/share-sealed.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { fetchFiles } from '../../sync/files.ts'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useSaveText } from '../../ui/use-save-text.ts'

type Keys = readonly { readonly id: string; readonly key: string }[]
const shortest = 8

/** Whether claims leave this device, and how another one is given the key to read them. Off until a person turns it on. */
export function RealmSection({ onShared }: { readonly onShared: () => void }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const [isOn, setOn] = useState(store.realm.current !== null)
  const [isWorking, setWorking] = useState(false)

  async function use(keys: Keys): Promise<number> {
    store.realm = await openRealm(keys)
    setOn(true)
    const count = await shareSealed(store)
    onShared()
    return count
  }
  async function turnOn(): Promise<void> {
    setWorking(true)
    try {
      const answer = await bridge().realmMake({})
      if (answer.kind === 'made') say(t('settings.realmMade', { count: await use(answer.keys) }))
    } finally {
      setWorking(false)
    }
  }
  return (
    <section className="card" aria-label={t('settings.realm')}>
      <h2>{t('settings.realm')}</h2>
      <p>{t(isOn ? 'settings.realmOn' : 'settings.realmOff')}</p>
      {isOn ? (
        <>
          <Files />
          <GiveKey />
        </>
      ) : (
        <>
          {store.role === 'admin' ? (
            <Button isDisabled={isWorking} onPress={() => void turnOn()}>
              {t('settings.realmMake')}
            </Button>
          ) : null}
          <TakeKey
            onAccepted={async (keys) => {
              await use(keys)
              say(t('settings.realmAccepted'))
            }}
          />
        </>
      )}
    </section>
  )
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000)

/** How much room the files take at the hub, and the way to have them all here, for work without a network. */
function Files() {
  const t = useT()
  const store = useStore()
  const [room, setRoom] = useState<{ usedBytes: number; quotaBytes: number } | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isFetching, setFetching] = useState(false)
  useEffect(() => {
    void bridge()
      .syncFiles({ send: [], fetch: [] })
      .then((answer) => setRoom(answer.kind === 'unreachable' ? null : answer))
  }, [])
  async function fetchAll(): Promise<void> {
    setFetching(true)
    try {
      const rows = await listRows(store, 'attachment')
      const hashes = [...new Set(rows.map(({ fields }) => fields.sha256))]
      const answer = await fetchFiles(
        (input) => bridge().syncFiles(input),
        hashes,
        (count) => setSaid(t('settings.realmLeft', { count })),
      )
      if (answer.kind === 'unreachable') return setSaid(t('settings.realmUnreachable'))
      const { missing } = answer
      setSaid(missing > 0 ? t('settings.realmFetchedSome', { count: missing }) : t('settings.realmFetched'))
    } finally {
      setFetching(false)
    }
  }
  return (
    <div>
      {room ? (
        <p>
          {t('settings.realmFiles', { used: megabytes(room.usedBytes), quota: megabytes(room.quotaBytes) })}
        </p>
      ) : null}
      <Button isDisabled={isFetching} onPress={() => void fetchAll()}>
        {t('settings.realmFetchAll')}
      </Button>
      <p role="status">{said}</p>
    </div>
  )
}

function GiveKey() {
  const t = useT()
  const saveText = useSaveText()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [code, setCode] = useState<string | null>(null)

  async function show(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (passphrase.length < shortest) return setProblem(t('settings.realmShort'))
    setProblem(undefined)
    const answer = await bridge().realmHandOver({ passphrase })
    if (answer.kind === 'code') setCode(answer.code)
  }
  return (
    <form onSubmit={show} noValidate aria-label={t('settings.realmGive')}>
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
          <Button onPress={() => void saveText('alpo-avain.txt', `${code}\n`)}>
            {t('settings.realmSave')}
          </Button>
        </>
      ) : null}
    </form>
  )
}

function TakeKey({ onAccepted }: { readonly onAccepted: (keys: Keys) => Promise<void> }) {
  const t = useT()
  const [code, setCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isWorking, setWorking] = useState(false)

  async function take(event: FormEvent): Promise<void> {
    event.preventDefault()
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
    <form onSubmit={take} noValidate aria-label={t('settings.realmTake')}>
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
    </form>
  )
}
