import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { messagesForFile, takeAnswers } from '../../src-renderer/sync/by-file.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import { type Exchange, fitting, newPace } from '../../src-renderer/sync/pace.ts'
import { maxMessages } from '../../src-shared/sync/exchange-file.ts'
import { limits, type SyncRequest, type SyncResponse } from '../../src-shared/sync/messages.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'
import { hubModel } from './hub-model.ts'
import { memoryDevice } from './memory-device.ts'

const site = { name: 'Kirjasto' }

function setup() {
  const hub = hubModel(randomUUID)
  const aDevice = () => {
    const device = memoryDevice(randomUUID(), randomUUID(), () => '2026-03-03T10:00:00Z')
    hub.enrol(device.id)
    const asked: SyncRequest[] = []
    const exchange: Exchange = async ({ message }) => {
      asked.push(message)
      return { kind: 'answer', response: hub.answer(device.id, message) }
    }
    const write = (fields: Record<string, string> = site) => device.write(randomUUID(), 'put', fields)
    return { ...device, asked, exchange, write, sync: () => syncOnce(device.storage, exchange) }
  }
  return { hub, aDevice }
}
type Device = ReturnType<ReturnType<typeof setup>['aDevice']>

const answering =
  (device: Device, change: (response: SyncResponse, message: SyncRequest) => SyncResponse): Exchange =>
  async ({ message }) => {
    const answer = await device.exchange({ message })
    return answer.kind === 'answer' ? { kind: 'answer', response: change(answer.response, message) } : answer
  }

describe('a round of the exchange', () => {
  it('sends all, takes all, and says so [S3, S9]', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await one.write()
    await two.write({ name: 'Koulu' })

    expect(await one.sync()).toEqual({ kind: 'all-sent' })
    expect(await two.sync()).toEqual({ kind: 'all-sent' })
    await one.sync()

    expect(hub.operations()).toHaveLength(2)
    expect((await one.knownIds()).toSorted()).toEqual((await two.knownIds()).toSorted())
    const { epoch, ...mark } = await one.storage.readMark()
    expect(mark).toEqual({ seq: 2, stamp: expect.any(String), acknowledged: 1 })
    expect(epoch).toEqual(expect.any(String))
  })

  it('says what it has read, from the second contact on [S7]', async () => {
    const { aDevice } = setup()
    const one = aDevice()
    await one.write()
    await one.sync()
    const { epoch, stamp } = await one.storage.readMark()
    one.asked.length = 0
    await one.write()
    await one.sync()

    expect(one.asked).toEqual([
      expect.objectContaining({ kind: 'push', known: { epoch, stamp, mark: 1, acknowledged: 1 } }),
      expect.objectContaining({ kind: 'pull', after: 1, known: { epoch, stamp, mark: 1, acknowledged: 2 } }),
    ])
  })

  it('waits with what was saved while it ran', async () => {
    const { aDevice } = setup()
    const one = aDevice()
    await one.write()
    let isLate = false
    const exchange = answering(one, (response, { kind }) => {
      if (kind === 'pull' && !isLate) {
        isLate = true
        void one.write()
      }
      return response
    })

    expect(await syncOnce(one.storage, exchange)).toEqual({
      kind: 'waiting',
      count: 1,
      since: '2026-03-03T10:00:00Z',
      hasChanges: true,
    })
  })

  it('takes page after page, as long as there is more', async () => {
    const { aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    for (let index = 0; index < 240; index++) await one.write()
    await one.sync()

    await syncOnce(two.storage, two.exchange, { ...newPace(), batch: 50 })

    expect(two.asked.map((message) => message.kind === 'pull' && [message.after, message.limit])).toEqual([
      [0, 100],
      [100, 200],
    ])
    expect(await two.knownIds()).toHaveLength(240)
  })

  it('passes over what this device cannot read, and does not ask for it again', async () => {
    const { aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await one.write()
    const secret = await one.write()
    await one.sync()
    const storage: SyncStorage = {
      ...two.storage,
      fromWire: async (op) => (op.n === secret ? null : op),
    }

    await syncOnce(storage, two.exchange)

    expect(await two.knownIds()).toHaveLength(1)
    expect((await two.storage.readMark()).seq).toBe(2)
  })

  it.each([
    ['offline', { kind: 'offline', count: 1, reason: 'offline' }],
    ['timeout', { kind: 'offline', count: 1, reason: 'timeout' }],
    ['nonsense', { kind: 'offline', count: 1, reason: 'nonsense' }],
    ['not-enrolled', { kind: 'off' }],
    ['certificate', { kind: 'needs-you', reason: 'certificate' }],
  ] as const)('that reaches nobody (%s) says so, with what waits [S9]', async (reason, state) => {
    const one = setup().aDevice()
    await one.write()

    expect(await syncOnce(one.storage, async () => ({ kind: 'unreachable', reason }))).toEqual(state)
  })

  it.each(['revoked', 'token', 'client-too-old', 'hub-too-old', 'malformed'] as const)(
    'that is refused (%s) asks for a person',
    async (reason) => {
      const one = setup().aDevice()
      const exchange = answering(one, () => ({ kind: 'refused', reason }))

      expect(await syncOnce(one.storage, exchange)).toEqual({ kind: 'needs-you', reason })
    },
  )

  it('that meets a busy hub comes back later', async () => {
    const one = setup().aDevice()
    const exchange = answering(one, () => ({ kind: 'refused', reason: 'busy' }))

    expect(await syncOnce(one.storage, exchange)).toEqual({ kind: 'offline', count: 0, reason: 'offline' })
  })

  it.each(['push', 'pull', 'resume'] as const)(
    'that gets another answer than to its %s stops',
    async (kind) => {
      const { aDevice, hub } = setup()
      const one = aDevice()
      await one.sync()
      await one.write()
      if (kind === 'resume') hub.restore(hub.backup(), true)
      const exchange = answering(one, (response, message) =>
        message.kind === kind ? { kind: 'news', epoch: 'epoch' in response ? response.epoch : '' } : response,
      )

      expect(await syncOnce(one.storage, exchange)).toEqual({ kind: 'needs-you', reason: 'malformed' })
    },
  )

  it('ends where an error of its own disk says so', async () => {
    const one = setup().aDevice()
    await one.write()
    const storage: SyncStorage = {
      ...one.storage,
      noteOutcomes: async () => Promise.reject(new Error('disk')),
    }

    await expect(syncOnce(storage, one.exchange)).rejects.toThrow('disk')
  })

  it('tells of what a person has to look at', async () => {
    const one = setup().aDevice()
    const storage: SyncStorage = { ...one.storage, setAsideCount: async () => 1 }

    expect(await syncOnce(storage, one.exchange)).toEqual({ kind: 'needs-you', reason: 'set-aside' })
  })
})

describe('[S7] a round that meets another epoch', () => {
  it('reads all again and sends again what is missing', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await one.write()
    await one.sync()
    const backup = hub.backup()
    await one.write()
    for (const { sync } of [one, two]) await sync()
    hub.restore(backup, true)

    for (const { sync } of [one, two]) expect(await sync()).toEqual({ kind: 'all-sent' })

    expect(hub.operations()).toHaveLength(2)
    expect(one.asked.map(({ kind }) => kind).slice(-5)).toEqual(['pull', 'resume', 'pull', 'push', 'pull'])
  })

  it('reads it in pages', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    for (let index = 0; index < 600; index++) await one.write()
    await one.sync()
    await two.sync()
    hub.restore(hub.backup(), true)
    two.asked.length = 0

    await syncOnce(two.storage, two.exchange, { ...newPace(), batch: 50 })

    expect(two.asked.map((message) => (message.kind === 'pull' ? message.after : message.kind))).toEqual([
      600,
      'resume',
      0,
      400,
      600,
    ])
    expect(await two.knownIds()).toHaveLength(600)
    expect((await two.storage.readMark()).stamp).toEqual((await one.storage.readMark()).stamp)
  })

  it.each([
    ['and sends it again', 1, [1, 2]],
    ['or goes on after it, where it has not kept it', 2, [2]],
  ])('is told by a hub that lacks what an older version saw acknowledged, %s', async (_, from, sent) => {
    const { hub, aDevice } = setup()
    const one = aDevice()
    const backup = hub.backup()
    await one.write()
    await one.sync()
    hub.restore(backup, false)
    await one.write()
    // that version noted neither a stamp nor what was acknowledged
    const storage: SyncStorage = {
      ...one.storage,
      readMark: async () => ({ ...(await one.storage.readMark()), seq: 0, stamp: null, acknowledged: 0 }),
      sendableFrom: async () => from,
    }

    expect(await syncOnce(storage, one.exchange)).toEqual({ kind: 'all-sent' })
    expect(hub.operations().map(({ n }) => n)).toEqual(sent)
  })

  it('does not follow a hub for ever that begins one after the other', async () => {
    const { hub, aDevice } = setup()
    const one = aDevice()
    await one.sync()
    const exchange: Exchange = async (input) => {
      hub.restore(hub.backup(), true)
      return one.exchange(input)
    }

    expect(await syncOnce(one.storage, exchange)).toEqual({ kind: 'offline', count: 0, reason: 'offline' })
    expect(one.asked.length).toBeLessThan(12)
  })

  it('reads all again in the same epoch when a key has come', async () => {
    const { aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await one.write()
    await one.sync()
    let isToReadAgain = false
    const storage: SyncStorage = {
      ...two.storage,
      isToReadAgain: async () => isToReadAgain,
      fromWire: async (op) => (isToReadAgain ? op : null),
      enterEpoch: async (change) => {
        await two.storage.enterEpoch(change)
        isToReadAgain = false
      },
    }
    await syncOnce(storage, two.exchange)
    expect(await two.knownIds()).toEqual([])

    isToReadAgain = true
    // the operations stay readable once they were read
    const withKey: SyncStorage = { ...storage, fromWire: async (op) => op }
    expect(await syncOnce(withKey, two.exchange)).toEqual({ kind: 'all-sent' })

    expect(await two.knownIds()).toEqual(await one.knownIds())
  })
})

describe('what goes over at once', () => {
  it('is less after a time-out, and more while all is quick, within bounds', async () => {
    const one = setup().aDevice()
    const pace = newPace()
    const timeout: Exchange = async () => ({ kind: 'unreachable', reason: 'timeout' })
    const batches: number[] = []
    for (let round = 0; round < 5; round++) {
      await syncOnce(one.storage, timeout, pace)
      batches.push(pace.batch)
    }
    for (let round = 0; round < 7; round++) {
      await syncOnce(one.storage, one.exchange, pace)
      batches.push(pace.batch)
    }

    expect(batches).toEqual([250, 125, 62, 50, 50, 100, 200, 400, 800, 1600, 2000, 2000])
  })

  it('is as before where nobody was reached for another reason', async () => {
    const one = setup().aDevice()
    const pace = newPace()

    await syncOnce(one.storage, async () => ({ kind: 'unreachable', reason: 'offline' }), pace)

    expect(pace.batch).toBe(500)
  })

  it('fits one message, and is at least one operation', async () => {
    const one = setup().aDevice()
    const { maxBytes } = newPace()
    // texts are reckoned at four tenths of their size: so they travel
    const half = 'x'.repeat(maxBytes * 1.5)
    for (const name of [half, half, 'short', `${half}${half}${half}`]) await one.write({ name })
    const waiting = await one.storage.nextToSend(10)

    expect((await fitting(one.storage, waiting, maxBytes)).operations.map(({ n }) => n)).toEqual([1])
    expect((await fitting(one.storage, waiting.slice(1), maxBytes)).operations.map(({ n }) => n)).toEqual([
      2, 3,
    ])
    const { operations, wire } = await fitting(one.storage, waiting.slice(3), maxBytes)
    expect([operations.length, wire.length]).toEqual([1, 1])
    expect(await one.sync()).toEqual({ kind: 'all-sent' })
  })
})

describe('a file for the stick', () => {
  it('holds all that waits and asks for the pages that may come, as many as it may hold', async () => {
    const { aDevice } = setup()
    const one = aDevice()
    expect(await messagesForFile(one.storage)).toBeNull()
    await one.write()
    await one.sync()
    await one.write()

    const messages = (await messagesForFile(one.storage)) ?? []

    const known = { ...(await one.storage.readMark()), mark: 1 }
    const { seq: _, ...stated } = known
    expect(messages).toHaveLength(maxMessages)
    expect(messages[0]).toMatchObject({ kind: 'push', known: stated, operations: [{ n: 2 }] })
    expect(messages[1]).toMatchObject({ kind: 'pull', after: 1, known: stated })
    expect(messages[2]).toMatchObject({ kind: 'pull', after: 1 + limits.pullOperations })
    expect(messages[2]).not.toHaveProperty('known')
  })

  it('whose answers come late, or a second time, changes nothing', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    for (const { sync } of [one, two]) await sync()
    await one.write()
    await two.write()
    const messages = (await messagesForFile(one.storage)) ?? []
    const answers = messages.map((message) => hub.answer(one.id, message))
    await two.sync()
    const later = messages.map((message) => hub.answer(one.id, message))

    expect(await takeAnswers(one.storage, answers)).toEqual({ kind: 'read', sent: 1, received: 1 })
    const records = await Promise.all((await one.knownIds()).map(one.record))
    // what they have in common was taken, and the rest comes with the next stick
    for (const again of [later, answers])
      expect(await takeAnswers(one.storage, again)).toEqual({ kind: 'read', sent: 0, received: 0 })
    expect(await Promise.all((await one.knownIds()).map(one.record))).toEqual(records)
    const next = ((await messagesForFile(one.storage)) ?? []).map((message) => hub.answer(one.id, message))
    expect(await takeAnswers(one.storage, next)).toEqual({ kind: 'read', sent: 0, received: 1 })
    expect((await one.storage.readMark()).seq).toBe(2)
  })

  it('from an order that was lost in a restore without a trace is not laid to the one that this device has read', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await two.write()
    for (const { sync } of [two, one]) await sync()
    const backup = hub.backup()
    const ask = (after: number) => hub.answer(one.id, { protocol: 2, kind: 'pull', after, limit: 10 })
    await two.write()
    await two.sync()
    const lost = ask(1)
    await two.write()
    await two.sync()
    const second = ask(2)
    hub.restore(backup, false)
    const three = aDevice()
    await three.write()
    await three.sync()
    const third = aDevice()
    await third.write()
    await third.sync()
    const other = ask(2)

    expect(await takeAnswers(one.storage, [lost])).toMatchObject({ received: 1 })
    expect(await takeAnswers(one.storage, [other])).toEqual({ kind: 'needs-network' })
    expect(await takeAnswers(one.storage, [second])).toMatchObject({ received: 1 })
    // over the network the loss is found out, and mended
    for (let round = 0; round < 2; round++)
      for (const { sync } of [one, two, three, third]) expect(await sync()).toEqual({ kind: 'all-sent' })
    expect(await one.knownIds()).toHaveLength(5)
  })

  it('that leaves out the first that waits, because a restore without a trace has made all of them wait again, is not taken', async () => {
    const { hub, aDevice } = setup()
    const one = aDevice()
    await one.sync()
    const backup = hub.backup()
    await one.write()
    await one.sync()
    await one.write()
    const answers = ((await messagesForFile(one.storage)) ?? []).map((message) => hub.answer(one.id, message))
    hub.restore(hub.backup(), true)
    await one.sync()
    hub.restore(backup, false)
    await syncOnce(one.storage, async ({ message }) =>
      // the network is cut as soon as the device has gone back
      message.kind === 'push' && message.operations.length === 2
        ? { kind: 'unreachable', reason: 'timeout' }
        : one.exchange({ message }),
    )
    expect((await one.storage.nextToSend(9)).map(({ n }) => n)).toEqual([1, 2])

    expect(await takeAnswers(one.storage, answers)).toMatchObject({ sent: 0 })
    expect((await one.storage.nextToSend(9)).map(({ n }) => n)).toEqual([1, 2])
    expect(await one.sync()).toEqual({ kind: 'all-sent' })
    expect(hub.operations()).toHaveLength(2)
  })

  it('with a page before which others are missing leaves it for the next', async () => {
    const { hub, aDevice } = setup()
    const [one, two] = [aDevice(), aDevice()]
    await one.sync()
    for (let index = 0; index < 3; index++) await two.write()
    await two.sync()
    const page = (after: number) =>
      hub.answer(one.id, { protocol: 2, kind: 'pull', after, limit: limits.pullOperations })

    expect(await takeAnswers(one.storage, [page(2)])).toEqual({ kind: 'read', sent: 0, received: 0 })
    expect(await one.knownIds()).toEqual([])
    expect(await takeAnswers(one.storage, [page(0), page(2)])).toMatchObject({ received: 3 })
  })

  it('from another epoch, with a gap, or refused, needs a network', async () => {
    const { hub, aDevice } = setup()
    const one = aDevice()
    await one.sync()
    await one.write()
    const messages = (await messagesForFile(one.storage)) ?? []
    const answers = messages.map((message) => hub.answer(one.id, message))
    hub.restore(hub.backup(), true)
    await one.sync()
    const { epoch } = await one.storage.readMark()
    const needsNetwork = { kind: 'needs-network' }

    expect(await takeAnswers(one.storage, answers)).toEqual(needsNetwork)
    expect(await takeAnswers(one.storage, [{ kind: 'refused', reason: 'busy' }])).toEqual(needsNetwork)
    expect(await takeAnswers(one.storage, [{ kind: 'gap', epoch: epoch ?? '', expected: 1 }])).toEqual(
      needsNetwork,
    )
    expect(await takeAnswers(one.storage, [{ kind: 'quiet', epoch: epoch ?? '' }])).toMatchObject({
      kind: 'read',
    })
  })
})
