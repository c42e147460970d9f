import { existsSync } from 'node:fs'
import os from 'node:os'
import type { Result } from '../../../src-shared/kernel/result.ts'
import { CommandError } from '../../journal/command/command-error.ts'
import { withJournal } from '../../journal/command/journal-folder.ts'
import type { Keyring } from '../../keys/keyring.ts'
import { createKeyringFile } from '../../keys/keyring-file.ts'
import { backupKeysOf } from '../format/keys.ts'
import { type BackupProblem, toProblem } from '../format/problem.ts'
import { makeBackup } from '../make/make-backup.ts'
import { storedFilesOf } from '../make/stored-files.ts'
import { prove } from '../restore/prove.ts'
import { restore } from '../restore/restore.ts'
import { type Secret, type Unlocked, unlockSet } from '../restore/unlock-set.ts'
import { resumeRotation, rotate } from '../rotation/rotate.ts'
import { filesOfSet, makerOf, setFolderOf } from '../set/set-folder.ts'
import { surveySet } from '../set/survey.ts'
import { backupText, problemText } from './texts.ts'

/** What a command has to say, and whether all of it is well. */
export type Said = { readonly lines: readonly string[]; readonly isWell: boolean }
const well = (...lines: readonly string[]): Said => ({ lines, isWell: true })

/** @throws CommandError with the problem in one line */
function must<T>(result: Result<T, BackupProblem>, where: string): T {
  if (result.ok) return result.value
  throw new CommandError(`${where}: ${problemText(result.error)}`)
}

export async function make(folder: string, chosen: string, ask: () => Promise<string>): Promise<Said> {
  const files = filesOfSet(await setFolderOf(chosen))
  return withJournal(folder, ask, async ({ files: journal, keys, keyId, dataKey }) => {
    const opened = { keyId, dataKey }
    const source = {
      journal: { files: journal, keys },
      stored: storedFilesOf(folder),
      keyring: await keyringOf(folder),
    }
    const options = { maker: makerOf(opened, `${os.hostname()} ${folder}`), nowMs: Date.now() }
    const made = must(await makeBackup(files, backupKeysOf(opened), source, options), chosen)
    const rotated = must(await rotate(files, backupKeysOf(opened)), chosen)
    const written = `${(made.writtenBytes / 1e6).toFixed(1)} MB written`
    return well(
      `${backupText({ ...made, name: '', kind: 'backup' })}  ${made.isIncremental ? 'what had changed' : 'all of it'}, ${written}`,
      ...(rotated.kind === 'paused' ? ["old backups stay until 'alpo backup resume': one was restored"] : []),
      ...(rotated.kind === 'held'
        ? [`old backups stay: damaged or missing: ${rotated.files.join(', ')}`]
        : []),
    )
  })
}

async function keyringOf(folder: string): Promise<Keyring> {
  const keyring = await createKeyringFile(folder).peek()
  if (keyring) return keyring
  throw new CommandError(`${folder}: there is no whole keyring`)
}

type Opened = Unlocked & { readonly files: ReturnType<typeof filesOfSet> }
async function open(chosen: string, askSecret: () => Promise<Secret>): Promise<Opened> {
  const folder = await setFolderOf(chosen)
  if (!existsSync(folder)) throw new CommandError(`${chosen}: ${problemText({ kind: 'empty' })}`)
  const files = filesOfSet(folder)
  return { files, ...must(await unlockSet(files, await askSecret()), chosen) }
}

export async function list(chosen: string, askSecret: () => Promise<Secret>): Promise<Said> {
  const { files, opened } = await open(chosen, askSecret)
  const survey = await surveySet(files, backupKeysOf(opened)).catch((error: unknown) => {
    throw new CommandError(`${chosen}: ${problemText(toProblem(error))}`)
  })
  return {
    lines: [...survey.backups.map(backupText), ...survey.damaged.map((name) => `damaged: ${name}`)],
    isWell: survey.damaged.length === 0,
  }
}

export async function verify(chosen: string, askSecret: () => Promise<Secret>): Promise<Said> {
  const { files, opened } = await open(chosen, askSecret)
  const proved = await prove(files, opened, os.tmpdir())
  if (!proved.ok && proved.error.kind === 'damaged')
    return { lines: [`does not hold: ${problemText(proved.error)}`], isWell: false }
  const { id, at, rows, files: count } = must(proved, chosen)
  return well(
    `${id}  ${new Date(at).toISOString()}  restored and compared: ${rows} rows, ${count} files, all of it holds`,
  )
}

export async function restoreTo(
  chosen: string,
  folder: string,
  id: string | undefined,
  askSecret: () => Promise<Secret>,
): Promise<Said> {
  const unlocked = await open(chosen, askSecret)
  const restored = await restore(unlocked.files, unlocked, folder, id === undefined ? {} : { id })
  const { at, rows, files } = must(restored, folder)
  return well(`${folder}: ${rows} rows, ${files} files, as of ${new Date(at).toISOString()}`)
}

export async function resume(chosen: string, askSecret: () => Promise<Secret>): Promise<Said> {
  const { files } = await open(chosen, askSecret)
  await resumeRotation(files)
  return well('old backups are removed again from the next one on')
}
