import Dexie from 'dexie'
import { type Db, hasDb, openDb } from '../data/database/db.ts'
import { readHeldMark } from '../data/database/held-mark.ts'
import { isUnreadable } from '../data/database/unreadable.ts'
import { createWriteGuard } from '../data/database/write-guard.ts'
import { canReplace, type Followed, followJournal, goOnWithJournal } from '../data/opening/follow-journal.ts'
import { type Judgement, judgeRegister } from '../data/opening/judge-register.ts'
import { canBeRead } from '../data/opening/read-through.ts'
import { databaseName } from '../data/register/register.ts'
import { createCipher } from '../data/sealing/cipher.ts'
import { bridge } from '../platform/bridge.ts'
import { unreadableNote } from '../platform/unreadable-note.ts'

/** The database can be opened before there is a key to what it holds. */
export const openDatabase = (): Promise<Db> => openDb(databaseName, undefined, guard, unreadableNote.write)
/** One for the window: a failed write holds until the program has been started again, whoever signs in. */
export const guard = createWriteGuard(() => bridge().diskSpace({}))

type SealKey = { readonly dataKey: string; readonly keyId: string }
/** Since the window was loaded, nobody has opened the register. */
let isFirstLook = true

/** Whether there are records without keys to them: where the keys are gone, this tells a loss from a first start. */
export async function holdsRows(): Promise<boolean> {
  if (!(await hasDb(databaseName))) return false
  const db = await openDatabase()
  const users = await db.table('user').count()
  db.close()
  return users > 0
}

/** Whether the database is as it was left, or follows its journal to there, before anything of it is read. */
export async function examine(
  given: Db,
  key: SealKey,
): Promise<Judgement & { readonly followed: Followed; readonly database: Db }> {
  const db = await readable(given, key)
  const followed = await followJournal(db, bridge())
  const outside = await bridge().markRead({})
  const holdsRecords = (await db.table('user').count()) > 0
  return { ...judgeRegister(outside, await readHeldMark(db), holdsRecords), followed, database: db }
}

/** All of the database is read after a crash, once, and after a read that failed. */
async function readable(db: Db, { dataKey, keyId }: SealKey): Promise<Db> {
  const isFirst = isFirstLook
  isFirstLook = false
  const isAfterCrash = isFirst && !(await bridge().startReport({})).endedCleanly
  if (!isAfterCrash && !unreadableNote.isThere()) return db
  const isWhole = await canBeRead(db, await createCipher(dataKey, keyId))
  if (!isWhole && !(await canReplace(db, bridge()))) return db // whoever cannot read it is told
  unreadableNote.drop()
  if (isWhole) return db
  db.close()
  return anew()
}

/** An empty database, which the journal fills, in the place of one that cannot be read; a copy of that is kept. */
async function anew(): Promise<Db> {
  await bridge().keepForSupport({})
  await Dexie.delete(databaseName)
  return openDatabase()
}

/** Where the database will not even open, an empty one takes its place, if there is room and a journal that fills it. */
export async function openAgain(): Promise<Db> {
  try {
    return await openDatabase()
  } catch (error) {
    if (!isUnreadable(error) || (await guard.ask()) || !(await canReplace(null, bridge()))) throw error
    return anew()
  }
}

/** The database of whoever goes on with what is there. */
export async function openFollowed(): Promise<Db> {
  const db = await openDatabase()
  await goOnWithJournal(db, bridge())
  return db
}
