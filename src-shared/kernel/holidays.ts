import { addDays, isoDate } from './iso-date.ts'

/** Easter Sunday of a year in the Gregorian calendar (Meeus, Astronomical Algorithms, 2nd ed., chapter 8). */
export function easterSunday(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return isoDate(year, Math.floor(n / 31), (n % 31) + 1)
}

/** 0 is Sunday. */
const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

/** The first day on or after `from` that is a Saturday: Midsummer's Day and All Saints' Day move so. */
const saturdayFrom = (from: string): string => addDays(from, (6 - weekday(from) + 7) % 7)

/**
 * Days on which Finnish authorities are shut beside weekends: the church holidays of the Church Act (652/2023) that fall
 * on weekdays, Independence Day, May Day, and the eves that general working-time rules treat alike.
 */
export function holidaysOf(year: number): ReadonlySet<string> {
  const easter = easterSunday(year)
  const midsummer = saturdayFrom(isoDate(year, 6, 20))
  return new Set([
    isoDate(year, 1, 1),
    isoDate(year, 1, 6),
    addDays(easter, -2),
    addDays(easter, 1),
    isoDate(year, 5, 1),
    addDays(easter, 39),
    addDays(midsummer, -1),
    midsummer,
    saturdayFrom(isoDate(year, 10, 31)),
    isoDate(year, 12, 6),
    isoDate(year, 12, 24),
    isoDate(year, 12, 25),
    isoDate(year, 12, 26),
  ])
}

/** True on a day on which an office can be reached: Monday to Friday, no holiday. */
export const isWorkingDay = (date: string): boolean =>
  weekday(date) !== 0 && weekday(date) !== 6 && !holidaysOf(Number(date.slice(0, 4))).has(date)

/** The last working day on or before a date: where the law would move a deadline on, the warning stays before it (claims.md §5). */
export function lastWorkingDay(date: string): string {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, -1)
  return day
}
