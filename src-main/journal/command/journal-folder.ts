import { existsSync } from 'node:fs'
import path from 'node:path'
import { errorCode } from '../../data-folder/atomic-write.ts'
import { lockDataFolder } from '../../data-folder/lock.ts'
import { type Keyring, type Opened, openWithPassphrase, openWithRecoveryKey } from '../../keys/keyring.ts'
import { createKeyringFile } from '../../keys/keyring-file.ts'
import { createNodeFiles, type JournalFiles } from '../format/files.ts'
import { type JournalKeys, journalKeysOf } from '../format/header.ts'
import { foreignFile, type Surveyed, surveyFiles } from '../format/survey.ts'
import { journalFolder } from '../journal-folder.ts'
import { CommandError } from './command-error.ts'
import { problemText } from './texts.ts'

export type KeyedJournal = {
  readonly files: JournalFiles
  readonly keys: JournalKeys
  readonly keyId: string
  readonly dataKey: Uint8Array
  readonly surveyed: readonly Surveyed[]
}

/** The files of a data folder's journal. @throws CommandError where there are none. */
export async function filesOf(folder: string): Promise<JournalFiles> {
  const place = journalFolder(folder)
  if (!existsSync(place)) throw new CommandError(`${folder}: holds no journal`)
  return createNodeFiles(place)
}

/** A passphrase, or the recovery key as it was typed. */
export type CommandSecret = string | { readonly recoveryKey: string }

/**
 * Works on a journal with its key, while nobody else uses the data folder.
 * @param askSecret asked once, after all else is well
 */
export async function withJournal<T>(
  folder: string,
  askSecret: () => Promise<CommandSecret>,
  work: (journal: KeyedJournal) => Promise<T>,
): Promise<T> {
  const files = await filesOf(folder)
  const lock = await lockIfWritable(folder)
  try {
    const keyring = await wholeKeyring(folder)
    const opened = await openWith(keyring, await askSecret())
    const registerId = await registerIdOf(files)
    const keys = journalKeysOf(opened, registerId)
    const surveyed = await surveyFiles(files, keys.secret)
    const problem = foreignFile(surveyed, keys)
    if (problem) throw new CommandError(problemText(problem))
    return await work({ files, keys, keyId: opened.keyId, dataKey: opened.dataKey, surveyed })
  } finally {
    lock?.release()
  }
}

async function openWith(keyring: Keyring, secret: CommandSecret): Promise<Opened> {
  const isPassphrase = typeof secret === 'string'
  const opened = isPassphrase
    ? await openWithPassphrase(keyring, secret)
    : openWithRecoveryKey(keyring, secret.recoveryKey)
  if (!opened) throw new CommandError(`the ${isPassphrase ? 'passphrase' : 'recovery key'} is a wrong one`)
  return opened
}

/** Null on a disk that may only be read: nobody writes there. @throws CommandError where the program is running. */
async function lockIfWritable(folder: string): Promise<{ release(): void } | null> {
  const lock = await lockDataFolder(folder).catch((error: unknown) => {
    if (['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))) return 'read-only' as const
    throw error
  })
  if (lock === null) throw new CommandError(`${folder}: is in use; close ALPO-desk first`)
  return lock === 'read-only' ? null : lock
}

async function wholeKeyring(folder: string) {
  const keyring = await createKeyringFile(folder).peek()
  if (keyring) return keyring
  throw new CommandError(
    `${path.join(folder, 'keyring.json')}: there is no whole keyring, so nothing can be opened`,
  )
}

/** The register of the first header that can be read; a file of another one is told then. */
async function registerIdOf(files: JournalFiles): Promise<string> {
  for (const { header } of await surveyFiles(files, null))
    if (header.kind === 'header') return header.header.registerId
  return ''
}
