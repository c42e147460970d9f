import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { revokeDevice } from '../../src-hub/access/administration.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'
import { randomOf } from './random.ts'

/** A hundred thousand are asked for with `ALPO_REQUESTS=100000 npx vitest run test/sim/isolation.test.ts`. */
const requests = Number(process.env.ALPO_REQUESTS ?? 4000)

let setup: TestHub
let hub: Awaited<ReturnType<typeof createHub>>
beforeAll(async () => {
  setup = await setupHub()
  hub = await createHub({ db: setup.db, logLevel: 'silent', perMinute: { device: 1e9, enrol: 1e9 } })
})
afterAll(async () => {
  await hub?.close()
  await setup?.stop()
})

it(`gives no device anything of another organisation (${requests} random requests)`, {
  timeout: 900_000,
}, async () => {
  const random = randomOf(7)
  const marks = ['ONLY-OF-A', 'ONLY-OF-B'] as const
  const sides = await Promise.all(
    marks.map(async (mark) => {
      const organisation = randomUUID()
      const devices: (HubDevice & { n: number })[] = []
      for (let index = 0; index < 3; index++)
        devices.push(Object.assign(await enrol(setup, organisation), { n: 0 }))
      return { mark, devices }
    }),
  )
  const revoked = await enrol(setup, randomUUID())
  await revokeDevice(setup.db, revoked.id)
  const all = sides.flatMap(({ devices }) => devices)
  const tokens = [...all.map(({ token }) => token), revoked.token, 'x'.repeat(43), '', `${all[0]?.token}x`]
  let [answered, refused] = [0, 0]

  const once = async (): Promise<void> => {
    const side = random.pick(sides)
    const device = random.pick(side.devices)
    const foreign = random.pick(all)
    const operation = {
      ...device.put(device.n + 1, { fields: { name: side.mark } }),
      ...(random.chance(0.2) ? { deviceId: foreign.id } : {}),
      ...(random.chance(0.2) ? { id: foreign.id } : {}),
    }
    const known = {
      epoch: random.uuid(),
      mark: random.below(50),
      stamp: random.uuid(),
      acknowledged: random.below(9),
    }
    const message = random.pick<Record<string, unknown>>([
      { kind: 'push', operations: [operation] },
      { kind: 'push', operations: [operation], known },
      { kind: 'pull', after: random.below(40), limit: 1 + random.below(200) },
      { kind: 'pull', after: random.below(40), limit: 50, known },
      { kind: 'receipts', after: random.below(20) },
      { kind: 'resume', known, sendableFrom: 1 },
      { kind: 'pull', after: 0, limit: 10, organisation: foreign.id, orgId: foreign.id },
    ])
    const token = random.chance(0.8) ? device.token : random.pick(tokens)
    const response = await hub.inject({
      method: 'POST',
      url: '/v1/sync',
      payload: { protocol, ...message },
      headers: { authorization: `Bearer ${token}`, 'accept-encoding': 'identity' },
    })
    const owner = sides.find(({ devices }) => devices.some((one) => one.token === token))
    for (const { mark, devices } of sides)
      if (mark !== owner?.mark) {
        expect(response.payload).not.toContain(mark)
        // not even which devices it has; as the id of a record the asker may have named one
        if (message.kind === 'pull')
          for (const { id } of devices) expect(response.payload).not.toContain(`"deviceId":"${id}"`)
      }
    const { kind, outcomes } = response.json<{ kind: string; outcomes?: { kind: string; n: number }[] }>()
    if (!owner) expect(kind).toBe('refused')
    if (kind === 'refused') refused++
    else answered++
    if (kind === 'pushed' && token === device.token)
      for (const { n } of outcomes ?? []) device.n = Math.max(device.n, n)
  }
  for (let done = 0; done < requests; done += 20) await Promise.all(Array.from({ length: 20 }, once))

  expect(Math.min(answered, refused)).toBeGreaterThan(requests / 50)
  const { rows } = await setup.db.query<{ mixed: string }>(
    `SELECT count(*) AS mixed FROM operations o JOIN devices d ON d.id = o.device_id WHERE d.org_id <> o.org_id`,
  )
  expect(Number(rows[0]?.mixed)).toBe(0)
})
