import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aDevice, anOperation, type Device, deliver, theHub } from '../../test/builders/sync.ts'
import { applyNumbered, emptyRecord, isHidden, needsDecision } from './merge.ts'

const [a, b] = ['a', 'b'].map((name) => `00000000-0000-4000-8000-00000000000${name}`) as [string, string]

/** Two devices that share a record whose topic is T01. */
function setupShared() {
  const hub = theHub()
  const [one, two] = [aDevice(a), aDevice(b)]
  one.write('put', { topic: 'T01', outcome: 'resolved' })
  deliver(hub, one, two)
  deliver(hub, one, two)
  return { hub, one, two }
}

describe('merge', () => {
  it('[S4] keeps fields that were edited in parallel on two devices', () => {
    const { hub, one, two } = setupShared()
    one.write('put', { topic: 'T02' })
    two.write('put', { outcome: 'continues' })

    deliver(hub, one, two, one)

    expect(one.record.fields).toMatchObject({ topic: 'T02', outcome: 'continues' })
    expect(two.record).toEqual(one.record)
    expect([...one.lost, ...two.lost]).toEqual([])
  })
  it('[S4] lets the later arrival of one field stand and keeps the other value, on both devices', () => {
    const { hub, one, two } = setupShared()
    one.write('put', { topic: 'T02' })
    two.write('put', { topic: 'T03' })

    deliver(hub, one, two, one)

    expect([one.record.fields.topic, two.record.fields.topic]).toEqual(['T03', 'T03'])
    expect([...one.lost.values()]).toEqual([
      expect.objectContaining({ field: 'topic', value: 'T02', deviceId: a }),
    ])
    expect(two.lost).toEqual(one.lost)
  })
  it('[S4] is not a conflict to change what one has seen', () => {
    const { hub, one, two } = setupShared()
    one.write('put', { topic: 'T02' })
    deliver(hub, one, two)
    two.write('put', { topic: 'T03' })

    deliver(hub, two, one)

    expect(one.lost.size + two.lost.size).toBe(0)
  })
  it('[S5] keeps a record that one device deletes and another edits, marked, until a person decides', () => {
    const { hub, one, two } = setupShared()
    one.write('delete', {})
    two.write('put', { topic: 'T05' })

    deliver(hub, one, two, one)

    for (const { record } of [one, two])
      expect([isHidden(record), needsDecision(record)]).toEqual([false, true])
    one.write('delete', {})
    deliver(hub, one, two)
    for (const { record } of [one, two])
      expect([isHidden(record), needsDecision(record)]).toEqual([true, false])
  })
  it('[S5] hides a deleted record that nobody touched, and undo brings it back', () => {
    const { hub, one, two } = setupShared()
    one.write('delete', {})
    deliver(hub, one, two)
    expect(isHidden(two.record)).toBe(true)

    one.write('restore', {})
    deliver(hub, one, two)

    expect([isHidden(one.record), isHidden(two.record)]).toEqual([false, false])
  })
  it('changes nothing when an operation comes again', () => {
    const op = { ...anOperation({ deviceId: a, n: 1, fields: { topic: 'T01' } }), seq: 4 }
    const once = applyNumbered(emptyRecord, op, b).record

    expect(applyNumbered(once, op, b)).toEqual({ record: once, lost: [] })
  })
})

const step = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    device: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom('put', 'put', 'put', 'delete', 'restore'),
    field: fc.constantFrom('topic', 'outcome', 'measures'),
    value: fc.integer({ min: 0, max: 1e6 }),
  }),
  fc.record({ do: fc.constant('sync' as const), device: fc.integer({ min: 0, max: 3 }) }),
)

function play(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): Device[] {
  const hub = theHub()
  const devices = [0, 1, 2, 3].map((i) => aDevice(`00000000-0000-4000-8000-00000000000${i}`))
  for (const action of steps) {
    const device = devices[action.device]
    if (!device) continue
    if (action.do === 'sync') deliver(hub, device)
    else device.write(action.kind as 'put', action.kind === 'put' ? { [action.field]: action.value } : {})
  }
  deliver(hub, ...devices, ...devices)
  return devices
}

describe('merge, whatever the history', () => {
  it('[S4] all devices end with the same record and the same kept values', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const [first, ...others] = play(steps)

        expect(first?.record.pending).toEqual({})
        for (const other of others) {
          expect(other.record).toEqual(first?.record)
          expect(new Map([...other.lost].toSorted())).toEqual(new Map([...(first?.lost ?? [])].toSorted()))
        }
      }),
      { numRuns: 500 },
    )
  })
  it('[S4] no value vanishes: it stands, or its writer or a reader of it replaced it, or it is kept', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const devices = play(steps)
        const kept = new Set(
          devices.flatMap((device) =>
            [...device.lost.values()].map((lost) => JSON.stringify([lost.field, lost.value])),
          ),
        )

        for (const { field, value, replacedKnowingly } of devices.flatMap((device) => device.written()))
          expect(
            devices[0]?.record.fields[field] === value ||
              replacedKnowingly(devices) ||
              kept.has(JSON.stringify([field, value])),
          ).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
