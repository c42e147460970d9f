import { createHash } from 'node:crypto'
import { type JournalFiles, withFile, writeWhole } from '../../journal/format/files.ts'
import type { Keyring } from '../../keys/keyring.ts'
import { readKeyring } from '../../keys/keyring-file.ts'
import { draftEnding, keyringMaker } from '../format/file-names.ts'

const nameOf = (maker: string, text: string): string =>
  `keys-${maker}-${createHash('sha256').update(text).digest('hex').slice(0, 32)}.json`

/** The keyrings in a set, one of each device; those that are not as their names say are left out. */
export async function readKeyrings(
  files: JournalFiles,
): Promise<readonly { name: string; keyring: Keyring }[]> {
  const found = []
  for (const name of await files.list()) {
    const maker = keyringMaker(name)
    if (maker === null) continue
    const text = await withFile(files, name, 'read', async (file) =>
      Buffer.from(await file.read(0, await file.size())).toString('utf8'),
    )
    const keyring = name === nameOf(maker, text) ? readKeyring(text) : null
    if (keyring) found.push({ name, keyring })
  }
  return found
}

/** Puts the keyring into the set under a name of its own; does nothing where it is there. @returns the name */
export async function keepKeyring(files: JournalFiles, maker: string, keyring: Keyring): Promise<string> {
  const text = JSON.stringify(keyring)
  const name = nameOf(maker, text)
  if ((await readKeyrings(files)).some((copy) => copy.name === name)) return name
  const draft = `${name}${draftEnding}`
  await files.remove(draft)
  await withFile(files, draft, 'make', async (file) => {
    await writeWhole(file, 0, Buffer.from(text))
    await file.sync()
  })
  await files.rename(draft, name)
  await files.syncFolder()
  return name
}

/**
 * Whoever was shut out of the register does not live on in older copies: of each device that has backups here one copy stays.
 * @param kept this device's
 */
export async function dropOtherKeyrings(
  files: JournalFiles,
  kept: string,
  own: string,
  makers: ReadonlySet<string>,
): Promise<void> {
  const isOld = (name: string): boolean => {
    const maker = keyringMaker(name)
    return maker !== null && name !== kept && (maker === own || !makers.has(maker))
  }
  const old = (await files.list()).filter(isOld)
  for (const name of old) await files.remove(name)
  if (old.length > 0) await files.syncFolder()
}
