import {
  type BrokenCell,
  brokenCells,
  cellText,
  type RowPlace,
  type SheetRow,
} from '../../../sheets/sheet-cell.ts'
import { createLabelIndex } from '../../../text/label-index.ts'
import { readIdentityCode, tidyIdentityCode } from '../../identity-code.ts'
import { isIsoDate, isoDate } from '../../iso-date.ts'
import type { PaidRow } from '../../payment-list.ts'
import type { PersonFields } from '../../person.ts'
import { nameKeys } from '../../person-name.ts'

/** Columns of a payment list, whose form nobody has described: a person says which column is which. */
export const paymentTargets = ['month', 'amount', 'identityCode', 'birthDate', 'name', 'ref'] as const
export type PaymentTarget = (typeof paymentTargets)[number]
/** For each target the column of the sheet. */
export type PaymentMapping = Readonly<Partial<Record<PaymentTarget, number>>>

export type PaymentProblem = RowPlace & {
  readonly target: PaymentTarget
  readonly text: string
  readonly why?: BrokenCell<PaymentTarget>['why']
}
export type PaymentSheet = {
  readonly rows: readonly PaidRow[]
  readonly problems: readonly PaymentProblem[]
  /** More rows could not be read than could: the columns are probably not those that were named. */
  readonly looksShifted: boolean
  readonly unknownPersons: number
}

type Known = { readonly id: string; readonly fields: PersonFields }

/** Reads the rows of a payment list and finds the persons: by identity code, else by reference, else by birth date and name. */
export function readPaymentRows(
  sheet: readonly SheetRow[],
  mapping: PaymentMapping,
  persons: readonly Known[],
  /** The month of a list that has no column for it. */
  listMonth: string | null,
): PaymentSheet {
  const find = personFinder(persons)
  const rows: PaidRow[] = []
  const problems: PaymentProblem[] = []
  for (const { cells, ...place } of sheet) {
    const broken = brokenCells(cells, mapping)
    for (const cell of broken) problems.push({ ...place, ...cell })
    if (broken.length > 0) continue
    const text = (target: PaymentTarget): string => {
      const column = mapping[target]
      return column === undefined ? '' : cellText(cells[column])
    }
    const problem = (target: PaymentTarget): void =>
      void problems.push({ ...place, target, text: text(target).slice(0, 60) })
    const month = mapping.month === undefined ? listMonth : readMonth(text('month'))
    const cents = readCents(text('amount'))
    const birthDate = readDate(text('birthDate'))
    if (month === null) problem('month')
    if (cents === null) problem('amount')
    if (text('birthDate') !== '' && birthDate === null) problem('birthDate')
    if (month === null || cents === null) continue
    const row = {
      month,
      name: text('name').slice(0, 200),
      identityCode: tidyIdentityCode(text('identityCode')).slice(0, 20),
      birthDate,
      cents,
    }
    rows.push({ ...row, personId: find({ ...row, ref: text('ref') }) })
  }
  return {
    rows,
    problems,
    looksShifted: sheet.length > 0 && rows.length < sheet.length / 2,
    unknownPersons: rows.filter(({ personId }) => personId === null).length,
  }
}

/** `2025-04`, `4/2025`, `04.2025`, `1.4.2025` or `2025-04-01` as the first of the month. */
export function readMonth(text: string): string | null {
  const [, year, month] =
    /^(\d{4})-(\d{1,2})(?:-\d{1,2})?$/.exec(text) ??
    swap(/^(?:\d{1,2}\.)?(\d{1,2})[./](\d{4})$/.exec(text)) ??
    []
  const day = isoDate(Number(year), Number(month), 1)
  return isIsoDate(day) ? day : null
}
const swap = (found: RegExpExecArray | null) => found && ([found[0], found[2], found[1]] as const)

/** `7 344,75 €`, `7.344,75`, `7344.75` in cents; null when it is no sum. A minus takes back. */
export function readCents(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0€]|EUR/gi, '').replace('\u2212', '-')
  const found = /^(-?)(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return null
  const [, sign, whole = '', part = ''] = found
  const cents = Number(whole.replaceAll(/[.,]/g, '')) * 100 + Number(part.padEnd(2, '0'))
  return Number.isSafeInteger(cents) && cents < 1e12 ? (sign === '-' ? -cents : cents) : null
}

/** `1.5.1990` or `1990-05-01`. */
export function readDate(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? []
  const date = year ? isoDate(Number(year), Number(month), Number(day)) : text
  return isIsoDate(date) ? date : null
}

/** Finds the person of a row: by code, by reference, else by birth date and name. Built once, asked for each row. */
function personFinder(persons: readonly Known[]) {
  const byCode = new Map<string, string>()
  const byRef = createLabelIndex(persons.map(({ id, fields }) => [fields.ref, id] as const))
  const byBirthAndName = new Map<string, Set<string>>()
  for (const { id, fields } of persons) {
    if (fields.identityCode) byCode.set(tidyIdentityCode(fields.identityCode), id)
    for (const key of nameKeys(fields.name).all) {
      const place = `${fields.birthDate} ${key}`
      byBirthAndName.set(place, (byBirthAndName.get(place) ?? new Set()).add(id))
    }
  }
  const named = (birthDate: string, keys: readonly string[]): ReadonlySet<string> =>
    new Set(keys.flatMap((key) => [...(byBirthAndName.get(`${birthDate} ${key}`) ?? [])]))
  return (row: {
    identityCode: string
    birthDate: string | null
    name: string
    ref: string
  }): string | null => {
    const found = byCode.get(row.identityCode) ?? byRef(row.ref)
    if (found) return found
    const birthDate = row.birthDate ?? readIdentityCode(row.identityCode)?.birthDate ?? null
    if (birthDate === null) return null
    const { usual, all } = nameKeys(row.name)
    const alike = named(birthDate, usual)
    const [only, other] = alike.size > 0 ? alike : named(birthDate, all)
    // two people of one name and birthday are for a person to tell apart
    return other === undefined ? (only ?? null) : null
  }
}
