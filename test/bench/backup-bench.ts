import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { backupKeysOf } from '../../src-main/backup/format/keys.ts'
import { makeBackup } from '../../src-main/backup/make/make-backup.ts'
import { storedFilesOf } from '../../src-main/backup/make/stored-files.ts'
import { filesOfSet } from '../../src-main/backup/set/set-folder.ts'
import { createNodeFiles } from '../../src-main/journal/format/files.ts'
import { journalKeysOf } from '../../src-main/journal/format/header.ts'
import { openJournal } from '../../src-main/journal/journal.ts'
import { createKeyring } from '../../src-main/keys/keyring.ts'
import { encodeAct, type JournalRow } from '../../src-shared/journal/act.ts'
import { clocked, ms, type Result } from './report.ts'

const visits = 200_000
const visitsADay = 60
const [fileCount, fileBytes] = [500, 1_000_000]
const rowsAtOnce = 500

const row = (id: number): JournalRow => ({
  id: `0197f0aa-0000-7000-8000-${String(id).padStart(12, '0')}`,
  date: '2026-11-27',
  box: new Uint8Array(randomBytes(300)),
})

/** A register of the size that design.md names: its first backup, and that of a day, beside a copy with fsync of the same bytes. */
export async function backupBench(): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-backup-bench-'))
  try {
    return await measured(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(folder: string): Promise<Result[]> {
  const { keyring, opened } = await createKeyring(crypto.randomUUID(), 'penkki')
  const data = path.join(folder, 'data')
  mkdirSync(path.join(data, 'attachments'), { recursive: true })
  for (let file = 0; file < fileCount; file++)
    writeFileSync(
      path.join(data, 'attachments', `${randomBytes(32).toString('hex')}.box`),
      randomBytes(fileBytes),
    )
  const journalFiles = createNodeFiles(path.join(data, 'journal'))
  const keep = async (count: number, from: number, atOnce: number): Promise<void> => {
    const journal = await openJournal(journalFiles, journalKeysOf(opened, opened.keyId))
    if (!journal.ok) throw new Error(journal.error.kind)
    for (let at = from; at < from + count; at += atOnce) {
      const rows = Array.from({ length: Math.min(atOnce, from + count - at) }, (_, index) => row(at + index))
      const n = await journal.value.journal.append(encodeAct({ puts: { visit: rows, audit: rows } }))
      journal.value.journal.settle(n)
    }
    await journal.value.journal.compact('due')
    await journal.value.journal.close()
  }
  const back = async () => {
    const made = await makeBackup(
      filesOfSet(path.join(folder, 'set')),
      backupKeysOf(opened),
      {
        journal: { files: journalFiles, keys: journalKeysOf(opened, opened.keyId) },
        stored: storedFilesOf(data),
        keyring,
      },
      { maker: 'penkki', nowMs: Date.now() },
    )
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value
  }
  await keep(visits, 0, rowsAtOnce)
  const copy = await clocked(() => copyWithFsync(data, path.join(folder, 'copy')))
  const first = await clocked(back)
  await keep(visitsADay, visits, 1)
  const day = await clocked(back)
  const wholes = await clocked(() =>
    copyWithFsync(path.join(data, 'journal'), path.join(folder, 'copy-of-day')),
  )
  return [
    {
      name: `backup: the first of ${visits} visits and ${(fileCount * fileBytes) / 1e6} MB of attachments, beside a copy with fsync`,
      note: `${(first.value.writtenBytes / 1e6).toFixed(0)} MB written`,
      ours: ms(first.millis),
      peer: ms(copy.millis),
      ratio: copy.millis / first.millis,
    },
    {
      name: `backup: that of a day of ${visitsADay} visits, beside a copy with fsync of the journal`,
      note: `${(day.value.writtenBytes / 1e6).toFixed(1)} MB written; ${day.value.isIncremental ? 'what had changed' : 'all of it'}`,
      ours: ms(day.millis),
      peer: ms(wholes.millis),
      ratio: wholes.millis / day.millis,
    },
  ]
}

/** What `cp -r` and an fsync of each file do. @returns bytes */
async function copyWithFsync(from: string, to: string): Promise<number> {
  mkdirSync(to)
  let bytes = 0
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isDirectory())
      bytes += await copyWithFsync(path.join(from, entry.name), path.join(to, entry.name))
    else {
      const content = await readFile(path.join(from, entry.name))
      const handle = await open(path.join(to, entry.name), 'wx')
      await handle.writeFile(content)
      await handle.sync()
      await handle.close()
      bytes += content.length
    }
  }
  return bytes
}
