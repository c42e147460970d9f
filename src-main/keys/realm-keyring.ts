import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { RealmKeyFields } from '../../src-shared/domain/organisation/realm-key.ts'
import type { Opened } from './keyring.ts'
import { RealmKeys, realmContext, realmKeyBytes } from './realm-key.ts'
import { inTurn, openBoxes, withOlder } from './realm-records.ts'
import { createSealedFile } from './sealed-file.ts'

export type RealmKeyring = {
  readonly read: (key: Opened) => Promise<RealmKeys>
  /** A key that is there already is known by the generation that is told last. */
  readonly add: (key: Opened, more: RealmKeys) => Promise<RealmKeys>
  /** The private key of this device, made when it is first asked for. */
  readonly seedOf: (key: Opened) => Promise<Uint8Array>
  /** Adds what the seed opens of the records, in those boxes that are for the recipient. */
  readonly take: (
    key: Opened,
    seed: Uint8Array,
    recipient: (boxes: RealmKeyFields['boxes']) => readonly string[],
    records: readonly RealmKeyFields[],
  ) => Promise<RealmKeys>
}

/** The keys of the sealed realm on the disk of this device, and the device's own key to receive them with. */
export function createRealmKeyring(folder: string): RealmKeyring {
  const keysFile = createSealedFile(path.join(folder, 'realm.bin'), realmContext)
  const seedFile = createSealedFile(path.join(folder, 'device-key.bin'), 'device-key')

  async function read(key: Opened): Promise<RealmKeys> {
    if (!keysFile.isThere()) return []
    const plain = await keysFile.read(key)
    if (!plain) throw new Error('the keys of the sealed realm cannot be opened')
    return RealmKeys.parse(JSON.parse(plain.toString('utf8')))
  }
  async function add(key: Opened, more: RealmKeys): Promise<RealmKeys> {
    const byId = new Map([...(await read(key)), ...more].map((one) => [one.id, one]))
    const keys = [...byId.values()].toSorted((a, b) => a.generation - b.generation || (a.id < b.id ? -1 : 1))
    await keysFile.write(key, Buffer.from(JSON.stringify(keys)))
    return keys
  }
  return {
    read,
    add,
    async seedOf(key) {
      const known = seedFile.isThere() ? await seedFile.read(key) : null
      if (known) return known
      const seed = randomBytes(realmKeyBytes)
      await seedFile.write(key, seed)
      return seed
    },
    async take(key, seed, recipient, records) {
      const known = await read(key)
      const due = inTurn(records, known.at(-1)?.generation ?? 1)
      const received = due.flatMap((record) => openBoxes(seed, record, recipient))
      return add(key, [...received, ...withOlder([...known, ...received], due)])
    },
  }
}
