import type { RegisterMark } from '../../../src-shared/bridge/safety-calls.ts'
import type { Role } from '../../../src-shared/kernel/role.ts'
import { createVisitColumns, type VisitColumns } from '../columns/visit-columns.ts'
import { type Db, openDb } from '../database/db.ts'
import { type HeldMark, readHeldMark } from '../database/held-mark.ts'
import { readKnownDay } from '../database/known-day.ts'
import { createMutex, type Mutex } from '../database/mutex.ts'
import { countRevisions, type Revisions } from '../database/revisions.ts'
import { noGuard, type WriteGuard } from '../database/write-guard.ts'
import type { Cipher } from '../sealing/cipher.ts'
import { closedRealmKeyring, type RealmKeyring } from '../sealing/realm-keyring.ts'
import { type FormDrafts, openFormDrafts } from './form-drafts.ts'
import { emptyReference, type Reference } from './reference.ts'

/** An open register: the database, the key to it, and who works at it. It dies with lock. */
export type Store = {
  readonly db: Db
  readonly cipher: Cipher
  /** Its own id at the hub; a copy of a register takes another one. */
  deviceId: string
  readonly userId: string
  readonly clock: Clock
  /** Runs one writer at a time: what `work` has read stays true until it has written. */
  readonly exclusive: Mutex
  /** The same for unfinished forms, which wait for nobody else. */
  readonly exclusiveDraft: Mutex
  /** Forms that were begun and not saved. */
  readonly forms: FormDrafts
  /** Called after each commit and each batch from the hub. */
  onChange(listener: () => void): () => void
  changed(): void
  /** The small tables, as they are now. */
  reference: Reference
  /** All shown visits. */
  readonly columns: VisitColumns
  /** Whether all months are in `columns`; the latest are there from the start. */
  isComplete: boolean
  /** Rows of visits that could not be opened, by month: they stay where they are, and people are told. */
  readonly damaged: Map<string, number>
  /** Counts the changes, so that a view knows when to look again. */
  readonly version: () => number
  readonly revisions: Revisions
  /** The number of this device's last operation. */
  lastN: number
  /** The latest moment that was ever written here, ISO 8601 in UTC; empty when nothing was. */
  lastMoment: string
  /** The latest day of which there is evidence beside this machine's clock; empty where there is none. */
  knownDay: string
  role: Role
  realmKeyring: RealmKeyring
  /** How far the register has come; null in one that an older version wrote. */
  mark: HeldMark | null
  /** The last of this device's operations that the hub has answered, as it was known last. */
  acknowledged: number
  /** Once what it counts is on the disk: takes a mark for the register's, and keeps it outside the database. */
  keepMark(mark?: HeldMark): Promise<void>
  /** Says when nothing may be written. */
  readonly guard: WriteGuard
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
  /** Opened beforehand, so that nobody waits for it after the passphrase; the store closes it. */
  readonly db?: Db
  readonly name?: string
  readonly guard?: WriteGuard
  /** The day on which the program was built. */
  readonly builtOn?: string
  readonly keepMark?: (mark: RegisterMark) => Promise<void>
}

export async function openStore({
  cipher,
  userId,
  clock,
  name = databaseName,
  db: opened,
  guard = noGuard,
  builtOn = '',
  keepMark = async () => undefined,
}: StoreOptions): Promise<Store> {
  const db = opened ?? (await openDb(name, undefined, guard))
  const deviceId = await readOrMakeDeviceId(db, clock)
  const lastN = (await db.meta.get('lastN'))?.value
  const lastMoment = (await db.meta.get('lastMoment'))?.value
  const mark = await readHeldMark(db)
  const knownDay = await readKnownDay(db, builtOn)
  const listeners = new Set<() => void>()
  const revisions = countRevisions(db)
  const exclusiveDraft = createMutex()
  const forms = await openFormDrafts({ db, cipher, exclusiveDraft, userId, guard })
  let version = 0
  const store: Store = {
    db,
    cipher,
    deviceId,
    userId,
    clock,
    reference: emptyReference,
    columns: createVisitColumns(),
    isComplete: false,
    damaged: new Map(),
    version: () => version,
    revisions,
    lastN: typeof lastN === 'number' ? lastN : 0,
    lastMoment: typeof lastMoment === 'string' ? lastMoment : '',
    knownDay,
    role: 'adviser',
    realmKeyring: closedRealmKeyring,
    mark,
    acknowledged: Number((await db.meta.get('acknowledged'))?.value ?? 0),
    guard,
    async keepMark(next) {
      if (next) store.mark = next
      if (!store.mark) return
      const { generation, chain, counts } = store.mark
      const at = store.lastMoment || clock.nowIso()
      const { lastN, acknowledged } = store
      // what is on the disk is saved, also where the file outside cannot be written: the next write tries again
      await keepMark({ generation, chain, counts, lastN, acknowledged, at }).catch(() => undefined)
    },
    exclusive: createMutex(),
    exclusiveDraft,
    forms,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    changed() {
      version++
      for (const listener of listeners) listener()
    },
    close() {
      revisions.stop()
      db.close()
    },
  }
  return store
}

async function readOrMakeDeviceId(db: Db, clock: Clock): Promise<string> {
  const already = (await db.meta.get('deviceId'))?.value
  if (typeof already === 'string') return already // a full disk keeps nobody from reading
  return db.transaction('rw', db.meta, async () => {
    const known = await db.meta.get('deviceId')
    if (typeof known?.value === 'string') return known.value
    const made = clock.newId()
    await db.meta.put({ key: 'deviceId', value: made })
    return made
  })
}
