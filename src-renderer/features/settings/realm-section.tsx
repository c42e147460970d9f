import { useEffect, useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { listRows } from '../../data/records/records.ts'
import { openRealmKeyring } from '../../data/sealing/realm-keyring.ts'
import { keepKeys, withEarlier } from '../../data/syncing/realm-keys.ts'
import { shareSealed } from '../../data/syncing/share-sealed.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { fetchFiles } from '../../sync/files.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { ChangeKey, GiveKey, type Keys, RecoverKey, TakeKey } from './realm-key-forms.tsx'

/** Whether claims leave this device, and how another one is given the key to read them. Off until a person turns it on. */
export function RealmSection({ onShared }: { readonly onShared: () => void }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const [isOn, setOn] = useState(store.realmKeyring.current !== null)
  const [isWorking, setWorking] = useState(false)

  async function use(keys: Keys): Promise<number> {
    store.takeRealmKeyring(await openRealmKeyring(await withEarlier(store, bridge(), keys)))
    setOn(true)
    const count = await shareSealed(store)
    await keepKeys(store, bridge())
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
  async function accept(keys: Keys): Promise<void> {
    await use(keys)
    say(t('settings.realmAccepted'))
  }
  return (
    <section className="card" aria-label={t('settings.realm')}>
      <h2>{t('settings.realm')}</h2>
      <p>{t(isOn ? 'settings.realmOn' : 'settings.realmOff')}</p>
      {isOn ? (
        <>
          <Files />
          <GiveKey />
          {store.role === 'admin' ? <ChangeKey onChanged={onShared} /> : null}
        </>
      ) : (
        <>
          {store.role === 'admin' ? (
            <Button isDisabled={isWorking} onPress={() => turnOn()}>
              {t('settings.realmMake')}
            </Button>
          ) : null}
          <TakeKey onAccepted={accept} />
          <RecoverKey onAccepted={accept} />
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
      <Button isDisabled={isFetching} onPress={() => fetchAll()}>
        {t('settings.realmFetchAll')}
      </Button>
      <p role="status">{said}</p>
    </div>
  )
}
