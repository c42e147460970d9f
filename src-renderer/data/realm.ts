import { declarationOf, type EntityName, isEntityName } from '../../src-shared/domain/registry.ts'
import { deletedField } from '../../src-shared/sync/merge.ts'
import type { NumberedOperation, Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'

/** The keys that the organisation's devices share and the hub does not have; empty while claims stay on one device. */
export type Realm = {
  /** The key that this device seals with; null while nothing of the realm leaves it. */
  readonly current: { readonly id: string; readonly key: CryptoKey } | null
  readonly keys: ReadonlyMap<string, CryptoKey>
}
type WithRealm = { readonly realm: Realm }
export const closedRealm: Realm = { current: null, keys: new Map() }

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const ivBytes = 12

export async function openRealm(
  keys: readonly { readonly id: string; readonly key: string }[],
): Promise<Realm> {
  const opened = new Map<string, CryptoKey>()
  for (const { id, key } of keys) {
    const raw = Uint8Array.from(atob(key), (sign) => sign.charCodeAt(0))
    opened.set(id, await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']))
    raw.fill(0)
  }
  const newest = keys.at(-1)?.id
  const key = newest === undefined ? undefined : opened.get(newest)
  return { keys: opened, current: newest !== undefined && key ? { id: newest, key } : null }
}

/** Whether changes of an entity leave this device: those of the open realm, and sealed ones once there is a key. */
export const isShared = ({ realm: { current } }: WithRealm, entity: EntityName): boolean => {
  const { realm } = declarationOf(entity)
  return realm === 'open' || (realm === 'sealed' && current !== null)
}

const isSealed = (entity: string): boolean => isEntityName(entity) && declarationOf(entity).realm === 'sealed'

/** Binds a box to its operation: the hub cannot put it under another record, number or device. */
const bound = ({ deviceId, n, id }: Pick<Operation, 'deviceId' | 'n' | 'id'>, keyId: string) =>
  encoder.encode(`${keyId}/${deviceId}/${n}/${id}`)

/** As an operation goes to the hub: of a sealed one it reads the id, the size and the order, and nothing more. */
export async function toWire({ realm: { current } }: WithRealm, op: Operation): Promise<Operation> {
  if (!isSealed(op.entity)) return op
  if (!current) throw new Error('a sealed operation without a key')
  const { entity, kind, fields, base, ...outside } = op
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const plain = await packed(encoder.encode(JSON.stringify({ entity, kind, fields, base })))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bound(op, current.id) },
    current.key,
    plain,
  )
  const box = new Uint8Array(ivBytes + sealed.byteLength)
  box.set(iv)
  box.set(new Uint8Array(sealed), ivBytes)
  return {
    ...outside,
    entity: sealedEntity,
    // what was erased is told apart, so that the hub lets go of the boxes before it: nothing else needs them
    kind: kind === 'put' && fields[deletedField] === true ? 'delete' : 'put',
    fields: { box: toBase64(box), key: current.id },
    base: {},
  }
}

/** The operation inside, or null where this device has no key for it, or it was changed on the way. */
export async function fromWire(
  { realm: { keys } }: WithRealm,
  op: NumberedOperation,
): Promise<NumberedOperation | null> {
  if (op.entity !== sealedEntity) return op
  const key = keys.get(String(op.fields.key))
  if (!key || typeof op.fields.box !== 'string') return null
  try {
    const box = Uint8Array.from(atob(op.fields.box), (sign) => sign.charCodeAt(0))
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: box.subarray(0, ivBytes), additionalData: bound(op, String(op.fields.key)) },
      key,
      box.subarray(ivBytes),
    )
    const inside = JSON.parse(decoder.decode(await unpacked(new Uint8Array(plain)))) as Pick<
      Operation,
      'entity' | 'kind' | 'fields' | 'base'
    > // sealed by a device of ours
    return { ...op, ...inside }
  } catch {
    return null
  }
}

/** From how many bytes on a box is packed: a claim of thousands of lines is a twentieth of its text. */
const worthPacking = 512
const [asItIs, deflated] = [0, 1]

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length < worthPacking) return withMark(asItIs, bytes)
  return withMark(deflated, await through(bytes, new CompressionStream('deflate-raw')))
}
const unpacked = async (marked: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  marked[0] === deflated
    ? through(marked.subarray(1), new DecompressionStream('deflate-raw'))
    : marked.subarray(1)

function withMark(mark: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const marked = new Uint8Array(bytes.length + 1)
  marked[0] = mark
  marked.set(bytes, 1)
  return marked
}
const through = async (
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())

const chunk = 0x80_00
function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}
