import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity } from '../../entity/entity.ts'

/** One line of the authority's payment list: what was paid for whom, for which month. */
export const PaidRow = z.object({
  /** The first of the month that was paid for. */
  month: IsoDate,
  /** The person here; null while nobody has been found. */
  personId: z.uuid().nullable(),
  /** As it stood on the list, to find the person by. */
  name: z.string().max(200),
  identityCode: z.string().max(20),
  birthDate: IsoDate.nullable(),
  cents: z.int(),
})
export type PaidRow = z.infer<typeof PaidRow>

/** An imported payment list; taking it in again replaces nothing, it is one more list. */
export const PaymentListFields = z.object({
  name: z.string().min(1).max(255),
  importedOn: IsoDate,
  rows: z.array(PaidRow).max(200_000),
})
export type PaymentListFields = z.infer<typeof PaymentListFields>

/** Rows of one record: some 200 KB, and under the most that one sealed operation may have with the longest of names. */
const maxRows = 1000

/** A list as the records that hold it: one, or several named `(1/3)` … where it is long. */
export function toPaymentLists(
  name: string,
  importedOn: string,
  rows: readonly PaidRow[],
): readonly PaymentListFields[] {
  const count = Math.ceil(rows.length / maxRows)
  return Array.from({ length: count }, (_, index) => ({
    name: count === 1 ? name : `${name.slice(0, 240)} (${index + 1}/${count})`,
    importedOn,
    rows: rows.slice(index * maxRows, (index + 1) * maxRows),
  }))
}

export const paymentList = declareEntity({
  name: 'paymentList',
  realm: 'sealed',
  fields: PaymentListFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'through the repayment window of its last month', source: 'claims.md §15' },
})
