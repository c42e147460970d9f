import { cellText, type SheetCell } from '../../../sheets/sheet-cell.ts'

/** The sign between euros and cents in a column of a sheet. */
export type DecimalSign = ',' | '.'
export const decimalSigns = [',', '.'] as const

/** `isRounded`: more than two decimals were there, and what was beyond the cent has been rounded. */
export type ReadAmount = { readonly cents: number; readonly isRounded: boolean }

/** Beyond this no sum of a payment list can be. */
const maxCents = 1e12

/** A sum in cents, half a cent rounded away from zero, so that a sum and its reversal give nothing; no digits are 0. */
function toCents(isNegative: boolean, whole: string, decimals: string): ReadAmount | null {
  const kept = Number(whole) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'))
  const cents = kept + (decimals.charAt(2) >= '5' ? 1 : 0)
  if (cents >= maxCents) return null
  return { cents: isNegative && cents !== 0 ? -cents : cents, isRounded: /[1-9]/.test(decimals.slice(2)) }
}

/** A number of a workbook has no thousands sign: its text has a point before the decimals and nothing else. */
function readNumber({ value, text }: { readonly value: number; readonly text: string }): ReadAmount | null {
  const plain = /^-?\d+(?:\.\d+)?$/.test(text) ? text : value.toFixed(12)
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain) ?? []
  return sign === undefined ? null : toCents(sign === '-', whole, decimals)
}

type Written = { readonly isNegative: boolean; readonly digits: string }

/**
 * What stands between signs of currency and of minus: `(1 234,50 €)` is negative, `1 234,50`. Spaces and apostrophes are of
 * one kind then. Null when it is no sum.
 */
function withoutSigns(text: string): Written | null {
  const tidy = text
    .replaceAll(/[\u00b4\u2018\u2019\u201b\u02bc\u2032\uff07`]/g, "'")
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/€|eur(?:oa|os|o)?\.?(?![a-zåäö])/gi, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/(?<=[\d)-]) ?e\.?(?= ?\)?$)/i, '')
    // `171,-` and `171:-` are whole euros
    .replace(/[,.:] ?--?$/, '')
  const found = /^(\()? ?([-+])? ?(.*?\d) ?(-)? ?(\))?$/.exec(tidy)
  if (!found) return null
  const [, opened, before, digits = '', after, closed] = found
  const minuses = [opened, before === '-', after].filter(Boolean).length
  if (Boolean(opened) !== Boolean(closed) || minuses > 1 || (before === '+' && minuses > 0)) return null
  return { isNegative: minuses === 1, digits }
}

/** Groups of three after one to three digits, with one kind of sign between them. */
const shapes: Readonly<Record<DecimalSign, RegExp>> = {
  ',': /^(?:([1-9]\d{0,2}([.' ])\d{3}(?:\2\d{3})*)|(\d*))(?:,(\d+))?$/,
  '.': /^(?:([1-9]\d{0,2}([,' ])\d{3}(?:\2\d{3})*)|(\d*))(?:\.(\d+))?$/,
}

function readWith({ isNegative, digits }: Written, decimal: DecimalSign): ReadAmount | null {
  const [found, grouped, , plain, decimals = ''] = shapes[decimal].exec(digits) ?? []
  if (found === undefined) return null
  return toCents(isNegative, (grouped ?? plain ?? '').replaceAll(/\D/g, ''), decimals)
}

/** What a cell can mean by either sign; the same twice where it says so by itself. */
type Readings = Readonly<Record<DecimalSign, ReadAmount | null>>

function readingsOf(cell: SheetCell | undefined): Readings {
  if (typeof cell === 'object') {
    const read = cell.kind === 'number' ? readNumber(cell) : null
    return { ',': read, '.': read }
  }
  const written = withoutSigns(cellText(cell))
  const byComma = written && readWith(written, ',')
  const byPoint = written && readWith(written, '.')
  return { ',': byComma ?? byPoint, '.': byPoint ?? byComma }
}

const isOpen = (readings: Readings): boolean => readings[',']?.cents !== readings['.']?.cents

/**
 * The sum in a cell: of a workbook as its number, of a text in any usual way of writing (`1.234,50`, `1 234.50 €`,
 * `171,00-`, `(171,00)`). `decimal` decides only where the text may be read in two ways (`228,417`); null without it.
 */
export function readAmount(cell: SheetCell | undefined, decimal: DecimalSign | null): ReadAmount | null {
  const readings = readingsOf(cell)
  if (decimal === null) return isOpen(readings) ? null : readings[',']
  return readings[decimal]
}

export type AmountColumn = {
  /** The sign that the cells of the column tell; null where none does, or some say the one and some the other. */
  readonly found: DecimalSign | null
  /** There are sums that mean one thing with a comma and another with a point. */
  readonly hasOpen: boolean
  /** Some cells have a comma before the cents and some a point. */
  readonly isMixed: boolean
}

/** Finds the decimal sign of a column from all its cells. */
export function lookAtAmounts(cells: Iterable<SheetCell | undefined>): AmountColumn {
  const seen = { ',': 0, '.': 0, open: 0 }
  for (const cell of cells) {
    if (typeof cell !== 'string') continue
    if (isOpen(readingsOf(cell))) seen.open++
    else {
      const written = withoutSigns(cellText(cell))
      if (!written) continue
      const [isComma, isPoint] = [readWith(written, ',') !== null, readWith(written, '.') !== null]
      if (isComma && !isPoint) seen[',']++
      if (isPoint && !isComma) seen['.']++
    }
  }
  const isMixed = seen[','] > 0 && seen['.'] > 0
  const found = isMixed ? null : seen[','] > 0 ? ',' : seen['.'] > 0 ? '.' : null
  return { found, hasOpen: seen.open > 0, isMixed }
}
