import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeAct } from '../../../src-shared/journal/act.ts'
import { lockDataFolder } from '../../data-folder/lock.ts'
import { seal } from '../../keys/box.ts'
import { createKeyring, type Opened } from '../../keys/keyring.ts'
import { createKeyringFile } from '../../keys/keyring-file.ts'
import { createNodeFiles } from '../format/files.ts'
import { journalKeysOf } from '../format/header.ts'
import { openJournal } from '../journal.ts'

const passphrase = 'hevonen söi sinisen porkkanan'
const log = path.join('journal', '0000000001.log')
let keyring: Awaited<ReturnType<typeof createKeyring>>

beforeAll(async () => {
  const quick = { memoryKib: 64, passes: 1, lanes: 1 }
  keyring = await createKeyring('0197f0aa-0000-7000-8000-000000000001', passphrase, quick)
})

const box = ({ keyId, dataKey }: Opened, place: string, value: unknown): Uint8Array =>
  new Uint8Array(seal(dataKey, Buffer.from(JSON.stringify(value)), `${keyId}/${place}`))

/** A data folder with keys and a journal of four acts: two visits, the first of which is changed, and one deleted again. */
async function aDataFolder(): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-journal-cli-'))
  const { opened } = keyring
  await createKeyringFile(folder).write(keyring.keyring)
  const result = await openJournal(
    createNodeFiles(path.join(folder, 'journal')),
    journalKeysOf(opened, 'register'),
  )
  if (!result.ok) throw new Error(result.error.kind)
  const { journal } = result.value
  const visit = (id: string, value: unknown) => ({
    id,
    date: '2026-11-27',
    box: box(opened, `visit/${id}`, value),
  })
  await journal.append(encodeAct({ puts: { visit: [visit('a', { note: 1 }), visit('b', { note: 1 })] } }))
  await journal.append(encodeAct({ puts: { visit: [visit('a', { note: 2 })] } }))
  await journal.append(encodeAct({ deletes: { visit: ['b'] } }))
  const foreign = { entity: 'x', id: 'y', box: new Uint8Array([1, 2, 3]) }
  await journal.append(encodeAct({ puts: { foreign: [foreign] }, keys: { foreign: ['entity', 'id'] } }))
  await journal.close()
  return folder
}

const alpo = (args: readonly string[], input = `${passphrase}\n`) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src-cli/alpo.ts', 'journal', ...args], {
    encoding: 'utf8',
    input,
  })
  return { status, stdout, stderr }
}

/** Changes one byte of frame 2, which is the shortest way to lose it. */
function damage(folder: string): void {
  const file = path.join(folder, log)
  const bytes = readFileSync(file)
  const second = bytes.indexOf('ALPF', bytes.indexOf('ALPF') + 4)
  bytes.writeUInt8(bytes.readUInt8(second + 60) ^ 1, second + 60)
  writeFileSync(file, bytes)
}
const journalBytes = (folder: string) =>
  readdirSync(path.join(folder, 'journal')).map((name) => readFileSync(path.join(folder, 'journal', name)))

describe('alpo journal', () => {
  it('inspects without a key, and says whose it is and how far it goes', async () => {
    const { status, stdout } = alpo(['inspect', await aDataFolder()], '')

    expect(stdout).toMatch(
      /^register register, key [0-9a-f]{12}\n0000000001\.log {2}frames 1–4 {2}\d+ bytes {2}whole\n$/,
    )
    expect(status).toBe(0)
  })
  it('verifies every frame and changes nothing', async () => {
    const folder = await aDataFolder()
    const before = journalBytes(folder)
    const file = path.join(folder, 'secret.txt')
    writeFileSync(file, `${passphrase}\r\n`)

    expect(alpo(['verify', folder, '--passphrase-file', file], '')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/all of it holds; the last frame is 4\n$/),
    })
    damage(folder)
    expect(alpo(['verify', folder])).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(
        /does not hold: 0000000001\.log: at byte \d+: damaged or cut \(frame 1 before it is whole, frame 3 behind it is whole\)\n$/,
      ),
    })
    expect(journalBytes(folder).map(({ length }) => length)).toEqual(before.map(({ length }) => length))
  })
  it('exports the rows that stand, with what the key opens', async () => {
    const { status, stdout } = alpo(['export', await aDataFolder()])

    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { table: 'visit', key: 'a', row: { id: 'a', date: '2026-11-27', box: { opened: { note: 2 } } } },
      { table: 'foreign', key: ['x', 'y'], row: { entity: 'x', id: 'y', box: { base64: 'AQID' } } },
    ])
    expect(status).toBe(0)
  })
  it('rebuilds what can be read, says what cannot, and the new one holds', async () => {
    const folder = await aDataFolder()
    damage(folder)

    const rebuilt = alpo(['rebuild', folder, path.join(folder, 'other', 'journal')])

    expect(rebuilt.status).toBe(3)
    expect(rebuilt.stdout).toMatch(/: 2 rows, as of frame 4\n$/)
    expect(rebuilt.stderr).toMatch(/not readable: .*damaged or cut.*\nmissing: frame 2\n$/)
    const other = path.join(folder, 'other')
    await createKeyringFile(other).write(keyring.keyring)
    expect(alpo(['verify', other])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /stands for frames before 5 .*\n.*empty, begins with frame 5.*\nall of it holds/,
      ),
    })
    expect(alpo(['export', other]).stdout).toContain('"opened":{"note":1}')
    expect(alpo(['rebuild', folder, other])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/is not empty\n$/),
    })
  })
  it('opens with the recovery key too, however it was typed, and changes nobody’s passphrase', async () => {
    const folder = await aDataFolder()
    const before = readFileSync(path.join(folder, 'keyring.json'))
    const file = path.join(folder, 'recovery.txt')
    const exported = alpo(['export', folder]).stdout

    writeFileSync(file, `${keyring.recoveryKey.toLowerCase()}\n`)
    expect(alpo(['export', folder, '--recovery-key-file', file], '')).toEqual({
      status: 0,
      stdout: exported,
      stderr: '',
    })
    writeFileSync(file, 'another\n')
    expect(alpo(['verify', folder, '--recovery-key-file', file], '')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'alpo journal: the recovery key is a wrong one\n',
    })
    expect(readFileSync(path.join(folder, 'keyring.json'))).toEqual(before)
  })
  it('says in one line what keeps it from reading', async () => {
    const folder = await aDataFolder()

    const wrong = alpo(['verify', folder], 'another\n')
    const nowhere = alpo(['inspect', '/nowhere'])
    const misused = alpo(['verify'])
    const unknown = alpo(['burn', folder])
    const lock = await lockDataFolder(folder)
    const inUse = alpo(['export', folder])
    lock?.release()

    expect([wrong, nowhere, misused, unknown, inUse]).toEqual([
      { status: 2, stdout: '', stderr: 'alpo journal: the passphrase is a wrong one\n' },
      { status: 2, stdout: '', stderr: 'alpo journal: /nowhere: holds no journal\n' },
      { status: 2, stdout: '', stderr: expect.stringMatching(/^alpo journal: usage: .*\n$/) },
      {
        status: 2,
        stdout: '',
        stderr: "alpo journal: there is no command 'burn'; 'alpo journal help' lists them\n",
      },
      { status: 2, stdout: '', stderr: `alpo journal: ${folder}: is in use; close ALPO-desk first\n` },
    ])
  })
})
