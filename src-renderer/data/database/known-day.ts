import { addDays, laterOf } from '../../../src-shared/kernel/iso-date.ts'
import type { Db } from './db.ts'
import { putRows } from './table-changes.ts'
import type { TableWriter } from './table-writer.ts'

type Known = {
  readonly db: Pick<Db, 'meta'>
  readonly clock: { today(): string }
  readonly knownDay: string
  noteKnownDay(day: string): void
  note: TableWriter['note']
}

/**
 * The latest day of which there is evidence beside this machine's clock: the day the program was built, days on which
 * work was done that were no great leap, what the hub said, and what a person has confirmed. What was merely written here is
 * none, since a wrong clock writes too.
 */
const key = 'knownDay'
/** Longer than anybody's leave: after that a person is asked once whether it is really so late. */
const maxDaysAway = 45

export const readKnownDay = async ({ meta }: Known['db'], builtOn: string): Promise<string> => {
  const value = (await meta.get(key))?.value
  return typeof value === 'string' ? laterOf(value, builtOn) : builtOn
}

/** Whether the clock shows a day so late that somebody should look at it before a visit bears it. */
export const isClockFarAhead = ({ clock, knownDay }: Pick<Known, 'clock' | 'knownDay'>): boolean =>
  knownDay !== '' && clock.today() > addDays(knownDay, maxDaysAway)

/** The clock was right today: work goes on from here. */
export async function trustDay(store: Known): Promise<void> {
  const day = store.clock.today()
  if (day <= store.knownDay) return
  store.noteKnownDay(day)
  await store.note(putRows(store.db.meta, [{ key, value: day }]))
}

/** Whoever comes back after no more than a leave is not asked. */
export const noteDay = async (store: Known): Promise<void> =>
  isClockFarAhead(store) ? undefined : trustDay(store)
