import { type Db, hasDb, openDb } from '../data/database/db.ts'
import { readHeldMark } from '../data/database/held-mark.ts'
import { createWriteGuard } from '../data/database/write-guard.ts'
import { type Followed, followJournal, goOnWithJournal } from '../data/opening/follow-journal.ts'
import { type Judgement, judgeRegister } from '../data/opening/judge-register.ts'
import { databaseName } from '../data/register/register.ts'
import { bridge } from '../platform/bridge.ts'

/** The database can be opened before there is a key to what it holds. */
export const openDatabase = (): Promise<Db> => openDb(databaseName, undefined, guard)
/** One for the window: a failed write holds until the program has been started again, whoever signs in. */
export const guard = createWriteGuard(() => bridge().diskSpace({}))

/** Whether there are records without keys to them: where the keys are gone, this tells a loss from a first start. */
export async function holdsRows(): Promise<boolean> {
  if (!(await hasDb(databaseName))) return false
  const db = await openDatabase()
  const users = await db.table('user').count()
  db.close()
  return users > 0
}

/** Whether the database is as it was left, or follows its journal to there, before anything of it is read. */
export async function examine(db: Db): Promise<Judgement & { readonly followed: Followed }> {
  const followed = await followJournal(db, bridge())
  const outside = await bridge().markRead({})
  const holdsRecords = (await db.table('user').count()) > 0
  return { ...judgeRegister(outside, await readHeldMark(db), holdsRecords), followed }
}

/** The database of whoever goes on with what is there. */
export async function openFollowed(): Promise<Db> {
  const db = await openDatabase()
  await goOnWithJournal(db, bridge())
  return db
}
