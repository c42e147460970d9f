import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { z } from 'zod'
import { deriveKey, seal, unseal } from './box.ts'
import { newRecoveryKey, recoveryKeyToBytes } from './recovery-key.ts'
import { publicKeyOf } from './x25519.ts'

/**
 * The data key is random; the keyring holds it wrapped, once per user by the passphrase (Argon2id, RFC 9106) and once by
 * the printed recovery key. Nothing in it can be read without one of these.
 */
const Argon2 = z.strictObject({ memoryKib: z.int(), passes: z.int(), lanes: z.int() })
export type Argon2 = z.infer<typeof Argon2>

/** 64 MiB and 3 passes: the second recommended option of RFC 9106, with one lane. */
export const argon2Default: Argon2 = { memoryKib: 65_536, passes: 3, lanes: 1 }

export const Keyring = z.strictObject({
  version: z.literal(1),
  keyId: z.string(),
  users: z
    .array(z.strictObject({ userId: z.uuid(), argon2: Argon2, salt: z.base64(), box: z.base64() }))
    .min(1),
  /** The public key by which others can seal for the recovery key; absent where an older version printed it. */
  recovery: z.strictObject({ box: z.base64(), publicKey: z.base64().optional() }),
})
export type Keyring = z.infer<typeof Keyring>
export type Opened = { readonly userId: string; readonly keyId: string; readonly dataKey: Uint8Array }

export async function createKeyring(
  userId: string,
  passphrase: string,
  argon2: Argon2 = argon2Default,
): Promise<{ keyring: Keyring; opened: Opened; recoveryKey: string }> {
  const dataKey = new Uint8Array(randomBytes(32))
  const keyId = randomBytes(6).toString('hex')
  const recoveryKey = newRecoveryKey()
  const keyring: Keyring = {
    version: 1,
    keyId,
    users: [await wrapForUser(userId, passphrase, keyId, dataKey, argon2)],
    recovery: recoveryOf(recoveryKeyToBytes(recoveryKey), keyId, dataKey),
  }
  return { keyring, opened: { userId, keyId, dataKey }, recoveryKey }
}

/** Null when no user has this passphrase. */
export async function openWithPassphrase(keyring: Keyring, passphrase: string): Promise<Opened | null> {
  for (const { userId, argon2, salt, box } of keyring.users) {
    const key = await stretch(passphrase, Buffer.from(salt, 'base64'), argon2)
    const dataKey = unseal(key, Buffer.from(box, 'base64'), `${keyring.keyId}/${userId}`)
    if (dataKey) return { userId, keyId: keyring.keyId, dataKey: new Uint8Array(dataKey) }
  }
  return null
}

/** Null when the passphrase is not that of this user. */
export const openAs = (keyring: Keyring, userId: string, passphrase: string): Promise<Opened | null> =>
  openWithPassphrase(
    { ...keyring, users: keyring.users.filter((user) => user.userId === userId) },
    passphrase,
  )

/**
 * The keyring without the ways in of users who have gone; as it is where nobody else could get in. The last one of an
 * administrator stays. Administrators come first: it is the first user to whom the recovery key gives a new passphrase.
 */
export function withoutUsers(
  keyring: Keyring,
  gone: ReadonlySet<string>,
  administrators: ReadonlySet<string>,
): Keyring {
  const isAdministrator = ({ userId }: Keyring['users'][number]): boolean => administrators.has(userId)
  const left = keyring.users.filter(({ userId }) => !gone.has(userId))
  if (left.length === 0) return keyring
  const kept = left.some(isAdministrator)
    ? left
    : keyring.users.filter((user) => !gone.has(user.userId) || isAdministrator(user))
  const users = [...kept.filter(isAdministrator), ...kept.filter((user) => !isAdministrator(user))]
  return { ...keyring, users }
}

/** Opens with the recovery key, as the first user, and changes nothing; null when the key is another one. */
export function openWithRecoveryKey(keyring: Keyring, recoveryKey: string): Opened | null {
  const [user] = keyring.users
  const key = deriveKey(recoveryKeyToBytes(recoveryKey), 'recovery')
  const dataKey = unseal(key, Buffer.from(keyring.recovery.box, 'base64'), keyring.keyId)
  return dataKey && user
    ? { userId: user.userId, keyId: keyring.keyId, dataKey: new Uint8Array(dataKey) }
    : null
}

/** Opens with the recovery key and gives the first user a new passphrase; null when the key is another one. */
export async function recover(
  keyring: Keyring,
  recoveryKey: string,
  newPassphrase: string,
): Promise<{ keyring: Keyring; opened: Opened } | null> {
  const [user, ...others] = keyring.users
  const opened = openWithRecoveryKey(keyring, recoveryKey)
  if (!opened || !user) return null
  const renewed = await wrapForUser(user.userId, newPassphrase, keyring.keyId, opened.dataKey, user.argon2)
  return {
    keyring: {
      ...keyring,
      users: [renewed, ...others],
      recovery: { ...keyring.recovery, publicKey: toText(publicKeyOf(recoverySeed(recoveryKey))) },
    },
    opened,
  }
}

/**
 * Gives one more user of this device the key under a passphrase of their own. A user who is there gets a new one.
 * Null when another user has this passphrase: it would be them who is signed in.
 */
export async function addUser(
  keyring: Keyring,
  { dataKey, keyId }: Opened,
  userId: string,
  passphrase: string,
): Promise<Keyring | null> {
  const found = await openWithPassphrase(keyring, passphrase)
  if (found && found.userId !== userId) return null
  const argon2 = keyring.users[0]?.argon2 ?? argon2Default
  const added = await wrapForUser(userId, passphrase, keyId, dataKey, argon2)
  return { ...keyring, users: [...keyring.users.filter((user) => user.userId !== userId), added] }
}

async function wrapForUser(
  userId: string,
  passphrase: string,
  keyId: string,
  dataKey: Uint8Array,
  argon2: Argon2,
): Promise<Keyring['users'][number]> {
  const salt = randomBytes(16)
  const key = await stretch(passphrase, salt, argon2)
  const box = seal(key, dataKey, `${keyId}/${userId}`).toString('base64')
  return { userId, argon2, salt: salt.toString('base64'), box }
}

const toText = (bytes: Buffer): string => bytes.toString('base64')
const recoveryOf = (secret: Uint8Array, keyId: string, dataKey: Uint8Array): Keyring['recovery'] => ({
  box: toText(seal(deriveKey(secret, 'recovery'), dataKey, keyId)),
  publicKey: toText(publicKeyOf(deriveKey(secret, seedPurpose))),
})

const seedPurpose = 'recovery-x25519'
/** The private key (X25519) behind a printed recovery key, as it was typed. */
export const recoverySeed = (recoveryKey: string): Uint8Array =>
  deriveKey(recoveryKeyToBytes(recoveryKey), seedPurpose)

/** `Algorithm.Argon2id` of the library, whose const enum cannot be imported where types are only stripped. */
const argon2id = 2

const stretch = (
  passphrase: string,
  salt: Uint8Array,
  { memoryKib, passes, lanes }: Argon2,
): Promise<Uint8Array> =>
  hashRaw(passphrase.normalize('NFKC'), {
    salt,
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: lanes,
    outputLen: 32,
    algorithm: argon2id,
  })
