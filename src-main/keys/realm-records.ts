import { randomBytes } from 'node:crypto'
import { type RealmKeyFields, recoveryPrefix } from '../../src-shared/domain/organisation/realm-key.ts'
import { seal, unseal } from './box.ts'
import {
  type RealmKey,
  RealmKeys,
  realmContext,
  realmKeyBytes,
  realmKeyIdOf,
  realmKeyOf,
  secretOf,
} from './realm-key.ts'
import { sealFor, unsealWith } from './x25519.ts'

/** How keys of the sealed realm travel: each in a record, boxed for its recipients, with the keys before it in a box of its own. */
type Boxes = RealmKeyFields['boxes']
export type Recipient = { readonly id: string; readonly publicKey: string }

const contextOf = (keyId: string): string => `${realmContext}/${keyId}`

/** The boxes that printed recovery keys open. */
export const printedIn = (boxes: Boxes): readonly string[] =>
  Object.keys(boxes).filter((id) => id.startsWith(recoveryPrefix))

/** The record of the newest key, or of a new one that follows on it; null where there is none yet. */
export function recordFor(
  keys: RealmKeys,
  isNew: boolean,
  recipients: readonly Recipient[],
): RealmKeyFields | null {
  const newest = keys.at(-1)
  if (!newest) return null
  const secret = isNew ? randomBytes(realmKeyBytes) : secretOf(newest)
  const keyId = realmKeyIdOf(secret)
  const older = isNew ? keys : keys.slice(0, -1)
  return {
    keyId,
    generation: newest.generation + (isNew ? 1 : 0),
    boxes: boxesFor(recipients, secret, keyId),
    previous: older.length > 0 ? boxOfOlder(older, secret, keyId) : null,
  }
}

const boxesFor = (recipients: readonly Recipient[], secret: Buffer, keyId: string): Boxes =>
  Object.fromEntries(
    recipients.map(({ id, publicKey }) => [
      id,
      sealFor(Buffer.from(publicKey, 'base64'), secret, contextOf(keyId)).toString('base64'),
    ]),
  )

const boxOfOlder = (older: RealmKeys, secret: Buffer, keyId: string): string =>
  seal(secret, Buffer.from(JSON.stringify(older)), contextOf(keyId)).toString('base64')

/** The keys in those boxes of a record that the seed opens. */
export const openBoxes = (
  seed: Uint8Array,
  { boxes, keyId, generation }: RealmKeyFields,
  recipient: (boxes: Boxes) => readonly string[],
): RealmKeys =>
  recipient(boxes).flatMap((id): RealmKeys => {
    const secret = unsealWith(seed, Buffer.from(boxes[id] ?? '', 'base64'), contextOf(keyId))
    if (secret?.length !== realmKeyBytes || realmKeyIdOf(secret) !== keyId) return []
    return [realmKeyOf(secret, generation)]
  })

/** What the keys open of the records: themselves, and the keys before them. */
export const withOlder = (keys: RealmKeys, records: readonly RealmKeyFields[]): RealmKeys =>
  records.flatMap((record) => {
    const own = keys.find(({ id }) => id === record.keyId)
    return own ? [...olderIn(record, own), { ...own, generation: record.generation }] : []
  })

/** None is younger than the one that came after it. */
function olderIn({ keyId, generation, previous }: RealmKeyFields, own: RealmKey): RealmKeys {
  const plain = previous && unseal(secretOf(own), Buffer.from(previous, 'base64'), contextOf(keyId))
  const older = plain ? RealmKeys.safeParse(fromJson(plain)) : null
  if (!older?.success) return []
  return older.data.filter((one) => realmKeyIdOf(secretOf(one)) === one.id && one.generation <= generation)
}

/**
 * The records whose turn has come: each key follows on the one before it. One that claims a later generation would have every
 * device write with it for ever, so that no honest one could take its place.
 */
export function inTurn(records: readonly RealmKeyFields[], known: number): readonly RealmKeyFields[] {
  let highest = known
  const taken: RealmKeyFields[] = []
  for (const record of records.toSorted((a, b) => a.generation - b.generation)) {
    if (record.generation > highest + 1) break
    highest = Math.max(highest, record.generation)
    taken.push(record)
  }
  return taken
}

function fromJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
