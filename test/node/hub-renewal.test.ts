import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { revokeDevice } from '../../src-hub/access/administration.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import { enrol, enrolCodeFor, post, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const renew = (token: string, deviceId: string = randomUUID()) =>
  post(`${hub.url}/v1/renew`, { protocol, deviceId }, token)
const pull = (token: string) =>
  post(`${hub.url}/v1/sync`, { protocol, kind: 'pull', after: 0, limit: 10 }, token)
const revoked = { kind: 'refused', reason: 'revoked' }

describe('a token that is exchanged for another', () => {
  it('D5: is worth nothing once the new one was used, and until then still is', async () => {
    const device = await enrol(hub)
    const { token } = await renew(device.token)

    // the answer may have been lost on its way
    expect(await pull(device.token)).toMatchObject({ kind: 'pulled' })
    expect(await pull(token)).toMatchObject({ kind: 'pulled' })
    expect(await pull(device.token)).toEqual(revoked)
    expect(await renew(device.token)).toEqual(revoked)
    // and is not raised again by the new one's next use
    expect(await pull(token)).toMatchObject({ kind: 'pulled' })
  })
  it('D5: has one living descendant, however often it is exchanged', async () => {
    const device = await enrol(hub)
    const made: string[] = []
    for (let index = 0; index < 5; index++) made.push((await renew(device.token)).token)
    const atOnce = await Promise.all([renew(device.token), renew(device.token), renew(device.token)])
    made.push(...atOnce.map(({ token }) => String(token)))

    const answers = await Promise.all(made.map(pull))

    expect(answers.filter(({ kind }) => kind === 'pulled')).toHaveLength(1)
    const { rows } = await hub.db.query(
      'SELECT count(*)::int AS living FROM devices WHERE renewed_from = $1 AND revoked_at IS NULL',
      [device.id],
    )
    expect(rows).toEqual([{ living: 1 }])
  })
  it('D5: asked again for the same id it gives another token, and the one before is worth nothing', async () => {
    const device = await enrol(hub)
    const id = randomUUID()
    const [lost, kept] = [await renew(device.token, id), await renew(device.token, id)]

    expect(await pull(lost.token)).toMatchObject({ kind: 'refused', reason: 'token' })
    expect(await pull(kept.token)).toMatchObject({ kind: 'pulled' })
  })
  it('D5: goes with all its descendants when the device is shut out, used or not', async () => {
    const device = await enrol(hub)
    const child = randomUUID()
    const { token: second } = await renew(device.token, child)
    await pull(second)
    const { token: third } = await renew(second)
    await pull(third)
    const { token: fourth } = await renew(third)

    const gone = await revokeDevice(hub.db, device.id)

    // the device itself and its child were replaced before
    expect(gone).toHaveLength(2)
    for (const token of [device.token, second, third, fourth]) expect(await pull(token)).toEqual(revoked)
    expect(await renew(fourth)).toEqual(revoked)
  })
  it('D5: comes back by a code, which has nothing to do with what went on from the old one', async () => {
    const organisation = randomUUID()
    const device = await enrol(hub, organisation)
    const { token } = await renew(device.token)
    await pull(token)
    const back = await post(`${hub.url}/v1/enrol`, {
      protocol,
      code: await enrolCodeFor(hub.db, organisation),
      deviceId: device.id,
      deviceName: 'Back',
      organisationId: null,
    })

    expect(await pull(String(back.token))).toMatchObject({ kind: 'pulled' })
    expect(await pull(token)).toMatchObject({ kind: 'pulled' })
    expect(await pull(String(back.token))).toMatchObject({ kind: 'pulled' })
  })
})
