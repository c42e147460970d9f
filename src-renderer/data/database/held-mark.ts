import type { RegisterMark } from '../../../src-shared/bridge/safety-calls.ts'
import type { Db, MetaRow } from './db.ts'

/**
 * How far the register has come, in the database itself: it is written in the transaction of each write of records, and a
 * copy of it goes outside once that is on the disk and before anybody is told "saved". The copy outside is therefore never
 * ahead of the database, and behind it by what was cut off between the two at most: a database that is behind the copy has
 * lost something that somebody saw saved.
 */
export type HeldMark = Pick<RegisterMark, 'generation' | 'chain' | 'counts'> & {
  /** The chains of the last generations, the latest first, so that one outside that is behind can be compared too. */
  readonly recent: readonly string[]
}

const markKey = 'register'

export async function readHeldMark(db: Db): Promise<HeldMark | null> {
  const value = (await db.meta.get(markKey))?.value
  return typeof value === 'string' ? (JSON.parse(value) as HeldMark) : null // ours
}

/** As it stands in `meta`, in the very transaction that it counts. */
export const heldMarkRow = (mark: HeldMark): MetaRow => ({ key: markKey, value: JSON.stringify(mark) })
