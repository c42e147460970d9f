import type { Role } from '../../src-shared/domain/entity.ts'
import type { Cipher } from './cipher.ts'
import { type Db, openDb } from './db.ts'

/** An open register: the database, the key to it, and who works at it. It dies with lock. */
export type Store = {
  readonly db: Db
  readonly cipher: Cipher
  readonly deviceId: string
  readonly userId: string
  readonly clock: Clock
  /** Runs one writer at a time: what `work` has read stays true until it has written. */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  /** Called after each commit and each batch from the hub. */
  onChange(listener: () => void): () => void
  changed(): void
  /** The number of this device's last operation. */
  lastN: number
  role: Role
  close(): void
}
export type Clock = {
  readonly nowIso: () => string
  readonly today: () => string
  readonly newId: () => string
}

export const databaseName = 'alpo-desk'

export type StoreOptions = {
  readonly cipher: Cipher
  readonly userId: string
  readonly clock: Clock
  readonly name?: string
}

export async function openStore({
  cipher,
  userId,
  clock,
  name = databaseName,
}: StoreOptions): Promise<Store> {
  const db = await openDb(name)
  const deviceId = await readOrMakeDeviceId(db, clock)
  const lastN = (await db.meta.get('lastN'))?.value
  const listeners = new Set<() => void>()
  let tail: Promise<unknown> = Promise.resolve()
  return {
    db,
    cipher,
    deviceId,
    userId,
    clock,
    lastN: typeof lastN === 'number' ? lastN : 0,
    role: 'adviser',
    exclusive(work) {
      const run = tail.then(work)
      tail = run.catch(() => undefined) // a failed writer does not stop the next; its caller has the error
      return run
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    changed() {
      for (const listener of listeners) listener()
    },
    close: () => db.close(),
  }
}

async function readOrMakeDeviceId(db: Db, clock: Clock): Promise<string> {
  return db.transaction('rw', db.meta, async () => {
    const known = await db.meta.get('deviceId')
    if (typeof known?.value === 'string') return known.value
    const made = clock.newId()
    await db.meta.put({ key: 'deviceId', value: made })
    return made
  })
}
