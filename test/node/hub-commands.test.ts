import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../src-hub/command/run-command.ts'
import { setupHub, setupHubBeside, type TestHub } from '../builders/hub.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-commands-'))
let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
  const running = { url: hub.logins.adminUrl, ownerUrl: hub.logins.ownerUrl }
  writeFileSync(path.join(folder, 'running.json'), JSON.stringify(running))
})
afterAll(async () => {
  await hub?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function command(args: readonly string[], env: Record<string, string> = {}, at = folder) {
  let [out, said] = ['', '']
  const code = await runCommand(args, {
    env,
    folder: at,
    input: Readable.from('short\n'),
    say: (text) => {
      out += text
    },
    complain: (text) => {
      said += text
    },
  })
  return { code, out, said }
}
const inFolder = (name: string, bytes: string | Uint8Array): string => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe('a command of the hub with bad input', () => {
  it('C4: says so in one line and ends with 1', async () => {
    const nobody = randomUUID()
    const bad: readonly (readonly [readonly string[], RegExp])[] = [
      [['restore', 'WRONG-NAME'], /no such file or folder: .*WRONG-NAME/],
      [['restore'], /FILE is missing/],
      [['restore', inFolder('empty', '')], /cut|damaged|no backup/],
      [['restore', inFolder('zipped', gzipSync('{}'))], /no backup/],
      [['backup'], /FILE is missing/],
      [['code'], /organisation is missing/],
      [['revoke'], /DEVICE-ID is missing/],
      [['quota', 'Nobody', '-5'], /not a number/],
      [['quota', 'Nobody', '5', 'mugs'], /files or changes/],
      [['export', 'Nobody'], /FILE is missing/],
      [['restore', folder], /not a file/],
      [['restore', inFolder('text', 'no backup')], /cut or damaged|no backup/],
      [['restore', inFolder('cut', gzipSync('x'.repeat(9999)).subarray(0, 20))], /cut or damaged|no backup/],
      [['backup', path.join(folder, 'nowhere', 'file')], /no such file or folder/],
      [['code', 'Office', 'boss'], /not a role: boss/],
      [['revoke', 'laptop'], /not a device id: laptop/],
      [['revoke', nobody], /no such device/],
      [['put-back', "x' OR 1=1"], /not a device id/],
      [['quota', 'Nobody', '5'], /no such organisation: Nobody/],
      [['quota', 'Nobody', 'much'], /not a number of megabytes: much/],
      [['export', 'Nobody', path.join(folder, 'out')], /no such organisation/],
      [['erase', 'Nobody'], /--yes/],
      [['erase', 'Nobody', '--yes'], /no such organisation/],
      [['admin-passphrase'], /at least 12 characters/],
    ]
    for (const [args, words] of bad) {
      const { code, said, out } = await command(args)
      const line = said.replace(/^Passphrase \(.*?\): /, '')
      expect([args, code, out, line]).toEqual([args, 1, '', expect.stringMatching(/^hub: [^\n]+\n$/)])
      expect(line).toMatch(words)
    }
  })
  it('C4: says so too where no hub runs, or its settings are wrong', async () => {
    const empty = mkdtempSync(path.join(os.tmpdir(), 'alpo-commands-'))
    const bad: readonly (readonly [readonly string[], Record<string, string>])[] = [
      [['devices'], { DATABASE_URL: 'postgres://alpo@127.0.0.1:9/postgres' }],
      [['devices'], { DATABASE_URL: 'no address' }],
      [['doctor'], { DATABASE_URL: hub.logins.ownerUrl, ALPO_HUB_TLS_CERT: path.join(empty, 'no.pem') }],
    ]
    for (const [args, env] of bad) {
      const { code, said, out } = await command(args, env, empty)
      expect([env, code, out, said]).toEqual([env, 1, '', expect.stringMatching(/^hub: [^\n]{10,}\n$/)])
    }
    const told = { code: 1, said: expect.stringMatching(/^hub: [^\n]+\n$/) }
    expect(await command(['devices'], {}, empty)).toMatchObject(told)
    writeFileSync(path.join(empty, 'running.json'), '{"url": ')
    expect(await command(['devices'], {}, empty)).toMatchObject(told)
    rmSync(empty, { recursive: true, force: true })
  })
  it('an unknown command shows all of them; the good ones end with 0', async () => {
    expect(await command(['enrol'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('no such command: enrol'),
    })
    for (const args of [
      ['code', 'Office', 'adviser'],
      ['devices'],
      ['quota', 'Office', '5', 'changes'],
      ['help'],
    ])
      expect([args, (await command(args)).code]).toEqual([args, 0])
    const file = path.join(folder, 'a.backup')
    expect(await command(['backup', file])).toMatchObject({ code: 0, said: '' })
    expect(readFileSync(file).length).toBeGreaterThan(0)
  })
  it('tells two organisations of one name apart by their ids', async () => {
    const beside = await setupHubBeside(hub)
    // the schema keeps names apart; a database that somebody has mended by hand may not
    await beside.db.query('ALTER TABLE organisations DROP CONSTRAINT organisations_name_key')
    const { rows } = await beside.db.query<{ id: string }>(
      `INSERT INTO organisations (name) VALUES ('Twin'), ('Twin') RETURNING id`,
    )
    const [one = '', two = ''] = rows.map(({ id }) => id)
    const env = { DATABASE_URL: beside.logins.ownerUrl }

    for (const args of [
      ['code', 'Twin'],
      ['quota', 'Twin', '5'],
      ['export', 'Twin', path.join(folder, 'twin')],
      ['erase', 'Twin', '--yes'],
    ]) {
      const { code, said } = await command(args, env)
      expect([code, said]).toEqual([1, expect.stringMatching(/^hub: 2 organisations are named Twin: .*\n$/)])
      expect([said.includes(one), said.includes(two)]).toEqual([true, true])
    }
    expect(await command(['erase', one, '--yes'], env)).toMatchObject({ code: 0, out: 'erased\n' })
    expect(await command(['quota', 'Twin', '5'], env)).toMatchObject({ code: 0, out: 'set\n' })
    const left = await beside.db.query('SELECT id, blob_quota FROM organisations')
    expect(left.rows).toEqual([{ id: two, blob_quota: 5_000_000 }])
    await beside.stop()
  })
  it('C4: the process itself ends with 1 and one line where a file is missing', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['src-hub/command/cli.ts', 'restore', 'WRONG-NAME'],
      {
        encoding: 'utf8',
        env: { ...process.env, ALPO_HUB_DATA: folder },
      },
    )

    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^hub: [^\n]*WRONG-NAME\n$/)])
  })
})
