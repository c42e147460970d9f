import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropErasedBoxes, keptDays, putBackBoxes } from '../../src-hub/order/erased-boxes.ts'
import { openRealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { toWire } from '../../src-renderer/data/sealing/sealed-wire.ts'
import { deletedField } from '../../src-shared/sync/merge.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const aKey = (id: string) => ({ id, key: randomBytes(32).toString('base64') })
const person = (id: string, fields: Record<string, unknown> = { name: 'Aino' }) =>
  ({ entity: 'person', id, fields }) as Parameters<HubDevice['put']>[1]
const erased = { [deletedField]: true, name: null }

/** An office with an administrator's device and a coordinator's, and twenty boxes of both generations of the key. */
async function setupOffice() {
  const organisation = randomUUID()
  const admin = await enrol(hub, organisation, 'admin')
  const coordinator = await enrol(hub, organisation, 'coordinator')
  const [first, second] = [aKey('first'), aKey('second')]
  const user = randomUUID()
  const as = { actor: user }
  const before = await openRealmKeyring([first])
  const after = await openRealmKeyring([first, second])
  const ids: string[] = Array.from({ length: 20 }, () => randomUUID())
  const boxes = await Promise.all(
    ids.map((id, index) =>
      toWire({ realmKeyring: index < 10 ? before : after }, admin.put(index + 2, { ...person(id), ...as })),
    ),
  )
  const introduce = admin.put(1, {
    ...as,
    entity: 'user',
    id: user,
    fields: { role: 'admin', displayName: 'X' },
  })
  await admin.call({ kind: 'push', operations: [introduce, ...boxes] })
  const count = async () => {
    const { operations } = await coordinator.call({ kind: 'pull', after: 0, limit: 1000 })
    return operations.filter(
      (op: { deviceId: string; id: string; fields: { box?: string } }) =>
        op.deviceId === admin.id && ids.includes(op.id) && op.fields.box !== undefined,
    ).length
  }
  return { admin, coordinator, ids, as, before, after, count }
}
const sealedDelete = { entity: 'sealed', kind: 'delete' } as const

describe('the boxes of a sealed record', () => {
  it('D7: stay where whoever erases them cannot open them, whatever they send', async () => {
    const { coordinator, ids, as, count } = await setupOffice()
    const secret = randomBytes(32)
    const stranger = await openRealmKeyring([aKey('first'), aKey('second')])
    let n = 0
    const attempts = await Promise.all(
      ids
        .flatMap((id) => [
          () => coordinator.put(++n, { ...sealedDelete, id, ...as, fields: { box: 'x', key: 'first' } }),
          () =>
            coordinator.put(++n, {
              ...sealedDelete,
              id,
              ...as,
              fields: { box: 'x', key: 'first', proofs: [secret.toString('base64')] },
            }),
          async () =>
            toWire({ realmKeyring: stranger }, coordinator.put(++n, { ...person(id, erased), ...as })),
        ])
        .map((attempt) => attempt()),
    )
    await coordinator.call({ kind: 'push', operations: attempts })

    expect(await count()).toBe(20)
  })
  it('D7: a proof that is no proof is set aside', async () => {
    const { coordinator, ids, as, count } = await setupOffice()
    const [id = ''] = ids
    const fields = { box: 'x', key: 'first' }
    const bad = [{ proofs: 'all' }, { proofs: [5] }, { proofs: [''] }, { proofs: { 0: 'x' } }, { lock: 7 }]

    const { outcomes } = await coordinator.call({
      kind: 'push',
      operations: bad.map((one, index) =>
        coordinator.put(index + 1, { ...sealedDelete, id, ...as, fields: { ...fields, ...one } as never }),
      ),
    })

    expect(outcomes.map(({ kind }: { kind: string }) => kind)).toEqual(bad.map(() => 'set-aside'))
    expect(await count()).toBe(20)
  })
  it('D7: go at the word of a device that has the keys, of every generation, and the proof goes to nobody', async () => {
    const { coordinator, ids, as, after, count } = await setupOffice()
    const erasing = await Promise.all(
      ids.map((id, index) =>
        toWire({ realmKeyring: after }, coordinator.put(index + 1, { ...person(id, erased), ...as })),
      ),
    )
    await coordinator.call({ kind: 'push', operations: erasing.slice(0, 5) })
    expect(await count()).toBe(15)
    const { operations } = await coordinator.call({ kind: 'pull', after: 0, limit: 1000 })
    expect(operations.filter((op: { fields: object }) => Object.keys(op.fields).length === 0)).toHaveLength(5)
    expect(JSON.stringify(operations)).not.toContain('proofs')
    await coordinator.call({ kind: 'push', operations: erasing.slice(5) })

    expect(await count()).toBe(0)
    const { rows } = await hub.db.query(
      'SELECT count(*)::int AS aside FROM erased_boxes WHERE erased_by = $1',
      [coordinator.id],
    )
    expect(rows).toEqual([{ aside: 20 }])
  })
  it('D7: go at the word of an administrator’s device, and of no other that has no key', async () => {
    const { admin, ids, as } = await setupOffice()
    await admin.call({
      kind: 'push',
      operations: ids.map((id, index) =>
        admin.put(22 + index, { ...sealedDelete, id, ...as, fields: { box: 'x', key: 'first' } }),
      ),
    })

    expect(await putBackBoxes(hub.db, admin.id)).toBe(20)
  })
  it(`D7: can be put back for ${keptDays} days, and then they are gone`, async () => {
    const { coordinator, ids, as, after } = await setupOffice()
    const erasing = await Promise.all(
      ids.map((id, index) =>
        toWire({ realmKeyring: after }, coordinator.put(index + 1, { ...person(id, erased), ...as })),
      ),
    )
    const full = await coordinator.call({ kind: 'pull', after: 0, limit: 21 })
    await coordinator.call({ kind: 'push', operations: erasing })
    expect(await coordinator.call({ kind: 'pull', after: 0, limit: 21 })).not.toEqual(full)
    expect(await dropErasedBoxes(hub.db)).toBe(0)

    expect(await putBackBoxes(hub.db, coordinator.id)).toBe(20)
    expect((await coordinator.call({ kind: 'pull', after: 0, limit: 21 })).operations).toEqual(
      full.operations,
    )

    const again = await Promise.all(
      ids.map((id, index) =>
        toWire({ realmKeyring: after }, coordinator.put(21 + index, { ...person(id, erased), ...as })),
      ),
    )
    await coordinator.call({ kind: 'push', operations: again })
    const { rows } = await hub.db.query(
      `UPDATE erased_boxes SET erased_at = now() - make_interval(days => ${keptDays}, hours => 1) RETURNING seq`,
    )
    expect(rows.length).toBeGreaterThanOrEqual(40)
    expect(await dropErasedBoxes(hub.db)).toBe(rows.length)
    expect(await putBackBoxes(hub.db, coordinator.id)).toBe(0)
  })
})
