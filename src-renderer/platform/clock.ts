import { uuidV7 } from '../../src-shared/kernel/uuid-v7.ts'

const timeZone = 'Europe/Helsinki'
const dateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
const timeFormat = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' })

const nowIso = (): string => new Date().toISOString()
/** The calendar date in Finland, `YYYY-MM-DD`. */
export const today = (): string => dateFormat.format(new Date())
/** The time of day in Finland, `HH:MM`. */
export const timeOfDay = (): string => timeFormat.format(new Date())
export const newId = (): string => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** The clock and the ids of this machine, as a store takes them. */
export const systemClock = { nowIso, today, newId } as const
