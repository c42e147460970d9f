import { randomBytes } from 'node:crypto'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { type Argon2, argon2Default, type Opened, recoverySeed } from './keyring.ts'
import { realmKeyBytes, realmKeyOf, secretOf } from './realm-key.ts'
import { createRealmKeyring } from './realm-keyring.ts'
import { printedIn, recordFor } from './realm-records.ts'
import { readTransferCode, toTransferCode } from './transfer-code.ts'
import { isWeak } from './weak-passphrase.ts'
import { publicKeyOf } from './x25519.ts'

type RealmHandlers = Pick<
  Handlers,
  | 'realmKeys'
  | 'realmMake'
  | 'realmHandOver'
  | 'realmAccept'
  | 'realmPublicKey'
  | 'realmBox'
  | 'realmOpen'
  | 'realmRecover'
>
type RealmOptions = {
  readonly folder: string
  readonly opened: () => Opened | null
  readonly recoveryPublicKey: () => Promise<string | null>
  readonly argon2?: Argon2 | undefined
}

/**
 * Holds the keys of the sealed realm: what the devices of an organisation share and the hub cannot read. The first device
 * makes one; another is given it as a code to type or keep in a file, and a passphrase that goes another way.
 */
export function createRealmHandlers({
  folder,
  opened,
  recoveryPublicKey,
  argon2 = argon2Default,
}: RealmOptions): RealmHandlers {
  const keyring = createRealmKeyring(folder)
  const newKey = () => realmKeyOf(randomBytes(realmKeyBytes), 1)

  return {
    async realmKeys() {
      const key = opened()
      return { keys: key ? await keyring.read(key) : [] }
    },
    async realmMake() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const keys = await keyring.read(key)
      return { kind: 'made', keys: keys.length > 0 ? keys : await keyring.add(key, [newKey()]) }
    },
    async realmHandOver({ passphrase, names = [] }) {
      const key = opened()
      const newest = key && (await keyring.read(key)).at(-1)
      if (!newest) return { kind: 'none' }
      if (await isWeak(passphrase, names)) return { kind: 'weak' }
      return { kind: 'code', code: await toTransferCode(secretOf(newest), passphrase, argon2) }
    },
    async realmAccept({ code, passphrase }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const answer = await readTransferCode(code, passphrase, argon2)
      if (answer.kind !== 'read') return answer
      return { kind: 'accepted', keys: await keyring.add(key, [realmKeyOf(answer.secret, 1)]) }
    },
    async realmPublicKey() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const publicKey = publicKeyOf(await keyring.seedOf(key)).toString('base64')
      return { kind: 'key', publicKey, recoveryPublicKey: await recoveryPublicKey() }
    },
    async realmBox({ isNew, recipients }) {
      const key = opened()
      const record = recordFor(key ? await keyring.read(key) : [], isNew, recipients)
      return record ? { kind: 'boxed', record } : { kind: 'none' }
    },
    async realmOpen({ deviceId, records }) {
      const key = opened()
      if (!key) return { keys: [] }
      return { keys: await keyring.take(key, await keyring.seedOf(key), () => [deviceId], records) }
    },
    async realmRecover({ recoveryKey, records }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const known = await keyring.read(key)
      const keys = await keyring.take(key, recoverySeed(recoveryKey), printedIn, records)
      return keys.length > known.length ? { kind: 'accepted', keys } : { kind: 'wrong' }
    },
  }
}
