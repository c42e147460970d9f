import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureOrganisation, findByName } from '../../src-hub/access/organisation-names.ts'
import { BadBackup, backup, restore } from '../../src-hub/archive/backup.ts'
import { eraseOrganisation, exportOrganisation } from '../../src-hub/archive/organisations.ts'
import { examine } from '../../src-hub/command/doctor.ts'
import { sha256 } from '../../src-main/stored-files/store.ts'
import { askBlobs, blobIdOf, sendFile } from '../../src-main/sync/files.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

let [old, fresh]: [TestHub | null, TestHub | null] = [null, null]
const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-backup-'))
const file = path.join(folder, 'hub.backup')
beforeAll(async () => {
  ;[old, fresh] = await Promise.all([setupHub(), setupHub()])
})
afterAll(async () => {
  await old?.stop()
  await fresh?.stop()
})

it('brings all of a hub into another one, under a new epoch; nothing of a broken file', async () => {
  if (!old || !fresh) throw new Error('no hub')
  const device = await enrol(old)
  const names = ['Ähtäri', 'rivi\nvaihto', '"lainaus" \\ kauttaviiva', '𝒜']
  await device.call({
    kind: 'push',
    operations: [
      ...names.map((name, index) => device.put(index + 1, { fields: { name } })),
      { n: 5, bad: true },
    ],
  })
  const bytes = randomBytes(2_000_000)
  const key = randomBytes(32)
  const at = (url: string) => ({ send: fetch, address: url, token: device.token })
  expect(await sendFile(at(old.url), key, sha256(bytes), bytes)).toEqual({ kind: 'ok' })
  const before = await device.call({ kind: 'pull', after: 0, limit: 100 })

  const rows = await backup(old.db, file)
  expect(rows).toBeGreaterThan(8)
  // what comes after it is not in it
  await device.call({ kind: 'push', operations: [device.put(6)] })

  const whole = readFileSync(file)
  const broken = path.join(folder, 'broken')
  for (const [bad, words] of [
    [whole.subarray(0, whole.length - 20), 'cut'],
    [whole.subarray(0, whole.length / 2), 'cut'],
    [Buffer.from('no backup at all'), 'damaged'],
    [randomBytes(1000), 'damaged'],
  ] as const) {
    writeFileSync(broken, bad)
    await expect(restore(fresh.db, broken)).rejects.toThrow(BadBackup)
    await expect(restore(fresh.db, broken)).rejects.toThrow(words)
    expect((await fresh.db.query('SELECT 1 FROM organisations')).rows).toEqual([])
  }
  expect((await fresh.db.query('SELECT 1 FROM organisations')).rows).toEqual([])

  expect(await restore(fresh.db, file)).toBe(rows)
  const moved = { url: fresh.url, db: fresh.db }
  const answer = await fetch(`${moved.url}/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${device.token}` },
    body: JSON.stringify({ protocol: 2, kind: 'pull', after: 0, limit: 100 }),
  })
  const after = (await answer.json()) as typeof before
  expect(after.operations).toEqual(before.operations)
  expect(after.epoch).not.toBe(before.epoch)
  expect(await askBlobs(at(fresh.url), [blobIdOf(key, sha256(bytes))])).toMatchObject({
    whole: [blobIdOf(key, sha256(bytes))],
  })
  // a hub that holds something is not written over
  await expect(restore(fresh.db, file)).rejects.toThrow('holds organisations')
  expect(readdirSync(folder).toSorted()).toEqual(['broken', 'hub.backup'])
})

it('hands out all of one organisation, without what lets devices in, and erases it for good', async () => {
  if (!old) throw new Error('no hub')
  const [gone, stays] = [randomUUID(), randomUUID()]
  const [one, two] = [await enrol(old, gone), await enrol(old, stays)]
  const bytes = randomBytes(1000)
  for (const device of [one, two]) {
    await device.call({ kind: 'push', operations: [device.put(1), { n: 2, bad: true }] })
    await sendFile(
      { send: fetch, address: old.url, token: device.token },
      randomBytes(32),
      sha256(bytes),
      bytes,
    )
  }
  const target = path.join(folder, 'organisation.jsonl.gz')

  expect(await findByName(old.db, 'not there')).toEqual({ kind: 'none' })
  const orgId = await ensureOrganisation(old.db, gone)
  expect(await findByName(old.db, gone)).toEqual({ kind: 'one', id: orgId })
  const rows = await exportOrganisation(old.db, orgId, target)

  const lines = gunzipSync(readFileSync(target)).toString('utf8').trimEnd().split('\n')
  const read = lines.map((line) => JSON.parse(line) as { table?: string; row?: Record<string, unknown> })
  const count = (table: string) => read.filter((line) => line.table === table).length
  expect(lines).toHaveLength(rows + 2)
  expect(['organisations', 'devices', 'operations', 'set_aside', 'blobs', 'blob_pieces'].map(count)).toEqual([
    1, 1, 1, 1, 1, 1,
  ])
  for (const secret of ['token_hash', 'code_hash', two.id, stays]) expect(lines.join()).not.toContain(secret)

  expect(await eraseOrganisation(old.db, orgId)).toBe(true)
  expect(await eraseOrganisation(old.db, orgId)).toBe(false)
  expect(await one.call({ kind: 'pull', after: 0, limit: 1 })).toEqual({ kind: 'refused', reason: 'token' })
  expect((await two.call({ kind: 'pull', after: 0, limit: 9 })).operations).toHaveLength(1)
  const { rows: tables } = await old.db.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  )
  for (const { name } of tables) {
    const left = await old.db.query(`SELECT 1 FROM "${name}" t WHERE t::text LIKE $1`, [`%${one.id}%`])
    expect([name, left.rows.length]).toEqual([name, 0])
  }
})

it('finds what an operator should mend', async () => {
  if (!old) throw new Error('no hub')
  const device = await enrol(old, randomUUID())
  await device.call({ kind: 'push', operations: [1, 2, 3].map((n) => device.put(n)) })
  const look = async () =>
    (await examine(old?.db as TestHub['db'], { folder, certificate: null, today: new Date('2026-11-25') }))
      .filter(({ isOk }) => !isOk)
      .map(({ text }) => text)
  const doctor = (): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, ['src-cli/alpo.ts', 'hub', 'doctor'], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: old?.logins.ownerUrl, ALPO_HUB_DATA: folder },
    })
  const well = await look()
  expect(well.filter((text) => !text.includes('GB free'))).toEqual([])
  expect(doctor()).toMatchObject({
    status: well.length > 0 ? 1 : 0,
    stdout: expect.stringContaining('ok      PostgreSQL'),
  })

  await old.db.query('DELETE FROM operations WHERE device_id = $1 AND n = 2', [device.id])
  await old.db.query('ALTER TABLE audit DISABLE ROW LEVEL SECURITY')
  await old.db.query(
    `ALTER DATABASE ${(await old.db.query('SELECT current_database() AS name')).rows[0].name} SET synchronous_commit = off`,
  )
  const fresher = await old.db.connect()
  await fresher.query('SET synchronous_commit = off')
  fresher.release()

  const problems = (await look()).join('\n')
  expect(problems).toContain('the order has gaps')
  expect(problems).toContain('row-level security is off: audit')
  expect(doctor()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('PROBLEM the order has gaps'),
  })
})

it('puts nothing back of a backup that is cut, wherever the cut is', async () => {
  if (!old) throw new Error('no hub')
  const empty = await setupHub()
  const device = await enrol(old)
  const operations = Array.from({ length: 2000 }, (_, index) =>
    device.put(index + 1, { id: randomUUID(), fields: { name: randomBytes(40).toString('hex') } }),
  )
  for (let at = 0; at < operations.length; at += 500)
    await device.call({ kind: 'push', operations: operations.slice(at, at + 500) })
  const large = path.join(folder, 'large.backup')
  await backup(old.db, large)
  const whole = readFileSync(large)
  const cut = path.join(folder, 'cut')

  for (const share of [0.5, 0.9, 0.99]) {
    writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * share)))
    await expect(restore(empty.db, cut)).rejects.toThrow('cut')
    // whatever a reader that ran ahead might still write has come by then
    await empty.db.query('SELECT pg_sleep(0.1)')
    expect((await empty.db.query('SELECT 1 FROM organisations')).rows).toEqual([])
    expect((await empty.db.query('SELECT 1 FROM operations')).rows).toEqual([])
  }
  await empty.stop()
})
