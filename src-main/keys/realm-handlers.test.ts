import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createKeyring, type Opened } from './keyring.ts'
import { createRealmHandlers } from './realm-handlers.ts'
import { newRecoveryKey } from './recovery-key.ts'

const light = { memoryKib: 1024, passes: 1, lanes: 1 }

function setupDevice(recoveryPublicKey: string | null = null) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-realm-'))
  const opened: Opened = { userId: randomUUID(), keyId: 'k1', dataKey: new Uint8Array(randomBytes(32)) }
  const state: { opened: Opened | null } = { opened }
  const realm = createRealmHandlers({
    folder,
    argon2: light,
    opened: () => state.opened,
    recoveryPublicKey: async () => recoveryPublicKey,
  })
  return { id: randomUUID(), folder, state, realm }
}

it('hands the key to another device by a code and a passphrase, however the code is typed', async () => {
  const [one, two] = [setupDevice(), setupDevice()]
  const made = await one.realm.realmMake({})
  const given = await one.realm.realmHandOver({ passphrase: 'kaksi eri tietä' })
  if (made.kind !== 'made' || given.kind !== 'code') throw new Error('no key')

  const typed = ` ${given.code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
  expect(await two.realm.realmAccept({ code: typed, passphrase: 'kaksi eri tietä' })).toEqual({
    kind: 'accepted',
    keys: made.keys,
  })
  expect(await two.realm.realmKeys({})).toEqual({ keys: made.keys })
  // made once, and the same ever after
  expect(await one.realm.realmMake({})).toEqual(made)
})

it('tells a mistyped code from a wrong passphrase, and takes neither', async () => {
  const [one, two] = [setupDevice(), setupDevice()]
  await one.realm.realmMake({})
  const given = await one.realm.realmHandOver({ passphrase: 'oikea salalause' })
  if (given.kind !== 'code') throw new Error('no code')
  const { code } = given
  const changed = `${code.slice(0, 8)}${code[8] === '7' ? '8' : '7'}${code.slice(9)}`

  for (const wrong of [changed, code.slice(0, 30), '', '!!!', 'U'.repeat(100)])
    expect(await two.realm.realmAccept({ code: wrong, passphrase: 'oikea salalause' })).toEqual({
      kind: 'mistyped',
    })
  expect(await two.realm.realmAccept({ code, passphrase: 'väärä salalause' })).toEqual({ kind: 'wrong' })
  expect(await two.realm.realmKeys({})).toEqual({ keys: [] })
})

it('keeps the key sealed on the disk, and gives nothing while locked', async () => {
  const { folder, state, realm } = setupDevice()
  const made = await realm.realmMake({})
  if (made.kind !== 'made') throw new Error('no key')

  const onDisk = readFileSync(path.join(folder, 'realm.bin'))
  expect(onDisk.includes(Buffer.from(made.keys[0]?.key ?? '', 'base64'))).toBe(false)
  expect(onDisk.includes(made.keys[0]?.key ?? '-')).toBe(false)
  state.opened = null
  expect(await realm.realmKeys({})).toEqual({ keys: [] })
  expect(await realm.realmHandOver({ passphrase: 'mikä tahansa' })).toEqual({ kind: 'none' })
})

const publicKeyOf = async ({ realm }: ReturnType<typeof setupDevice>): Promise<string> => {
  const answer = await realm.realmPublicKey({})
  if (answer.kind !== 'key') throw new Error('locked')
  return answer.publicKey
}
const box = async (
  { realm }: ReturnType<typeof setupDevice>,
  isNew: boolean,
  recipients: { id: string; publicKey: string }[],
) => {
  const answer = await realm.realmBox({ isNew, recipients })
  if (answer.kind !== 'boxed') throw new Error('no key')
  return answer.record
}

it('boxes a new key for the devices that stay, with the keys before it, and for nobody else', async () => {
  const [one, two, gone] = [setupDevice(), setupDevice(), setupDevice()]
  const made = await one.realm.realmMake({})
  const given = await one.realm.realmHandOver({ passphrase: 'kerrottu puhelimessa' })
  if (made.kind !== 'made' || given.kind !== 'code') throw new Error('no key')
  for (const { realm } of [gone])
    await realm.realmAccept({ code: given.code, passphrase: 'kerrottu puhelimessa' })
  const staying = await Promise.all(
    [one, two].map(async (each) => ({ id: each.id, publicKey: await publicKeyOf(each) })),
  )

  const second = await box(one, true, staying)
  // not in use before its record is: a crash in between leaves the old one
  expect(await one.realm.realmKeys({})).toEqual({ keys: made.keys })
  const records = [second]
  const [first] = made.keys
  for (const each of [one, two]) {
    const { keys } = await each.realm.realmOpen({ deviceId: each.id, records })
    expect(keys).toEqual([first, { id: second.keyId, key: expect.any(String), generation: 2 }])
    expect(await each.realm.realmKeys({})).toEqual({ keys })
  }
  expect(await gone.realm.realmOpen({ deviceId: gone.id, records })).toEqual({ keys: made.keys })
  // another device's box is none of its business, nor is a record whose key was exchanged
  expect(await gone.realm.realmOpen({ deviceId: two.id, records })).toEqual({ keys: made.keys })
  const forged = { ...second, keyId: first?.id ?? '' }
  const fresh = setupDevice()
  await publicKeyOf(fresh)
  expect(await fresh.realm.realmOpen({ deviceId: one.id, records: [forged] })).toEqual({ keys: [] })

  // a third, made on a device that has the second only by its box; a code then brings the newest, the record the rest
  const third = await box(two, true, staying)
  await two.realm.realmOpen({ deviceId: two.id, records: [second, third] })
  const code = await two.realm.realmHandOver({ passphrase: 'kerrottu puhelimessa' })
  if (code.kind !== 'code') throw new Error('no code')
  await fresh.realm.realmAccept({ code: code.code, passphrase: 'kerrottu puhelimessa' })
  const { keys } = await fresh.realm.realmOpen({ deviceId: fresh.id, records: [third, second] })
  expect(keys.map(({ id, generation }) => [id, generation])).toEqual([
    [first?.id, 1],
    [second.keyId, 2],
    [third.keyId, 3],
  ])
})

it('opens with the recovery key that was printed on another device, and with no other', async () => {
  const { keyring, recoveryKey } = await createKeyring(randomUUID(), 'salalause', light)
  const one = setupDevice(keyring.recovery.publicKey ?? null)
  const made = await one.realm.realmMake({})
  if (made.kind !== 'made') throw new Error('no key')
  const answer = await one.realm.realmPublicKey({})
  if (answer.kind !== 'key' || !answer.recoveryPublicKey) throw new Error('no recovery key')
  const record = await box(one, false, [{ id: `recovery/${one.id}`, publicKey: answer.recoveryPublicKey }])
  const fresh = setupDevice()
  const recover = (typed: string) => fresh.realm.realmRecover({ recoveryKey: typed, records: [record] })

  for (const wrong of ['', 'X', newRecoveryKey()]) expect(await recover(wrong)).toEqual({ kind: 'wrong' })
  expect(await recover(` ${recoveryKey.toLowerCase().replaceAll('-', ' ')} `)).toEqual({
    kind: 'accepted',
    keys: made.keys,
  })
  expect(await fresh.realm.realmKeys({})).toEqual({ keys: made.keys })
  fresh.state.opened = null
  expect(await recover(recoveryKey)).toEqual({ kind: 'locked' })
})

it('D6: takes no key that claims a generation whose turn has not come, and goes on with the honest one', async () => {
  const [one, two] = [setupDevice(), setupDevice()]
  await one.realm.realmMake({})
  const recipients = [{ id: two.id, publicKey: await publicKeyOf(two) }]
  const first = await box(one, false, recipients)
  const forged = { ...(await box(one, true, recipients)), generation: 99 }
  const raised = { ...first, generation: 99 }
  const honest = await box(one, true, recipients)

  for (const records of [
    [first, forged, raised],
    [first, forged, raised, honest],
  ])
    await two.realm.realmOpen({ deviceId: two.id, records })

  const { keys } = await two.realm.realmKeys({})
  expect(keys.map(({ id, generation }) => [id, generation])).toEqual([
    [first.keyId, 1],
    [honest.keyId, 2],
  ])
})
