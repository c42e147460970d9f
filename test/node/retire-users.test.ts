import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createVault } from '../../src-main/keys/vault.ts'
import { retireUsers } from '../../src-renderer/app/retire-users.ts'
import { nextToSend } from '../../src-renderer/data/syncing/outbox.ts'
import { storePulled } from '../../src-renderer/data/syncing/store-pulled.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { setupStore } from '../builders/store.ts'

const quick = { memoryKib: 256, passes: 1, lanes: 1 }

/** A shared computer: an administrator, who is signed in, and an adviser. */
async function setupShared() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-shared-'))
  const vault = createVault(folder, quick)
  const [admin, adviser] = [randomUUID(), randomUUID()]
  await vault.keysCreate({ userId: admin, passphrase: 'pitkä lause' })
  await vault.keysAddUser({ userId: adviser, passphrase: 'neuvojan lause', currentPassphrase: 'pitkä lause' })
  const store = await setupStore({ userId: admin })
  const user = { displayName: 'x', active: true, languages: [] }
  await commit(store, [
    { entity: 'user', id: admin, kind: 'put', fields: { ...user, role: 'admin' }, isNew: true },
    { entity: 'user', id: adviser, kind: 'put', fields: { ...user, role: 'adviser' }, isNew: true },
  ])
  const made = await nextToSend(store, 2)
  await storePulled(
    store,
    made.map((op) => ({ ...op, seq: op.n })),
    { seq: 2, stamp: null },
  )
  const asked: unknown[] = []
  let outs = 0
  const retire = retireUsers(
    store,
    async (input) => {
      asked.push(input)
      return vault.keysRetire(input)
    },
    () => outs++,
  )
  const opens = async (passphrase: string) =>
    (await createVault(folder, quick).keysUnlock({ passphrase })).kind === 'unlocked'
  return { store, vault, admin, adviser, retire, asked, opens, outs: () => outs }
}

it('D10: who is deactivated here has no way in on this computer any more', async () => {
  const { store, adviser, retire, opens, asked, outs } = await setupShared()
  await retire()
  expect(await opens('neuvojan lause')).toBe(true)

  await commit(store, [{ entity: 'user', id: adviser, kind: 'put', fields: { active: false } }])
  await retire()
  await retire()

  expect(await opens('neuvojan lause')).toBe(false)
  expect(await opens('pitkä lause')).toBe(true)
  expect(asked).toHaveLength(2)
  expect(outs()).toBe(0)
})

it('D10: who is deactivated while another change is under way is asked for all the same', async () => {
  const { store, adviser, retire, opens } = await setupShared()
  const first = retire()
  await commit(store, [{ entity: 'user', id: adviser, kind: 'put', fields: { active: false } }])
  await Promise.all([first, retire()])

  expect(await opens('neuvojan lause')).toBe(false)
})

it('D10: who was deactivated on another device goes with the next round, signed in or not', async () => {
  const { store, vault, admin, adviser, retire, opens, outs } = await setupShared()
  await vault.keysUnlock({ passphrase: 'neuvojan lause' })
  const at = '2026-11-20T08:00:00Z'
  const op = {
    deviceId: randomUUID(),
    n: 1,
    entity: 'user',
    id: adviser,
    kind: 'put',
    base: {},
    actor: admin,
    at,
  } as const

  await storePulled(store, [{ ...op, fields: { active: false }, seq: 9 }], { seq: 9, stamp: null })
  await retire()

  expect(outs()).toBe(1)
  expect(await opens('neuvojan lause')).toBe(false)
  expect(await opens('pitkä lause')).toBe(true)
})
