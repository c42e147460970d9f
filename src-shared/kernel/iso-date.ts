import { z } from 'zod'

/** Plain calendar dates as `YYYY-MM-DD` text: they sort as text and carry no time zone. */

const parts = (date: string): readonly [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
]
const pad = (n: number, width: number): string => String(n).padStart(width, '0')

/** Number of days in a month (1–12), Gregorian. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate()

/** True for a date that exists, written `YYYY-MM-DD`, in the years 1850–2200. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = parts(text)
  return (
    year >= 1850 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  )
}

/** A date that exists. */
export const IsoDate = z.string().refine(isIsoDate, 'not a date (YYYY-MM-DD)')

export const isoDate = (year: number, month: number, day: number): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`

export const yearOf = (date: string): number => Number(date.slice(0, 4))

/** The first of the month on or after `date`. */
export function firstOfMonthOnOrAfter(date: string): string {
  return date.endsWith('-01') ? date : addMonthsToFirst(`${date.slice(0, 8)}01`, 1)
}

/** `first` is the first of a month; the answer is the first of the month `months` later. */
export function addMonthsToFirst(first: string, months: number): string {
  const [year, month] = parts(first)
  const total = year * 12 + (month - 1) + months
  return isoDate(Math.floor(total / 12), (total % 12) + 1, 1)
}

/** The day `days` later (or earlier, when negative). */
export function addDays(date: string, days: number): string {
  const [year, month, day] = parts(date)
  const moved = new Date(Date.UTC(year, month - 1, day + days))
  return isoDate(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
}

/** The same day `months` later (or earlier, when negative); the last day of a month that is too short for it. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date)
  const total = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1]
  return isoDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

/** The same day `years` later; 29 February becomes 1 March in other years, as a birthday does. */
export function addYears(date: string, years: number): string {
  const [year, month, day] = parts(date)
  return day > daysInMonth(year + years, month)
    ? isoDate(year + years, 3, 1)
    : isoDate(year + years, month, day)
}

/** Dates sort as text. */
export function earlierOf(first: string, ...others: readonly string[]): string {
  let earlier = first
  for (const date of others) if (date < earlier) earlier = date
  return earlier
}
export function laterOf(first: string, ...others: readonly string[]): string {
  let later = first
  for (const date of others) if (date > later) later = date
  return later
}

/** Nights from one day to another: 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000

/** Full years of age on `on`; the birthday itself counts. A 29 February birthday falls on 1 March in other years. */
export function ageOn(birthDate: string, on: string): number {
  const years = yearOf(on) - yearOf(birthDate)
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** `d.m.yyyy`, as Finnish and Swedish texts in Finland write dates. */
export function dateToText(date: string): string {
  const [year, month, day] = parts(date)
  return `${day}.${month}.${year}`
}
