import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeAct } from '../../../src-shared/journal/act.ts'
import { made, passphrase, registerKeys } from '../../../test/builders/backup.ts'
import { createNodeFiles } from '../../journal/format/files.ts'
import { openJournal } from '../../journal/journal.ts'
import { createKeyringFile } from '../../keys/keyring-file.ts'
import { createAttachmentStore } from '../../stored-files/store.ts'

const document = Buffer.from('päätös, jonka muukin tuntee')

/** A data folder with keys, a journal of two visits and an attachment; and a folder beside it for backups. */
async function aPlace() {
  const place = mkdtempSync(path.join(os.tmpdir(), 'alpo-backup-cli-'))
  const folder = path.join(place, 'data')
  await createKeyringFile(folder).write(made.keyring)
  const stick = path.join(place, 'stick')
  mkdirSync(stick)
  await keep(folder, 'a', 'b')
  await createAttachmentStore(folder).put(made.opened.dataKey, document)
  return { place, folder, stick }
}
async function keep(folder: string, ...ids: readonly string[]): Promise<void> {
  const result = await openJournal(createNodeFiles(path.join(folder, 'journal')), registerKeys())
  if (!result.ok) throw new Error(result.error.kind)
  const visit = ids.map((id) => ({ id, date: '2026-11-27', box: new Uint8Array(30) }))
  await result.value.journal.append(encodeAct({ puts: { visit } }))
  await result.value.journal.close()
}

const alpo = (args: readonly string[], input = `${passphrase}\n`, program = 'backup') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src-cli/alpo.ts', program, ...args], {
    encoding: 'utf8',
    input,
  })
  return { status, stdout, stderr }
}
const setOf = (stick: string) => path.join(stick, 'alpo-desk-backup')

describe('alpo backup', () => {
  it('makes, lists, verifies and restores, and the restored register is a whole one', async () => {
    const { place, folder, stick } = await aPlace()
    const restoredTo = path.join(place, 'restored')

    const first = alpo(['make', folder, stick])
    await keep(folder, 'c')
    const second = alpo(['make', folder, stick])
    const listed = alpo(['list', stick])
    const verified = alpo(['verify', setOf(stick)])
    rmSync(folder, { recursive: true })
    const restored = alpo(['restore', stick, restoredTo])

    expect(first).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/ 2 rows, 1 files, .* all of it, /),
    })
    expect(second).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/ 3 rows, .* what had changed, /),
    })
    expect(listed).toMatchObject({ status: 0, stdout: expect.stringMatching(/ 2 rows.*\n.* 3 rows.*\n$/) })
    expect(verified).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/3 rows, 1 files, all of it holds\n$/),
    })
    expect(restored).toMatchObject({ status: 0, stdout: expect.stringMatching(/3 rows, 1 files, as of /) })
    expect(alpo(['verify', restoredTo], undefined, 'journal')).toMatchObject({ status: 0 })
    expect(alpo(['export', restoredTo], undefined, 'journal').stdout.split('\n')).toHaveLength(4)
    const hash = await createAttachmentStore(restoredTo).put(made.opened.dataKey, document)
    expect(readdirSync(path.join(restoredTo, 'attachments'))).toHaveLength(1)
    expect(await createAttachmentStore(restoredTo).get(made.opened.dataKey, hash)).toEqual(document)
  })
  it('opens a set by the recovery key, which gives a new passphrase', async () => {
    const { place, folder, stick } = await aPlace()
    const target = path.join(place, 'restored')
    const keyFile = path.join(place, 'key.txt')
    writeFileSync(keyFile, made.recoveryKey)
    alpo(['make', folder, stick])

    const restored = alpo(['restore', stick, target, '--recovery-key-file', keyFile], 'uusi salalause\n')

    expect(restored).toMatchObject({ status: 0 })
    expect(alpo(['verify', target], 'uusi salalause\n', 'journal')).toMatchObject({ status: 0 })
  })
  it('says what does not hold, and restores what was made before', async () => {
    const { place, folder, stick } = await aPlace()
    alpo(['make', folder, stick])
    const [older = ''] = alpo(['list', stick]).stdout.split(' ')
    const before = new Set(readdirSync(setOf(stick)))
    await keep(folder, 'c')
    alpo(['make', folder, stick])
    const pack = readdirSync(setOf(stick)).find((name) => name.endsWith('.pack') && !before.has(name)) ?? ''
    const bytes = readFileSync(path.join(setOf(stick), pack))
    writeFileSync(path.join(setOf(stick), pack), bytes.fill(0, 80, 200))

    const target = path.join(place, 'restored')
    const verified = alpo(['verify', stick])
    const newest = alpo(['restore', stick, target])
    const chosen = alpo(['restore', stick, target, older])

    expect(verified).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^does not hold: damaged or missing: /),
    })
    expect(newest).toMatchObject({ status: 2, stderr: expect.stringMatching(/damaged or missing: /) })
    expect(chosen).toMatchObject({ status: 0, stdout: expect.stringMatching(/2 rows, 1 files/) })
  })
  it('says in one line what keeps it from working, and changes nothing', async () => {
    const { place, folder, stick } = await aPlace()
    alpo(['make', folder, stick])
    const names = readdirSync(setOf(stick))

    const wrong = alpo(['list', stick], 'another\n')
    const nowhere = alpo(['make', folder, path.join(place, 'no', 'stick')])
    const empty = alpo(['list', place])
    const inUse = alpo(['restore', stick, folder])
    const misused = alpo(['restore', stick])
    const unknown = alpo(['burn', stick])

    expect([wrong, nowhere, empty, inUse, misused, unknown].map(({ status }) => status)).toEqual([
      2, 2, 2, 2, 2, 2,
    ])
    expect([wrong, nowhere, empty, inUse, misused, unknown].map(({ stderr }) => stderr)).toEqual([
      expect.stringMatching(/: the passphrase or recovery key is a wrong one\n$/),
      expect.stringMatching(/: the folder is not there any more, or the set that was in it\n$/),
      expect.stringMatching(/: there is no backup in the folder\n$/),
      expect.stringMatching(
        /: a register, or what is left of one, lies in the folder: restore into an empty one\n$/,
      ),
      expect.stringMatching(/^alpo backup: usage: .*\n$/),
      "alpo backup: there is no command 'burn'; 'alpo backup help' lists them\n",
    ])
    expect(readdirSync(setOf(stick))).toEqual(names)
  })
})
