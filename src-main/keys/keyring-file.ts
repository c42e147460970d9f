import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type AtomicDisk, draftEnding, nodeDisk, writeAtomically } from '../data-folder/atomic-write.ts'
import { Keyring } from './keyring.ts'
import { createTurns } from './turns.ts'

/**
 * Where the keyring stands in a data folder: the file itself, a copy beside it, and one in a folder of its own, so that
 * neither a deleted file nor a damaged one takes the keys away. No copy lies in the window's database: there a user who
 * was shut out would live on in copies of the database, which are kept for weeks.
 */
export const keyringPlaces = (folder: string): readonly [string, string, string] => [
  path.join(folder, 'keyring.json'),
  path.join(folder, 'keyring-copy.json'),
  path.join(folder, 'keys', 'keyring.json'),
]

/**
 * What stands in each place beside the keyring. `turn` counts the writes: of two whole files the one with the higher turn is
 * the newer, whatever the clock or the file system say. `failures` is how many wrong secrets were tried in a row: it goes
 * away only with the keys. Older versions wrote neither.
 */
const Counters = z.object({ turn: z.int().nonnegative(), failures: z.int().nonnegative() })
type Kept = z.infer<typeof Counters> & { readonly keyring: Keyring }
type Place = { readonly file: string; readonly text: string; readonly kept: Kept | null }

export type KeyringDisk = AtomicDisk & {
  readonly readText: (file: string) => Promise<string>
  /** The names in a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
}
const systemDisk: KeyringDisk = {
  ...nodeDisk,
  readText: (file) => readFile(file, 'utf8'),
  list: (folder) => readdir(folder),
}

/** Reads and writes the keyring and its copies. @param disk a test puts another one in the place of the machine's own */
export function createKeyringFile(folder: string, disk: KeyringDisk = systemDisk) {
  const places = keyringPlaces(folder)
  /** A reading that mends and a writing never overlap: the older one would end up on top. */
  const inTurn = createTurns()
  let hasMended = false
  let draftsGone: Promise<void> | null = null

  const look = (): Promise<readonly Place[]> =>
    Promise.all(
      places.map(async (file) => {
        const text = await disk.readText(file).catch(() => '')
        return { file, text, kept: readKept(text) }
      }),
    )
  const newest = async (): Promise<Kept | null> => latestOf(await look())
  async function mend(): Promise<Kept | null> {
    draftsGone ??= dropDrafts(places, disk)
    await draftsGone
    const found = await look()
    const best = latestOf(found)
    if (!best) return null
    const text = textOf(best)
    for (const { file, text: now, kept } of found) {
      if (now === text) continue
      if (!kept || kept.turn < best.turn) hasMended = true
      await writeAtomically(file, text, disk).catch(() => undefined)
    }
    return best
  }
  async function put(kept: Kept): Promise<void> {
    const text = textOf(kept)
    const [file, ...copies] = places
    await writeAtomically(file, text, disk)
    for (const copy of copies) await writeAtomically(copy, text, disk).catch(() => undefined) // the next reading sees to it
  }
  return {
    /** Whether anything stands in any of the places, whole or not. */
    isThere: (): boolean => places.some((file) => existsSync(file)),
    /**
     * The newest whole keyring, or null where no place holds a whole one. Places that lack it, or hold another, are written
     * again from it; one that cannot be written (a full disk) waits for the next time.
     */
    read: async (): Promise<Keyring | null> => (await inTurn(mend))?.keyring ?? null,
    /** The same, and nothing is written. */
    peek: async (): Promise<Keyring | null> => (await newest())?.keyring ?? null,
    /** Whether a reading has found a place without its keyring, damaged or older, and has written it again. */
    hasMended: (): boolean => hasMended,
    /** How many wrong secrets were tried in a row, as it stands on the disk. */
    failures: async (): Promise<number> => (await newest())?.failures ?? 0,
    /**
     * @param failures where they are known from elsewhere; otherwise those that stand here go on
     * @throws the system's error when the keyring itself cannot be written; the old one stands then.
     */
    write: (keyring: Keyring, failures?: number): Promise<void> =>
      inTurn(async () => {
        const now = await newest()
        await put({
          keyring: Keyring.parse(keyring),
          failures: failures ?? now?.failures ?? 0,
          turn: (now?.turn ?? 0) + 1,
        })
      }),
    /** Does nothing where no place holds a whole keyring. @throws the system's error */
    writeFailures: (failures: number): Promise<void> =>
      inTurn(async () => {
        const now = await newest()
        if (now) await put({ ...now, failures, turn: now.turn + 1 })
      }),
  }
}
/** A keyring from its text; null where it is not as it was written. */
export const readKeyring = (text: string): Keyring | null => readKept(text)?.keyring ?? null
/** How many wrong secrets had been tried when the text was written. */
export const failuresIn = (text: string): number => readKept(text)?.failures ?? 0

/** The newest whole one; the first of those that are as new. */
const latestOf = (places: readonly Place[]): Kept | null =>
  places.reduce<Kept | null>((best, { kept }) => (kept && kept.turn > (best?.turn ?? -1) ? kept : best), null)

function readKept(text: string): Kept | null {
  try {
    const { check, ...content } = JSON.parse(text) as Record<string, unknown> // any object: the schema decides
    // one that an older version wrote bears no check
    if (check !== undefined && check !== checkOf(content)) return null
    const { turn = 0, failures = 0, ...keyring } = content
    return { ...Counters.parse({ turn, failures }), keyring: Keyring.parse(keyring) }
  } catch {
    return null
  }
}

/** A process that was killed leaves drafts, in which a user who has gone since would keep a way in. */
async function dropDrafts(places: readonly string[], disk: KeyringDisk): Promise<void> {
  for (const file of places) {
    const names = await disk.list(path.dirname(file)).catch(() => [])
    for (const name of names)
      if (name.startsWith(`${path.basename(file)}.`) && name.endsWith(draftEnding))
        await disk.remove(path.join(path.dirname(file), name)).catch(() => undefined)
  }
}

/** Whether a data folder holds what only a register that was in use leaves: then missing keys are a loss, not a first start. */
export const hasTracesOfUse = (folder: string): boolean =>
  ['hub.bin', 'realm.bin', 'register.mark', 'attachments', 'journal', 'journal-aside'].some((name) =>
    holdsSomething(path.join(folder, name)),
  )

function holdsSomething(place: string): boolean {
  try {
    return statSync(place).isDirectory() ? readdirSync(place).length > 0 : statSync(place).size > 0
  } catch {
    return false
  }
}

function textOf({ keyring, turn, failures }: Kept): string {
  const content = { ...keyring, turn, failures }
  return JSON.stringify({ ...content, check: checkOf(content) })
}
/** A flipped byte inside a box would look like a wrong passphrase; by this it is a damaged file. */
const checkOf = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
