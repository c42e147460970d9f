import path from 'node:path'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { createAttempts } from './attempts.ts'
import {
  type Argon2,
  addUser,
  argon2Default,
  createKeyring,
  type Opened,
  openWithPassphrase,
  recover,
} from './keyring.ts'
import { createKeyringFile, hasTracesOfUse } from './keyring-file.ts'

type KeyHandlers = Pick<
  Handlers,
  'keysStatus' | 'keysCreate' | 'keysUnlock' | 'keysRecover' | 'keysAddUser' | 'keysLock'
>
export type Vault = KeyHandlers & {
  /** The data key while somebody is signed in. */
  readonly opened: () => Opened | null
  /** That of the recovery key which was printed here. */
  readonly recoveryPublicKey: () => Promise<string | null>
}

/** Holds the data key of one data folder between unlock and lock, and nowhere else. */
export function createVault(folder: string, argon2: Argon2 = argon2Default): Vault {
  const file = createKeyringFile(folder)
  const attempts = createAttempts(path.join(folder, 'attempts.json'))
  let opened: Opened | null = null

  /** Missing keys are a first start only where nothing else is left of a register. */
  const isFirstStart = (): boolean => !file.isThere() && !hasTracesOfUse(folder)
  const toAnswer = ({ userId, keyId, dataKey }: Opened) =>
    ({ kind: 'unlocked', userId, keyId, dataKey: Buffer.from(dataKey).toString('base64') }) as const
  const wrong = async () => {
    await attempts.failed()
    return { kind: 'wrong', waitMs: attempts.waitMs() } as const
  }
  return {
    opened: () => opened,
    recoveryPublicKey: async () => (await file.read())?.recovery.publicKey ?? null,
    async keysStatus() {
      if (await file.read()) return opened ? 'unlocked' : 'locked'
      return isFirstStart() ? 'none' : 'lost'
    },
    async keysCreate({ userId, passphrase }) {
      if (!isFirstStart()) return { kind: 'exists' }
      const made = await createKeyring(userId, passphrase, argon2)
      await file.write(made.keyring)
      opened = made.opened
      return { ...toAnswer(made.opened), kind: 'created', recoveryKey: made.recoveryKey }
    },
    async keysUnlock({ passphrase }) {
      const waitMs = attempts.waitMs()
      if (waitMs > 0) return { kind: 'wrong', waitMs }
      const keyring = await file.read()
      if (!keyring) return { kind: 'damaged' }
      const found = await openWithPassphrase(keyring, passphrase)
      if (!found) return wrong()
      attempts.succeeded()
      opened = found
      return toAnswer(found)
    },
    async keysRecover({ recoveryKey, newPassphrase }) {
      const waitMs = attempts.waitMs()
      if (waitMs > 0) return { kind: 'wrong', waitMs }
      const keyring = await file.read()
      if (!keyring) return { kind: 'damaged' }
      const found = await recover(keyring, recoveryKey, newPassphrase)
      if (!found) return wrong()
      await file.write(found.keyring)
      attempts.succeeded()
      opened = found.opened
      return toAnswer(found.opened)
    },
    async keysAddUser({ userId, passphrase }) {
      const keyring = await file.read()
      if (!opened || !keyring) return { kind: 'locked' }
      const renewed = await addUser(keyring, opened, userId, passphrase)
      if (!renewed) return { kind: 'taken' }
      await file.write(renewed)
      return { kind: 'added' }
    },
    keysLock() {
      opened?.dataKey.fill(0)
      opened = null
      return null
    },
  }
}
