import type { Bridge } from '../../../src-shared/bridge/calls.ts'
import type { DeviceKeyFields, RealmKeyFields } from '../../../src-shared/domain/organisation/realm-key.ts'
import { recoveryPrefix } from '../../../src-shared/domain/organisation/realm-key.ts'
import { declarationOf } from '../../../src-shared/domain/registry.ts'
import { putRows } from '../database/table-changes.ts'
import { listRows, type Row, readRow } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { openRealmKeyring } from '../sealing/realm-keyring.ts'
import { commit } from '../writing/commit.ts'

/** What holds the keys; the window passes the bridge. */
export type KeyHolder = Pick<Bridge, 'realmPublicKey' | 'realmBox' | 'realmOpen' | 'realmRecover'>
type Keys = Parameters<typeof openRealmKeyring>[0]

/**
 * Keeps a device of the sealed realm in step with its keys: says by which key it can be reached, takes a new key that was
 * boxed for it, and sees to it that the current one is boxed for the recovery keys. Does nothing where all is done.
 */
export async function keepKeys(store: Store, holder: KeyHolder): Promise<void> {
  await takeKeys(store, holder)
  if (store.realmKeyring.current === null) return
  await announce(store, holder)
  await boxForRecovery(store, holder)
}

/** Takes what the records hold for this device. */
async function takeKeys(store: Store, holder: KeyHolder): Promise<void> {
  const records = await readRecords(store)
  const { keys } = store.realmKeyring
  if (!records.some(({ keyId, boxes }) => !keys.has(keyId) && store.deviceId in boxes)) return
  await openKeys(store, (await holder.realmOpen({ deviceId: store.deviceId, records })).keys)
}

/** After a key was typed in: the keys before it, which were boxed with it. */
export async function withEarlier(store: Store, holder: KeyHolder, keys: Keys): Promise<Keys> {
  const records = await readRecords(store)
  return records.length === 0 ? keys : (await holder.realmOpen({ deviceId: store.deviceId, records })).keys
}

/** The keys by a recovery key that was printed on another device; null where it opens nothing. */
export async function recoverKeys(
  store: Store,
  holder: KeyHolder,
  recoveryKey: string,
): Promise<Keys | null> {
  const answer = await holder.realmRecover({ recoveryKey, records: await readRecords(store) })
  return answer.kind === 'accepted' ? answer.keys : null
}

/**
 * Goes over to a new key, which only the devices named have: what was sealed before stays readable to whoever had the old
 * one, and is behind the hub's door for a device that was shut out there; what is written from now on is out of its reach.
 * @returns how many devices have it; null where it could not be done.
 */
export async function changeKey(
  store: Store,
  holder: KeyHolder,
  devices: readonly string[],
): Promise<number | null> {
  const kept = (await listRows(store, 'deviceKey')).filter(
    ({ id }) => devices.includes(id) || id === store.deviceId,
  )
  const answer = await holder.realmBox({ isNew: true, recipients: kept.flatMap(recipientsOf) })
  if (answer.kind === 'none' || !(await write(store, answer.record))) return null
  await takeKeys(store, holder)
  return store.realmKeyring.current?.id === answer.record.keyId ? kept.length : null
}

const recipientsOf = ({ id, fields: { publicKey, recoveryPublicKey } }: Row<'deviceKey'>) => [
  { id, publicKey },
  ...(recoveryPublicKey ? [{ id: `${recoveryPrefix}${id}`, publicKey: recoveryPublicKey }] : []),
]

const readRecords = async (store: Store): Promise<RealmKeyFields[]> =>
  (await listRows(store, 'realmKey')).map(({ fields }) => fields)

async function openKeys(store: Store, keys: Keys): Promise<void> {
  const before = store.realmKeyring.keys.size
  store.takeRealmKeyring(await openRealmKeyring(keys))
  if (store.realmKeyring.keys.size === before) return
  // what was passed over without the key is read again with it
  await store.note(putRows(store.db.meta, [{ key: 'readAgain', value: 1 }]))
  store.changed()
}

async function announce(store: Store, holder: KeyHolder): Promise<void> {
  if (!declarationOf('deviceKey').writers.includes(store.role)) return
  const answer = await holder.realmPublicKey({})
  if (answer.kind !== 'key') return
  const { publicKey, recoveryPublicKey } = answer
  const fields: DeviceKeyFields = { publicKey, recoveryPublicKey }
  const known = (await readRow(store, 'deviceKey', store.deviceId))?.fields
  if (known?.publicKey === publicKey && known.recoveryPublicKey === recoveryPublicKey) return
  await commit(store, [{ entity: 'deviceKey', id: store.deviceId, kind: 'put', fields, isNew: !known }])
}

async function boxForRecovery(store: Store, holder: KeyHolder): Promise<void> {
  const { current } = store.realmKeyring
  if (!current || !declarationOf('realmKey').writers.includes(store.role)) return
  const boxed = (await readRecords(store)).filter(({ keyId }) => keyId === current.id)
  if (boxed.some(({ boxes }) => Object.keys(boxes).some((id) => id.startsWith(recoveryPrefix)))) return
  const recipients = (await listRows(store, 'deviceKey')).flatMap(recipientsOf)
  if (!recipients.some(({ id }) => id.startsWith(recoveryPrefix))) return
  const answer = await holder.realmBox({ isNew: false, recipients })
  if (answer.kind === 'boxed') await write(store, answer.record)
}

const write = async (store: Store, fields: RealmKeyFields): Promise<boolean> =>
  (await commit(store, [{ entity: 'realmKey', id: store.clock.newId(), kind: 'put', fields, isNew: true }]))
    .ok
