import { boxes } from '../../src-renderer/data/sealing/boxes.ts'
import { openRealmKeyring, type RealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { fromWire, toWire } from '../../src-renderer/data/sealing/sealed-wire.ts'
import { deletedField } from '../../src-shared/sync/merge.ts'
import { limits, protocol, type SyncResponse } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'
import { toBase64 } from '../../src-shared/text/base64.ts'
import type { HubModel } from './hub-model.ts'
import type { randomOf } from './random.ts'

type Random = ReturnType<typeof randomOf>
let keyring: Promise<RealmKeyring> | null = null
let otherKeyring: Promise<RealmKeyring> | null = null
const keyOf = (sign: string) => [{ id: 'k', key: btoa(sign.repeat(32)) }]

export type Dishonest = {
  /** How often it has tried something. */
  readonly acts: number
  act(): Promise<void>
  /** @throws Error naming what does not hold. */
  check(): Promise<void>
}

/**
 * Devices of an organisation that do what they should not: one of an adviser, one of a coordinator with the realm's key, one
 * of a coordinator without. Beside them keeps an honest one its boxes.
 */
export async function dishonestDevices(hub: HubModel, random: Random): Promise<Dishonest> {
  keyring ??= openRealmKeyring(keyOf('k'))
  otherKeyring ??= openRealmKeyring(keyOf('x'))
  const [withKey, withoutKey] = [await keyring, await otherKeyring]
  const ids = {
    keeper: random.uuid(),
    adviser: random.uuid(),
    insider: random.uuid(),
    outsider: random.uuid(),
  }
  hub.enrol(ids.keeper, 'coordinator')
  hub.enrol(ids.adviser, 'adviser')
  hub.enrol(ids.insider, 'coordinator')
  hub.enrol(ids.outsider, 'coordinator')
  const numbers = new Map<string, number>()
  const kept = [random.uuid(), random.uuid(), random.uuid()]
  const gone = new Set<string>()
  let acts = 0
  const an = (deviceId: string, over: Partial<Operation>): Operation => ({
    deviceId,
    n: (numbers.get(deviceId) ?? 0) + 1,
    entity: 'visit',
    id: random.uuid(),
    kind: 'put',
    // a clock decides nothing
    fields: {},
    base: {},
    actor: random.uuid(),
    at: random.pick(['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z']),
    ...over,
  })
  const push = (deviceId: string, op: Operation): SyncResponse => {
    const answer = hub.answer(deviceId, { protocol, kind: 'push', operations: [op] })
    if (answer.kind === 'gap') numbers.set(deviceId, answer.expected - 1)
    if (answer.kind === 'pushed') numbers.set(deviceId, Math.max(numbers.get(deviceId) ?? 0, op.n))
    return answer
  }
  const seal = (deviceId: string, inside: Partial<Operation>, by = withKey) =>
    toWire({ realmKeyring: by }, an(deviceId, { entity: 'person', ...inside }))
  for (const id of kept) push(ids.keeper, await seal(ids.keeper, { id, fields: { name: 'kept' } }))

  const tricks: readonly (() => Promise<void>)[] = [
    // what may only come openly, in a box
    async () => {
      const { entity: _, ...hidden } = await seal(ids.insider, {
        entity: 'person',
        fields: { role: 'admin' },
      })
      const inside = random.pick(['user', 'site', 'registerSettings', 'period'])
      const box = await boxOf(withKey, { ...an(ids.insider, { id: hidden.id, n: hidden.n }), entity: inside })
      push(ids.insider, { ...hidden, entity: sealedEntity, fields: { box, key: 'k' } })
    },
    // the boxes of others, without the key: by nothing, by a wrong proof, by another realm's
    async () => {
      const id = random.pick(kept)
      const fields = random.pick<Operation['fields']>([
        { box: 'x', key: 'k' },
        { box: 'x', key: 'k', proofs: [btoa('x'.repeat(32))] },
        (await seal(ids.outsider, { id, fields: { [deletedField]: true } }, withoutKey)).fields,
      ])
      push(ids.outsider, an(ids.outsider, { entity: sealedEntity, id, kind: 'delete', fields }))
    },
    // giants
    async () => {
      if (random.chance(0.7)) return // they cost the simulation most
      const isSealed = random.chance(0.5)
      const most = isSealed ? limits.sealedOperationBytes : limits.openOperationBytes
      const fields = isSealed ? { box: 'x'.repeat(most), key: 'k' } : { note: 'x '.repeat(most / 2) }
      push(ids.insider, an(ids.insider, { entity: isSealed ? sealedEntity : 'visit', fields }))
    },
    async () => void push(ids.adviser, an(ids.adviser, { entity: 'hologram', fields: { x: 1 } })),
    async () => void push(ids.adviser, an(ids.adviser, { entity: 'person', fields: { name: 'planted' } })),
    async () => void push(ids.adviser, an(ids.adviser, { fields: { note: 'planted 131052-308T' } })),
    async () => {
      const id = random.uuid()
      push(ids.adviser, an(ids.adviser, { entity: 'user', id, actor: id, fields: { role: 'admin' } }))
    },
    // in another device's name, and under a number that was used
    async () =>
      void push(ids.adviser, an(ids.adviser, { deviceId: ids.keeper, fields: { note: 'planted' } })),
    async () => {
      const n = numbers.get(ids.adviser) ?? 0
      if (n > 0) push(ids.adviser, an(ids.adviser, { n: 1 + random.below(n), fields: { note: 'twice' } }))
    },
    async () => void push(ids.adviser, an(ids.adviser, { fields: { note: 'ordinary' } })),
    // a token that is exchanged before it is shut out, and goes on
    async () => {
      const [first, second, third] = [random.uuid(), random.uuid(), random.uuid()]
      hub.enrol(first, 'adviser')
      hub.renew(first, second)
      if (random.chance(0.5)) push(second, an(second, { n: 1, fields: { note: 'before' } }))
      hub.renew(second, third)
      hub.revoke(first)
      for (const id of [first, second, third]) {
        gone.add(id)
        holds(
          push(id, an(id, { n: 2, fields: { note: 'planted after' } })).kind === 'refused',
          'a shut-out line is shut out',
        )
        holds(!hub.renew(id, random.uuid()), 'a shut-out line makes no more', id)
      }
    },
  ]
  return {
    get acts() {
      return acts
    },
    async act() {
      acts++
      await random.pick(tricks)()
    },
    async check() {
      const order = hub.operations()
      const boxes = order.filter(({ deviceId }) => deviceId === ids.keeper)
      holds(
        boxes.every(({ fields }) => fields.box !== undefined),
        'boxes stay (D7)',
        boxes.length,
      )
      for (const op of boxes)
        holds(
          (await fromWire({ realmKeyring: withKey }, op))?.fields.name === 'kept',
          'boxes open (D7)',
          op.id,
        )
      for (const op of order.filter(
        ({ deviceId, entity }) => deviceId === ids.insider && entity === sealedEntity,
      )) {
        const read = await fromWire({ realmKeyring: withKey }, op)
        holds(read === null || 'refused' in read, 'what comes in a box is of the sealed realm (D6)', op)
      }
      for (const op of order) {
        const text = JSON.stringify(op)
        holds(text.length <= limits.sealedOperationBytes + 100, 'no giant is stored (D8)', text.length)
        holds(!text.includes('planted'), 'nothing that was refused is stored', text)
        holds(op.entity !== 'hologram', 'unknown entities come from who may (D8)', op)
        holds(!(op.fields.role === 'admin' && op.deviceId === ids.adviser), 'nobody raises themselves', op)
        holds(!gone.has(op.deviceId) || op.n === 1, 'nothing comes from a shut-out line (D5)', op)
      }
    },
  }
}

function holds(condition: boolean, invariant: string, detail: unknown = null): void {
  if (!condition) throw new Error(`${invariant}: ${JSON.stringify(detail)?.slice(0, 500)}`)
}

/** A box with whatever in it, as one who has the key can make it. */
async function boxOf(
  { current }: RealmKeyring,
  { deviceId, n, id, entity, kind, fields, base }: Operation,
): Promise<string> {
  if (!current) throw new Error('no key')
  const encoder = new TextEncoder()
  const plain = encoder.encode(`\u0000${JSON.stringify({ entity, kind, fields, base })}`)
  const context = encoder.encode(`${current.id}/${deviceId}/${n}/${id}`)
  return toBase64(await boxes.seal(current.key, plain, context))
}
