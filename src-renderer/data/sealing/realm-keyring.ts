import { declarationOf, type EntityName } from '../../../src-shared/domain/registry.ts'
import { fromBase64 } from '../../../src-shared/text/base64.ts'
import { importBoxKey } from './boxes.ts'
import { type ErasingKey, erasingKeyOf } from './erasing-proof.ts'

/** The keys that the organisation's devices share and the hub does not have; empty while claims stay on one device. */
export type RealmKeyring = {
  /** The key that this device seals with; null while nothing of the realm leaves it. */
  readonly current: { readonly id: string; readonly key: CryptoKey } | null
  readonly keys: ReadonlyMap<string, CryptoKey>
  /** For each of the keys, by its id: proves to the hub that this device has it. */
  readonly erasing: ReadonlyMap<string, ErasingKey>
}
export type WithKeyring = { readonly realmKeyring: RealmKeyring }
export const closedRealmKeyring: RealmKeyring = { current: null, keys: new Map(), erasing: new Map() }

export async function openRealmKeyring(
  keys: readonly { readonly id: string; readonly key: string }[],
): Promise<RealmKeyring> {
  const opened = new Map<string, CryptoKey>()
  const erasing = new Map<string, ErasingKey>()
  for (const { id, key } of keys) {
    const raw = fromBase64(key)
    opened.set(id, await importBoxKey(raw))
    erasing.set(id, await erasingKeyOf(raw))
    raw.fill(0)
  }
  const newest = keys.at(-1)?.id
  const key = newest === undefined ? undefined : opened.get(newest)
  return { keys: opened, erasing, current: newest !== undefined && key ? { id: newest, key } : null }
}

/** Whether changes of an entity leave this device: those of the open realm, and sealed ones once there is a key. */
export const isShared = ({ realmKeyring: { current } }: WithKeyring, entity: EntityName): boolean => {
  const { realm } = declarationOf(entity)
  return realm === 'open' || (realm === 'sealed' && current !== null)
}
