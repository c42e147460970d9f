import { z } from 'zod'
import { declarationOf, isEntityName } from '../../../src-shared/domain/registry.ts'
import { deletedField } from '../../../src-shared/sync/merge.ts'
import {
  type NumberedOperation,
  Operation,
  type PulledOperation,
  type Refusal,
} from '../../../src-shared/sync/operation.ts'
import { boxedName, nameInBox, sealedEntity } from '../../../src-shared/sync/sealed-operation.ts'
import { fromBase64, toBase64 } from '../../../src-shared/text/base64.ts'
import { boxes } from './boxes.ts'
import { lockOf, proofOf } from './erasing-proof.ts'
import { packed, unpacked } from './packed-bytes.ts'
import type { WithKeyring } from './realm-keyring.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const isSealed = (entity: string): boolean =>
  isEntityName(entity) ? declarationOf(entity).realm === 'sealed' : nameInBox(entity) !== null

/** Binds a box to its operation: the hub cannot put it under another record, number or device. */
const bound = ({ deviceId, n, id }: Pick<Operation, 'deviceId' | 'n' | 'id'>, keyId: string) =>
  encoder.encode(`${keyId}/${deviceId}/${n}/${id}`)

/** As an operation goes to the hub: of a sealed one it reads the id, the size and the order, and nothing more. */
export async function toWire(
  { realmKeyring: { current, erasing } }: WithKeyring,
  op: Operation,
): Promise<Operation> {
  if (!isSealed(op.entity)) return op
  if (!current) throw new Error('a sealed operation without a key')
  const { entity: name, kind, fields, base, ...outside } = op
  const entity = nameInBox(name) ?? name
  const plain = await packed(encoder.encode(JSON.stringify({ entity, kind, fields, base })))
  const box = await boxes.seal(current.key, plain, bound(op, current.id))
  // what was erased is told apart, so that the hub lets go of the boxes before it: nothing else needs them
  const isErasing = kind === 'put' && fields[deletedField] === true
  const own = erasing.get(current.id)
  return {
    ...outside,
    entity: sealedEntity,
    kind: isErasing ? 'delete' : 'put',
    fields: {
      box: toBase64(box),
      key: current.id,
      ...(own ? { lock: await lockOf(own, op.id) } : {}),
      // the boxes before it may be sealed with any of the keys
      ...(isErasing
        ? { proofs: await Promise.all([...erasing.values()].map((key) => proofOf(key, op.id))) }
        : {}),
    },
    base: {},
  }
}

/**
 * The operation inside, or null where this device has no key for it. A box says what was done to a record of the sealed
 * realm, and nothing else: who did it, where and under which number stands outside, where the hub has checked it. What
 * should have come another way is refused, so that nobody who has the key goes past the hub's checks with it, and the hub
 * puts nothing among the records that it may not see.
 */
export async function fromWire(
  { realmKeyring: { keys } }: WithKeyring,
  op: NumberedOperation,
): Promise<PulledOperation | null> {
  const refuse = (refused: Refusal): PulledOperation => ({ ...op, refused })
  if (op.entity !== sealedEntity)
    return isEntityName(op.entity) && declarationOf(op.entity).realm !== 'open' ? refuse('plain') : op
  const { box } = op.fields
  const key = keys.get(String(op.fields.key))
  if (!key || typeof box !== 'string') return null // the hub has let go of the boxes of what was erased
  const marked = await openBox(key, box, bound(op, String(op.fields.key)))
  if (!marked) return refuse('damaged')
  const inside = Inside.safeParse(await toJson(marked))
  if (!inside.success) return refuse('malformed')
  const { entity, kind, fields, base } = inside.data
  const opened = { ...op, entity, kind, fields, base }
  if (!isEntityName(entity)) return { ...opened, entity: boxedName(entity) }
  return declarationOf(entity).realm === 'sealed' ? opened : { ...opened, refused: 'box' }
}

/** What a box may say, and what it may not: a name or number of its own would be another's (`strip` drops them). */
const Inside = z.object(Operation.pick({ entity: true, kind: true, fields: true, base: true }).shape)

/** Null where the box was changed, or moved to another place. */
async function openBox(key: CryptoKey, text: string, context: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await boxes.open(key, fromBase64(text), context)
  } catch {
    return null // no base64
  }
}

/** Undefined where no JSON is in it, or more than anybody writes. */
async function toJson(marked: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(decoder.decode(await unpacked(marked)))
  } catch {
    return undefined
  }
}
