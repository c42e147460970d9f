import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { WaysIn } from '../../src-shared/bridge/inputs.ts'
import { isEqualJson } from '../../src-shared/kernel/is-equal-json.ts'
import { beginSettingUp } from '../data-folder/setting-up.ts'
import { createAttempts } from './attempts.ts'
import {
  type Argon2,
  addUser,
  argon2Default,
  createKeyring,
  type Keyring,
  type Opened,
  openAs,
  openWithPassphrase,
  recover,
  withoutUsers,
} from './keyring.ts'
import { createKeyringFile, hasTracesOfUse } from './keyring-file.ts'
import { createTurns } from './turns.ts'
import { isWeak } from './weak-passphrase.ts'

type KeyHandlers = Pick<
  Handlers,
  'keysStatus' | 'keysCreate' | 'keysUnlock' | 'keysRecover' | 'keysAddUser' | 'keysRetire' | 'keysLock'
>
export type Vault = KeyHandlers & {
  /** The data key while somebody is signed in. */
  readonly opened: () => Opened | null
  /** Whether the keyring, or a copy of it, was gone, damaged or older in this session, and is whole again. */
  readonly hasMendedKeys: () => boolean
  /** That of the recovery key which was printed here. */
  readonly recoveryPublicKey: () => Promise<string | null>
}

/** Holds the data key of one data folder between unlock and lock, and nowhere else. */
export function createVault(folder: string, argon2: Argon2 = argon2Default): Vault {
  const file = createKeyringFile(folder)
  const attempts = createAttempts({ read: file.failures, write: file.writeFailures })
  let opened: Opened | null = null

  /** Missing keys are a first start only where nothing else is left of a register. */
  const isFirstStart = (): boolean => !file.isThere() && !hasTracesOfUse(folder)
  const hold = (next: Opened | null): void => {
    opened?.dataKey.fill(0)
    opened = next
  }
  /** One try at a time: many at once would all begin before the first of them is counted. */
  const inTurn = createTurns()
  /** A secret is tried; a wrong one is counted, whichever call it came by, and makes the next wait. */
  const trying = async <T>(attempt: (keyring: Keyring) => Promise<T | null>) => {
    const waitMs = await attempts.waitMs()
    if (waitMs > 0) return { kind: 'wrong', waitMs } as const
    const keyring = await file.read()
    if (!keyring) return { kind: 'damaged' } as const
    const found = await attempt(keyring)
    if (found !== null) {
      await attempts.succeeded()
      return { kind: 'right', found, keyring } as const
    }
    await attempts.failed()
    return { kind: 'wrong', waitMs: await attempts.waitMs() } as const
  }
  /** The keyring without those who have gone, on the disk; null where there is none. */
  const retire = async ({ retired, administrators }: WaysIn): Promise<Keyring | null> => {
    const keyring = await file.read()
    if (!keyring) return null
    const left = withoutUsers(keyring, new Set(retired), new Set(administrators))
    if (!isEqualJson(left.users, keyring.users)) await file.write(left)
    return left
  }
  return {
    opened: () => opened,
    hasMendedKeys: file.hasMended,
    recoveryPublicKey: async () => (await file.read())?.recovery.publicKey ?? null,
    async keysStatus() {
      if (await file.read()) return opened ? 'unlocked' : 'locked'
      return isFirstStart() ? 'none' : 'lost'
    },
    keysCreate: ({ userId, passphrase, names = [] }) =>
      inTurn(async () => {
        if (!isFirstStart()) return { kind: 'exists' }
        if (await isWeak(passphrase, names)) return { kind: 'weak' }
        const made = await createKeyring(userId, passphrase, argon2)
        beginSettingUp(folder)
        await file.write(made.keyring)
        hold(made.opened)
        return { ...toAnswer(made.opened), kind: 'created', recoveryKey: made.recoveryKey }
      }),
    keysUnlock: ({ passphrase }) =>
      inTurn(async () => {
        const tried = await trying((keyring) => openWithPassphrase(keyring, passphrase))
        if (tried.kind !== 'right') return tried
        hold(tried.found)
        return toAnswer(tried.found)
      }),
    keysRecover: ({ recoveryKey, newPassphrase }) =>
      inTurn(async () => {
        if (await isWeak(newPassphrase, [])) return { kind: 'weak' }
        const tried = await trying((keyring) => recover(keyring, recoveryKey, newPassphrase))
        if (tried.kind !== 'right') return tried
        await file.write(tried.found.keyring)
        hold(tried.found.opened)
        return toAnswer(tried.found.opened)
      }),
    keysAddUser: ({ userId, passphrase, currentPassphrase, names = [] }) =>
      inTurn(async () => {
        const signedIn = opened
        if (!signedIn) return { kind: 'locked' }
        if (await isWeak(passphrase, names)) return { kind: 'weak' }
        const tried = await trying((keyring) => openAs(keyring, signedIn.userId, currentPassphrase))
        if (tried.kind === 'damaged') return { kind: 'locked' }
        if (tried.kind === 'wrong') return tried
        // by the key that was just unwrapped: the other one is gone should somebody lock meanwhile
        const renewed = await addUser(tried.keyring, tried.found, userId, passphrase)
        tried.found.dataKey.fill(0)
        if (!renewed) return { kind: 'taken' }
        await file.write(renewed)
        return { kind: 'added' }
      }),
    async keysRetire(waysIn) {
      const signedIn = opened
      const left = signedIn && (await inTurn(() => retire(waysIn)))
      if (!left) return { kind: 'locked' }
      return { kind: 'done', isOut: !left.users.some(({ userId }) => userId === signedIn.userId) }
    },
    async keysLock(waysIn) {
      const wasOpen = opened !== null
      hold(null)
      // a disk that takes nothing keeps nobody from locking: they are asked for again when somebody has come in
      if (wasOpen && waysIn.retired.length > 0) await inTurn(() => retire(waysIn)).catch(() => null)
      return null
    },
  }
}

const toAnswer = ({ userId, keyId, dataKey }: Opened) =>
  ({ kind: 'unlocked', userId, keyId, dataKey: Buffer.from(dataKey).toString('base64') }) as const
