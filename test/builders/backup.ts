import { type Content, readContent } from '../../src-main/backup/format/backup-file.ts'
import { type BackupKeys, backupKeysOf } from '../../src-main/backup/format/keys.ts'
import { type BackupOptions, type MadeBackup, makeBackup } from '../../src-main/backup/make/make-backup.ts'
import type { StoredFiles } from '../../src-main/backup/make/stored-files.ts'
import { writeRegister } from '../../src-main/backup/restore/write-register.ts'
import { createBlobStore } from '../../src-main/backup/set/blobs.ts'
import { surveySet } from '../../src-main/backup/set/survey.ts'
import type { JournalFiles } from '../../src-main/journal/format/files.ts'
import { type JournalKeys, journalKeysOf } from '../../src-main/journal/format/header.ts'
import type { Journal } from '../../src-main/journal/journal.ts'
import { createKeyring } from '../../src-main/keys/keyring.ts'
import { encodeAct, type JournalActInput } from '../../src-shared/journal/act.ts'
import type { Random } from '../sim/random.ts'
import { type CrashDisk, createCrashDisk } from './crash-disk.ts'
import { opened, stateOf } from './journal.ts'

export const passphrase = 'hevonen söi sinisen porkkanan'
/** One register for the tests of a file: its Argon2id is quick. */
export const made = await createKeyring('0197f0aa-0000-7000-8000-000000000001', passphrase, {
  memoryKib: 64,
  passes: 1,
  lanes: 1,
})
export const backupKeys: BackupKeys = backupKeysOf(made.opened)
/** A copy, since a journal that is closed forgets its own. */
export const registerKeys = (): JournalKeys => journalKeysOf(made.opened, made.opened.keyId)

/** A register that is worked on: its journal, its files, and what stands. */
export type WorkedOn = {
  readonly disk: CrashDisk
  readonly journal: Journal
  readonly stored: Map<string, Uint8Array>
  readonly keep: (act: JournalActInput) => Promise<void>
}

export async function aRegister(disk: CrashDisk = createCrashDisk()): Promise<WorkedOn> {
  const { journal } = await opened(disk.files, registerKeys())
  const keep = async (act: JournalActInput): Promise<void> =>
    journal.settle(await journal.append(encodeAct(act)))
  return { disk, journal, stored: new Map(), keep }
}

export const storedOf = (stored: ReadonlyMap<string, Uint8Array>): StoredFiles => ({
  list: async () => [...stored.keys()].toSorted(),
  read: async (name) => stored.get(name) ?? null,
})

export const backUp = (
  files: JournalFiles,
  { disk, stored }: Pick<WorkedOn, 'disk' | 'stored'>,
  options: Partial<BackupOptions> = {},
) =>
  makeBackup(
    files,
    backupKeys,
    {
      journal: { files: disk.files, keys: registerKeys() },
      stored: storedOf(stored),
      keyring: made.keyring,
    },
    { maker: 'aaaaaaaaaaaaaaaa', nowMs: 1_800_000_000_000, ...options },
  )

export async function backedUp(...args: Parameters<typeof backUp>): Promise<MadeBackup> {
  const result = await backUp(...args)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const tables = ['visit', 'audit', 'visitBlocks', 'meta'] as const
const keyPaths: Partial<Record<(typeof tables)[number], string>> = { audit: 'seq', meta: 'key' }

/** One act of a working day: rows that come, change and go, of small and large size. */
export function anAct(random: Random, blockBytes = 4000): JournalActInput {
  const table = random.pick(tables)
  const path = keyPaths[table] ?? 'id'
  const row = () => {
    const n = random.below(400)
    const size = table === 'visitBlocks' ? blockBytes + random.below(3 * blockBytes) : 200 + random.below(400)
    const box = new Uint8Array(size).fill(random.below(256))
    box.set([random.below(256), random.below(256), random.below(256)])
    return { [path]: table === 'audit' ? n : `${table}-${n}`, date: '2026-11-27', box }
  }
  const rows = Array.from({ length: 1 + random.below(6) }, row)
  const gone = table === 'audit' ? random.below(400) : `${table}-${random.below(400)}`
  return {
    ...(random.chance(0.02) && { clears: [table] }),
    ...(random.chance(0.3) && { deletes: { [table]: [gone] } }),
    puts: { [table]: rows },
    ...(path !== 'id' && { keys: { [table]: path } }),
  }
}

/** The names of attachments are those of the data folder: 64 hexadecimal digits. */
export function aFile(random: Random): readonly [string, Uint8Array] {
  const name = Array.from({ length: 64 }, () => random.below(16).toString(16)).join('')
  return [
    `${name}.box`,
    new Uint8Array(3 + random.below(5000)).fill(random.below(256)).fill(random.below(256), 3),
  ]
}

export type State = {
  readonly rows: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, string>
}
const sorted = <V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> =>
  new Map([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** What stands in a register. */
export async function standing({ disk, stored }: Pick<WorkedOn, 'disk' | 'stored'>): Promise<State> {
  const { rows } = await stateOf(createCrashDisk(disk.content()).files, registerKeys())
  return {
    rows: sorted(rows),
    files: sorted(new Map([...stored].map(([name, bytes]) => [name, hex(bytes)]))),
  }
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export async function contentOf(files: JournalFiles, id: string): Promise<Content> {
  const content = await readContent(files, { name: `${id}.backup`, id, kind: 'backup' }, backupKeys)
  if (!content) throw new Error('no content')
  return content
}

/** A backup restored into a register of its own. */
export async function restored(files: JournalFiles, id: string): Promise<Pick<WorkedOn, 'disk' | 'stored'>> {
  const store = createBlobStore(files, backupKeys, await surveySet(files, backupKeys))
  const disk = createCrashDisk()
  const stored = new Map<string, Uint8Array>()
  await writeRegister(store, await contentOf(files, id), {
    journal: disk.files,
    journalKeys: registerKeys(),
    putFile: async (name, bytes) => void stored.set(name, Uint8Array.from(bytes)),
  })
  return { disk, stored }
}
