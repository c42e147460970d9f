import type { SheetCell } from '../../../src-shared/sheets/sheet-cell.ts'
import type { NumberFormat } from './number-format.ts'

const daySeconds = 24 * 60 * 60
/** 31.12.9999, the last day that a sheet knows, counted from 1900. */
const lastDay = 2_958_465
/** Days between the first days of the two calendars that a workbook may count from. */
const from1900To1904 = 1462

const two = (number: number): string => String(number).padStart(2, '0')

/**
 * A stored number as its format shows it. Days count from 1.1.1900, or from 1.1.1904 where the workbook says so. A formula
 * that adds hours misses a whole second by a hair (46104.9999999998): seconds are rounded before anything is cut off.
 */
export function numberCell(value: number, format: NumberFormat, is1904: boolean): SheetCell {
  if (format.kind === 'number') return { kind: 'number', value, text: numberText(value, format.digits) }
  const seconds = Math.round(value * daySeconds)
  const days = Math.floor(seconds / daySeconds)
  const minutes = Math.floor(seconds / 60)
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
  if (value < 0 || days > lastDay) return { kind: 'number', value, text: numberText(value, 0) }
  if (format.kind === 'elapsed')
    return { kind: 'time', minutes, text: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` }
  const isDayZero = seconds === 0 && format.kind === 'date'
  if (days === 0 && !isDayZero) return { kind: 'time', minutes, text: clock }
  const day = is1904 ? dayToText(days + from1900To1904) : dayToText(days)
  return { kind: 'date', text: seconds % daySeconds === 0 ? day : `${day} ${clock}` }
}

/**
 * The day with this number, as Excel counts: it takes 1900 for a leap year. Day 60 (29.2.1900) and day 0 are no dates;
 * their texts stay what Excel shows, so that no reader takes them for one.
 */
function dayToText(days: number): string {
  if (days === 0) return '1900-01-00'
  if (days === 60) return '1900-02-29'
  const sinceEpoch = days - 25_569 + (days < 60 ? 1 : 0) // day 25569 is 1.1.1970
  return new Date(sinceEpoch * daySeconds * 1000).toISOString().slice(0, 10)
}

/** At most 15 digits, which is what a sheet keeps: 0.1 + 0.2 is 0.3 there. Never grouped, and without an exponent. */
function numberText(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(15))
  const text =
    Math.abs(rounded) < 1e21 && !String(rounded).includes('e') ? String(rounded) : plainText(rounded)
  return text.replace(/^(-?)(\d+)/, (_, sign: string, whole: string) => sign + whole.padStart(digits, '0'))
}
const plainText = (value: number): string =>
  Math.abs(value) < 1 ? value.toFixed(20).replace(/\.?0+$/, '') : BigInt(Math.round(value)).toString()

/** A cell that holds its date as text (`t="d"`): `2026-03-24`, `2026-03-24T08:30:00`, `08:30:00`. Its zone is not moved. */
export function isoCell(text: string): SheetCell {
  const found =
    /^(?:(\d{4}-\d\d-\d\d))?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(?:Z|[+-]\d\d:?\d\d)?$/.exec(text)
  if (!found) return text
  const [, day, hours, minutes, seconds = '0'] = found
  const inDay = Math.round(Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds))
  const clock = `${two(Math.floor(inDay / 3600) % 24)}:${two(Math.floor(inDay / 60) % 60)}`
  if (day === undefined)
    return hours === undefined ? text : { kind: 'time', minutes: Math.floor(inDay / 60), text: clock }
  const later = inDay >= daySeconds ? 1 : 0
  const date = new Date(Date.parse(`${day}T00:00:00Z`) + later * daySeconds * 1000)
  if (Number.isNaN(date.getTime())) return text
  const dateText = date.toISOString().slice(0, 10)
  return { kind: 'date', text: inDay % daySeconds === 0 ? dateText : `${dateText} ${clock}` }
}
