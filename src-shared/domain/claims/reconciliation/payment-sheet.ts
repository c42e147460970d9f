import {
  type BrokenCell,
  brokenCells,
  cellText,
  type RowPlace,
  type SheetCell,
  type SheetRow,
} from '../../../sheets/sheet-cell.ts'
import { readDate, readMonth } from '../../../sheets/written-date.ts'
import { isStorable } from '../../../sync/storable.ts'
import { tidyIdentityCode } from '../../people/identity-code.ts'
import type { KnownPerson } from '../../people/person.ts'
import type { PaidRow } from '../records/payment-list.ts'
import { personFinder } from './find-person.ts'
import { type AmountColumn, type DecimalSign, lookAtAmounts, readAmount } from './written-amount.ts'

/** Columns of a payment list, whose form nobody has described: a person says which column is which. */
export const paymentTargets = ['month', 'amount', 'identityCode', 'birthDate', 'name', 'ref'] as const
export type PaymentTarget = (typeof paymentTargets)[number]
/** For each target the column of the sheet. */
export type PaymentMapping = Readonly<Partial<Record<PaymentTarget, number>>>

export type PaymentProblem = RowPlace & {
  readonly target: PaymentTarget
  readonly text: string
  readonly why?: BrokenCell<PaymentTarget>['why'] | 'T01'
}
export type PaymentSheet = {
  readonly rows: readonly PaidRow[]
  readonly problems: readonly PaymentProblem[]
  readonly amounts: AmountColumn & {
    /** The sign by which sums were read that could be read in two ways; null while somebody has to choose it. */
    readonly decimal: DecimalSign | null
    /** Where sums with more than two decimals stood, which were rounded to the cent. */
    readonly rounded: readonly RowPlace[]
  }
  /** Sums wait until somebody says what their comma or point means. */
  readonly mustAsk: boolean
  /** More rows could not be read than could: the columns are probably not those that were named. */
  readonly looksShifted: boolean
  readonly unknownPersons: number
}

/** Reads the rows of a payment list and finds the persons: by identity code, else by reference, else by birth date and name. */
export function readPaymentRows(
  sheet: readonly SheetRow[],
  mapping: PaymentMapping,
  persons: readonly KnownPerson[],
  /** The month of a list that has no column for it. */
  listMonth: string | null,
  /** The decimal sign that somebody has chosen. */
  chosen: DecimalSign | null = null,
): PaymentSheet {
  const find = personFinder(persons)
  const rows: PaidRow[] = []
  const problems: PaymentProblem[] = []
  const rounded: RowPlace[] = []
  const amounts = lookAtAmounts(sheet.map(({ cells }) => cells[mapping.amount ?? -1]))
  const decimal = chosen ?? amounts.found
  const mustAsk = amounts.hasOpen && decimal === null
  for (const { cells, ...place } of sheet) {
    const broken = brokenCells(cells, mapping)
    for (const cell of broken) problems.push({ ...place, ...cell })
    if (broken.length > 0) continue
    const cellOf = (target: PaymentTarget): SheetCell | undefined => cells[mapping[target] ?? -1]
    const text = (target: PaymentTarget): string => cellText(cellOf(target))
    const problem = (target: PaymentTarget, why?: 'T01'): void =>
      void problems.push({ ...place, target, text: text(target).slice(0, 60), ...(why ? { why } : {}) })
    const unstorable = paymentTargets.filter((target) => !isStorable(text(target)))
    for (const target of unstorable) problem(target, 'T01')
    if (unstorable.length > 0) continue
    const month = mapping.month === undefined ? listMonth : readMonth(monthText(cellOf('month')))
    // read by either sign while nobody has said which: the list cannot be taken in then
    const amount = readAmount(cellOf('amount'), mustAsk ? ',' : decimal)
    const birthDate = readDate(text('birthDate'))
    if (month === null) problem('month')
    if (amount === null) problem('amount')
    if (text('birthDate') !== '' && birthDate === null) problem('birthDate')
    if (month === null || amount === null) continue
    if (amount.isRounded) rounded.push(place)
    const row = {
      month,
      name: text('name').slice(0, 200),
      identityCode: tidyIdentityCode(text('identityCode')).slice(0, 20),
      birthDate,
      cents: amount.cents,
    }
    rows.push({ ...row, personId: find({ ...row, ref: text('ref') }) })
  }
  return {
    rows,
    problems,
    amounts: { ...amounts, decimal, rounded },
    mustAsk,
    looksShifted: rows.length < sheet.length / 2,
    unknownPersons: rows.filter(({ personId }) => personId === null).length,
  }
}

/** A month that a workbook took for a number has lost the zero at its end: `10.202` was `10.2020`. */
function monthText(cell: SheetCell | undefined): string {
  const text = cellText(cell)
  return typeof cell === 'object' && cell.kind === 'number' && /^\d{1,2}\.\d{3}$/.test(text)
    ? `${text}0`
    : text
}
