import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setQuota } from '../../src-hub/access/administration.ts'
import { ensureOrganisation } from '../../src-hub/access/organisation-names.ts'
import { createHub } from '../../src-hub/http/server.ts'
import type { Role } from '../../src-shared/kernel/role.ts'
import { limits } from '../../src-shared/sync/messages.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const pull = (after = 0, limit: number = limits.pullOperations) => ({ kind: 'pull', after, limit })
const outcomesOf = async (device: HubDevice, operations: unknown[]) =>
  (await device.call({ kind: 'push', operations })).outcomes.map(
    ({ reason = 'stored' }: { reason?: string }) => reason,
  )
/** An office with an administrator who has been introduced, and a device of the role. */
async function setupOffice(role: Role) {
  const organisation = randomUUID()
  const office = await enrol(hub, organisation, 'admin')
  const boss = randomUUID()
  await office.call({
    kind: 'push',
    operations: [
      office.put(1, {
        entity: 'user',
        id: boss,
        actor: boss,
        fields: { displayName: 'X', role: 'admin', active: true },
      }),
    ],
  })
  return { organisation, office, boss, device: await enrol(hub, organisation, role) }
}
const sealed = (bytes: number) => ({ box: 'x'.repeat(bytes), key: 'k' })

describe('what one operation may hold', () => {
  it('D8: 64 KB in the open, 1 MB in a box; more is set aside with its reason, and its neighbours are stored', async () => {
    const { boss: actor, device } = await setupOffice('admin')
    const note = (kilobytes: number) => ({ actor, fields: { later: 'é '.repeat((kilobytes * 1024) / 3) } })

    expect(
      await outcomesOf(device, [
        device.put(1, note(63)),
        device.put(2, note(65)),
        device.put(3, { entity: 'sealed', actor, fields: sealed(1020 * 1024) }),
        device.put(4, { entity: 'sealed', actor, fields: sealed(1025 * 1024) }),
        device.put(5, { entity: 'hologram', ...note(65) }),
        {
          ...device.put(6, { actor }),
          base: Object.fromEntries(many(5000, (i) => [`f${i}`, 1_000_000_000])),
        },
        // a month's figures of a large office
        device.put(7, {
          entity: 'frozenMonth',
          actor,
          fields: {
            month: '2026-03',
            frozenAt: '2026-04-01T10:00:00Z',
            isWithoutRows: true,
            cells: many(600, () => ({
              siteId: randomUUID(),
              channel: 'visit',
              serviceLanguage: 'ar',
              mainTopic: 'housing',
              gender: 'unknown',
              contacts: 1,
              persons: 1,
              groups: 0,
              participants: 0,
            })),
          },
        }),
        device.put(8, { actor }),
      ]),
    ).toEqual(['stored', 'too-large', 'stored', 'too-large', 'too-large', 'too-large', 'stored', 'stored'])
  })
  it('D8: an entity that this version does not know comes only from who writes nearly everything', async () => {
    const reasons = async (role: Role) => {
      const { boss: actor, device } = await setupOffice(role)
      return outcomesOf(device, [device.put(1, { entity: 'hologram', actor, fields: { x: 1 } })])
    }

    expect([
      await reasons('viewer'),
      await reasons('adviser'),
      await reasons('coordinator'),
      await reasons('admin'),
    ]).toEqual([['role'], ['role'], ['stored'], ['stored']])
  })
})

describe('what a device and an organisation may send', () => {
  it('D8: giants of an unknown entity from an adviser leave every pull answered', async () => {
    const { office, boss: actor, device } = await setupOffice('adviser')
    for (let n = 1; n <= 8; n += 1) {
      const giant = device.put(n, { entity: 'hologram', actor, fields: { x: 'y'.repeat(7_900_000) } })
      expect(await outcomesOf(device, [giant])).toEqual(['too-large'])
    }

    expect(await office.call(pull())).toMatchObject({ kind: 'pulled', upTo: 1, more: false })
  })
  it('D8: a page ends by its bytes, and the pages together are the order', async () => {
    const { office, boss: actor, device } = await setupOffice('admin')
    for (let n = 1; n <= 21; n += 7)
      await outcomesOf(
        device,
        many(7, (i) => device.put(n + i, { entity: 'sealed', actor, fields: sealed(1_000_000) })),
      )
    const seen: number[] = []
    for (let more = true; more; ) {
      const page = await office.call(pull(seen.at(-1) ?? 0))
      expect(JSON.stringify(page).length).toBeLessThan(limits.pullBytes + 1_100_000)
      seen.push(...page.operations.map(({ seq }: { seq: number }) => seq))
      more = page.more
    }

    expect(seen).toEqual(many(22, (i) => i + 1))
    // what is asked for by number is still that
    expect((await office.call(pull(3, 2))).operations.map(({ seq }: { seq: number }) => seq)).toEqual([4, 5])
  })
  it('D8: beyond the room of its organisation nothing is stored, and it goes on when there is room again', async () => {
    const { organisation, office, boss: actor, device } = await setupOffice('admin')
    const orgId = await ensureOrganisation(hub.db, organisation)
    await setQuota(hub.db, orgId, 1, 'changes')
    const full = { kind: 'refused', reason: 'quota' }
    const some = (n: number) => device.put(n, { entity: 'sealed', actor, fields: sealed(600_000) })
    expect(await outcomesOf(device, [some(1)])).toEqual(['stored'])

    expect(await device.call({ kind: 'push', operations: [some(2)] })).toEqual(full)
    expect(await office.call({ kind: 'push', operations: [{ ...some(2), deviceId: office.id }] })).toEqual(
      full,
    )
    await setQuota(hub.db, orgId, 10, 'changes')
    expect(await outcomesOf(device, [some(2)])).toEqual(['stored'])
    expect(await office.call(pull())).toMatchObject({ upTo: 3 })
  })
  it('D8: a device sends so much a day, what is set aside included, and holds up nobody else', async () => {
    const small = await createHub({ db: hub.db, logLevel: 'silent', bytesADay: 1_000_000 })
    const url = await small.listen({ host: '127.0.0.1', port: 0 })
    const organisation = randomUUID()
    const at = { db: hub.db, url }
    const [one, two] = [await enrol(at, organisation), await enrol(at, organisation)]
    const bad = (n: number) => ({ ...one.put(n, { fields: { later: 'x '.repeat(20_000) } }), kind: 'steal' })
    await one.call({ kind: 'push', operations: many(24, (i) => bad(i + 1)) })

    expect(await one.call({ kind: 'push', operations: [bad(25), bad(26)] })).toEqual({
      kind: 'refused',
      reason: 'quota',
    })
    expect(await one.call(pull())).toMatchObject({ kind: 'pulled' })
    expect(await outcomesOf(two, [two.put(1)])).toEqual(['stored'])
    await hub.db.query('UPDATE devices SET day = day - 1 WHERE id = $1', [one.id])
    expect(await one.call({ kind: 'push', operations: [one.put(25)] })).toMatchObject({ kind: 'pushed' })
    await small.close()
  })
  it('C3: a packed request that unpacks to more than a message is refused before it is unpacked whole', async () => {
    const device = await enrol(hub)
    const before = process.memoryUsage().rss
    const bomb = gzipSync(Buffer.alloc(400_000_000, ' '))
    const answers = await Promise.all(
      many(4, () =>
        fetch(`${hub.url}/v1/sync`, {
          method: 'POST',
          body: new Uint8Array(bomb),
          headers: {
            'content-type': 'application/json',
            'content-encoding': 'gzip',
            authorization: `Bearer ${device.token}`,
          },
        }),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413])
    // the bomb itself was made here too
    expect(process.memoryUsage().rss - before).toBeLessThan(700_000_000)
    expect(await device.call(pull())).toMatchObject({ kind: 'pulled' })
  })
})

function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index))
}
