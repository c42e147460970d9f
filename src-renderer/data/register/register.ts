import type { RegisterMark } from '../../../src-shared/bridge/safety-calls.ts'
import type { ActJournal } from '../database/act-journal.ts'
import { type Db, openDb } from '../database/db.ts'
import { type HeldMark, readHeldMark } from '../database/held-mark.ts'
import { readKnownDay } from '../database/known-day.ts'
import { createMutex, type Mutex } from '../database/mutex.ts'
import { countRevisions, type Revisions } from '../database/revisions.ts'
import { putRows } from '../database/table-changes.ts'
import { createTableWriter, type TableWriter } from '../database/table-writer.ts'
import { noGuard, type WriteGuard } from '../database/write-guard.ts'
import type { Cipher } from '../sealing/cipher.ts'
import { closedRealmKeyring, type RealmKeyring } from '../sealing/realm-keyring.ts'
import { type FormDrafts, openFormDrafts } from './form-drafts.ts'

/** What is kept: the database, the keys to it, who works at it, and how far it has come. */
export type Register = {
  readonly db: Db
  readonly cipher: Cipher
  /** The keys of the organisation, for what the hub cannot read. */
  readonly realmKeyring: RealmKeyring
  /** Its own id at the hub; a copy of a register takes another one. */
  readonly deviceId: string
  readonly userId: string
  readonly clock: Clock
  /** Runs one writer at a time: what `work` has read stays true until it has written. */
  readonly exclusive: Mutex
  /** The same for unfinished forms, which wait for nobody else. */
  readonly exclusiveDraft: Mutex
  /** Forms that were begun and not saved. */
  readonly forms: FormDrafts
  readonly revisions: Revisions
  /** For `writeChanges` alone. */
  readonly write: TableWriter['write']
  /** Writes what is no record, as durably as one. */
  readonly note: TableWriter['note']
  /** The number of this device's last operation. */
  readonly lastN: number
  /** The number of the last entry of the audit log. */
  readonly lastAudit: number
  /** The latest moment that was ever written here, ISO 8601 in UTC; empty when nothing was. */
  readonly lastMoment: string
  /** The latest day of which there is evidence beside this machine's clock; empty where there is none. */
  readonly knownDay: string
  /** How far the register has come; null in one that an older version wrote. */
  readonly mark: HeldMark | null
  /** The last of this device's operations that the hub has answered, as it was known last. */
  readonly acknowledged: number
  /** Says when nothing may be written. */
  readonly guard: WriteGuard
  takeRealmKeyring(keyring: RealmKeyring): void
  /** Each of these notes what is on the disk, or has come from the hub. */
  noteWritten(written: {
    readonly lastN?: number | undefined
    readonly deviceId?: string | undefined
    readonly lastMoment?: string
    readonly lastAudit?: number
  }): void
  noteKnownDay(day: string): void
  noteAcknowledged(n: number): void
  /** Once what it counts is on the disk: takes a mark for the register's, and keeps it outside the database. */
  keepMark(mark?: HeldMark): Promise<void>
  close(): void
}
export type Clock = {
  readonly nowIso: () => string
  readonly today: () => string
  readonly newId: () => string
}

export const databaseName = 'alpo-desk'

export type RegisterOptions = {
  readonly cipher: Cipher
  readonly userId: string
  readonly clock: Clock
  /** Opened beforehand, so that nobody waits for it after the passphrase; the register closes it. */
  readonly db?: Db
  readonly name?: string
  readonly guard?: WriteGuard
  /** Told of a row that cannot be read once the register is open. */
  readonly onUnreadable?: () => void
  /** The day on which the program was built. */
  readonly builtOn?: string
  readonly keepMark?: (mark: RegisterMark) => Promise<void>
  /** Where the acts are kept a second time; absent where the database stands alone. */
  readonly journal?: ActJournal
}

export async function readRegister({
  cipher,
  userId,
  clock,
  name = databaseName,
  db: opened,
  guard = noGuard,
  builtOn = '',
  keepMark = async () => undefined,
  journal,
}: RegisterOptions): Promise<Register> {
  const db = opened ?? (await openDb(name, undefined, guard))
  const { write, note } = createTableWriter(db, journal ?? null)
  const state = await readState(db, note, clock, builtOn)
  const revisions = countRevisions(db)
  const exclusiveDraft = createMutex()
  const forms = await openFormDrafts({ db, note, cipher, exclusiveDraft, userId, guard })
  const register: Changing = {
    ...state,
    db,
    cipher,
    userId,
    clock,
    revisions,
    write,
    note,
    realmKeyring: closedRealmKeyring,
    guard,
    exclusive: createMutex(),
    exclusiveDraft,
    forms,
    takeRealmKeyring(keyring) {
      register.realmKeyring = keyring
    },
    noteWritten({
      lastN = register.lastN,
      deviceId = register.deviceId,
      lastMoment = register.lastMoment,
      lastAudit = register.lastAudit,
    }) {
      Object.assign(register, { lastN, deviceId, lastMoment, lastAudit })
    },
    noteKnownDay(day) {
      register.knownDay = day
    },
    noteAcknowledged(n) {
      register.acknowledged = n
    },
    async keepMark(next) {
      if (next) register.mark = next
      if (!register.mark) return
      const { generation, chain, counts } = register.mark
      const at = register.lastMoment || clock.nowIso()
      const { lastN, acknowledged } = register
      // what is on the disk is saved, also where the file outside cannot be written: the next write tries again
      await keepMark({ generation, chain, counts, lastN, acknowledged, at }).catch(() => undefined)
    },
    close() {
      revisions.stop()
      db.close()
    },
  }
  return register
}

/** The register as its own methods change it. */
type Changing = { -readonly [Name in keyof Register]: Register[Name] }

async function readState(db: Db, note: TableWriter['note'], clock: Clock, builtOn: string) {
  const deviceId = await readOrMakeDeviceId(db, note, clock)
  const lastN = (await db.meta.get('lastN'))?.value
  const lastMoment = (await db.meta.get('lastMoment'))?.value
  return {
    deviceId,
    lastN: typeof lastN === 'number' ? lastN : 0,
    lastAudit: Number((await db.audit.orderBy('seq').lastKey()) ?? 0),
    lastMoment: typeof lastMoment === 'string' ? lastMoment : '',
    mark: await readHeldMark(db),
    knownDay: await readKnownDay(db, builtOn),
    acknowledged: Number((await db.meta.get('acknowledged'))?.value ?? 0),
  }
}

async function readOrMakeDeviceId(db: Db, note: TableWriter['note'], clock: Clock): Promise<string> {
  const known = (await db.meta.get('deviceId'))?.value
  if (typeof known === 'string') return known // a full disk keeps nobody from reading
  const made = clock.newId()
  await note(putRows(db.meta, [{ key: 'deviceId', value: made }]))
  return made
}
