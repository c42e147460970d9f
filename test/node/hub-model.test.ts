import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roles } from '../../src-shared/kernel/role.ts'
import type { Known, SyncRequest } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'
import { hubModel } from '../sim/hub-model.ts'
import { randomOf } from '../sim/random.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

/** Epochs and stamps are random on both sides: the first that is met is called 0, the next 1. */
const namedIds = () => {
  const names = new Map<string, string>()
  return (answer: unknown): unknown =>
    JSON.parse(
      JSON.stringify(answer, (key, value: unknown) => {
        if (!['epoch', 'stamp', 'stampBefore'].includes(key) || typeof value !== 'string') return value
        if (!names.has(value)) names.set(value, String(names.size))
        return names.get(value)
      }),
    )
}

const secret = Buffer.alloc(32, 7)
const lock = createHash('sha256').update(secret).digest('base64')
/** A box, or the erasing of those before it: with a proof that opens, one that does not, or none. */
const aBox = (random: ReturnType<typeof randomOf>): Partial<Operation> => {
  const proofs = random.pick([{}, { proofs: [secret.toString('base64')] }, { proofs: [lock] }])
  const isErasing = random.chance(0.4)
  return {
    entity: 'sealed',
    kind: isErasing ? 'delete' : 'put',
    fields: { box: 'x', key: 'k', ...(random.chance(0.7) ? { lock } : {}), ...(isErasing ? proofs : {}) },
  }
}

it.each([1, 2, 3, 4, 5, 6])(
  'the model of the hub answers every message as the hub itself does (seed %i)',
  async (seed) => {
    const random = randomOf(seed)
    const organisation = randomUUID()
    const model = hubModel(randomUUID)
    const [fromHub, fromModel] = [namedIds(), namedIds()]
    const devices: { real: HubDevice; n: number; epochs: { real: string; model: string } | null }[] = []
    for (const role of ['admin', 'coordinator', 'adviser'] as const) {
      const real = await enrol(hub, organisation, role)
      model.enrol(real.id, role)
      devices.push({ real, n: 0, epochs: null })
    }
    // what either has given out, by the number where it stood
    const stamps: { mark: number; real: string; model: string }[] = []
    for (let step = 0; step < 120; step++) {
      const device = random.pick(devices)
      const { real } = device
      const protocol = random.chance(0.2) ? 1 : 2
      const seen = stamps.length > 0 && random.chance(0.6) ? random.pick(stamps) : null
      const mark = seen && random.chance(0.8) ? seen.mark : random.below(12)
      const acknowledged = random.below(device.n + 1)
      const known = (side: 'real' | 'model', epoch: string): Known => ({
        epoch,
        mark,
        acknowledged,
        stamp: seen?.[side] ?? null,
      })
      const states = protocol === 2 && device.epochs !== null && random.chance(0.7)
      const stated = states && device.epochs ? known('real', device.epochs.real) : null
      const message = ((): Record<string, unknown> => {
        const dice = random.next()
        const withKnown = stated ? { known: stated } : {}
        if (dice < 0.5) {
          const first = Math.max(1, device.n + 1 - random.below(3) + (random.chance(0.1) ? 2 : 0))
          const operations = Array.from({ length: 1 + random.below(4) }, (_, index) =>
            real.put(first + index, {
              id: random.pick(devices).real.id,
              fields: random.chance(0.15) ? { name: 5 } : { name: `${step}` },
              actor: random.pick(devices).real.id,
              ...(random.chance(0.15) ? { entity: 'user', fields: { role: random.pick(roles) } } : {}),
              ...(random.chance(0.1) ? { entity: 'codeValue', fields: {} } : {}),
              ...(random.chance(0.2) ? aBox(random) : {}),
            }),
          )
          return { protocol, kind: 'push', operations, ...withKnown }
        }
        if (dice < 0.85 || !stated)
          return {
            protocol,
            kind: 'pull',
            after: random.below(20),
            limit: 1 + random.below(30),
            ...withKnown,
          }
        return { protocol, kind: 'resume', known: stated, sendableFrom: 1 + random.below(device.n + 2) }
      })()
      const toModel = JSON.parse(JSON.stringify(message)) as SyncRequest
      if ('known' in toModel && toModel.known && device.epochs)
        toModel.known = known('model', device.epochs.model)

      const answer = await real.call(message)
      const expected = model.answer(real.id, toModel)

      expect([step, message, fromHub(answer)]).toEqual([step, message, fromModel(expected)])
      if (expected.kind === 'pushed') for (const { n } of expected.outcomes) device.n = Math.max(device.n, n)
      if (expected.kind === 'resumed') device.n = expected.lastN
      if (expected.kind === 'pulled' && expected.stamp)
        stamps.push({ mark: expected.upTo, real: String(answer.stamp), model: expected.stamp })
      if ('epoch' in expected && (device.epochs === null || random.chance(0.3)))
        device.epochs = { real: String(answer.epoch), model: expected.epoch }
    }
  },
)
