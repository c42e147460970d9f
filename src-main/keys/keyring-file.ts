import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { Keyring } from './keyring.ts'

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

/** Reads and writes the keyring and its copies. The first place that holds a whole one is the one that counts. */
export function createKeyringFile(folder: string) {
  const places = keyringPlaces(folder)

  async function readPlace(
    file: string,
  ): Promise<{ readonly text: string; readonly keyring: Keyring } | null> {
    const text = await readFile(file, 'utf8').catch(() => '')
    const keyring = readKeyring(text)
    return keyring && { text, keyring }
  }
  return {
    /** Whether anything stands in any of the places, whole or not. */
    isThere: (): boolean => places.some((file) => existsSync(file)),
    /**
     * The keyring, or null where no place holds a whole one. Places that lack it, or hold another, are written again from
     * it; one that cannot be written (a full disk) waits for the next time.
     */
    async read(): Promise<Keyring | null> {
      const found = await Promise.all(places.map(readPlace))
      const best = found.find((one) => one !== null)
      if (!best) return null
      const text = textOf(best.keyring)
      for (const [index, file] of places.entries())
        if (found[index]?.text !== text) await writeAtomically(file, text).catch(() => undefined)
      return best.keyring
    },
    /** @throws the system's error when the keyring itself cannot be written; the old one stands then. */
    async write(keyring: Keyring): Promise<void> {
      const [file, ...copies] = places
      const text = textOf(Keyring.parse(keyring))
      await writeAtomically(file, text)
      for (const copy of copies) await writeAtomically(copy, text).catch(() => undefined) // the next reading sees to it
    },
  }
}

/** A keyring from its text; null where it is not as it was written. */
export function readKeyring(text: string): Keyring | null {
  try {
    const { check, ...content } = JSON.parse(text) as Record<string, unknown> // any object: the schema decides
    // one that an older version wrote bears no check
    return check === undefined || check === checkOf(content) ? Keyring.parse(content) : null
  } catch {
    return null
  }
}

/** Whether a data folder holds what only a register that was in use leaves: then missing keys are a loss, not a first start. */
export const hasTracesOfUse = (folder: string): boolean =>
  ['hub.bin', 'realm.bin', 'register.mark', 'attachments', 'journal'].some((name) =>
    holdsSomething(path.join(folder, name)),
  )

function holdsSomething(place: string): boolean {
  try {
    return statSync(place).isDirectory() ? readdirSync(place).length > 0 : statSync(place).size > 0
  } catch {
    return false
  }
}

const textOf = (keyring: Keyring): string => JSON.stringify({ ...keyring, check: checkOf(keyring) })
/** A flipped byte inside a box would look like a wrong passphrase; by this it is a damaged file. */
const checkOf = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
