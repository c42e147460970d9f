import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import type { JournalFiles } from '../../journal/format/files.ts'
import { type Keyring, type Opened, openWithPassphrase, recover } from '../../keys/keyring.ts'
import { type BackupProblem, failed, toProblem } from '../format/problem.ts'
import { readKeyrings } from '../set/keyring-copies.ts'

/** What somebody has who comes to a set without the register. A recovery key gives the first user a new passphrase. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery-key'; readonly recoveryKey: string; readonly newPassphrase: string }
export type Unlocked = { readonly keyring: Keyring; readonly opened: Opened }

/** Opens a set by the copies of the keyring that lie in it. */
export async function unlockSet(
  files: JournalFiles,
  secret: Secret,
): Promise<Result<Unlocked, BackupProblem>> {
  try {
    const copies = await readKeyrings(files)
    if (copies.length === 0) throw failed('empty')
    for (const { keyring } of copies) {
      const found = await tryOne(keyring, secret)
      if (found) return ok(found)
    }
    throw failed('wrong-secret')
  } catch (error) {
    return err(toProblem(error))
  }
}

async function tryOne(keyring: Keyring, secret: Secret): Promise<Unlocked | null> {
  if (secret.kind === 'recovery-key') return recover(keyring, secret.recoveryKey, secret.newPassphrase)
  const opened = await openWithPassphrase(keyring, secret.passphrase)
  return opened && { keyring, opened }
}
