import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Opened } from './keyring.ts'
import { createRealmHandlers } from './realm.ts'

const light = { memoryKib: 1024, passes: 1, lanes: 1 }

function setupDevice() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-realm-'))
  const opened: Opened = { userId: randomUUID(), keyId: 'k1', dataKey: new Uint8Array(randomBytes(32)) }
  const state: { opened: Opened | null } = { opened }
  return { folder, state, realm: createRealmHandlers(folder, () => state.opened, light) }
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
