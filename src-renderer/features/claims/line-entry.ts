import { z } from 'zod'
import { ClaimLineFields } from '../../../src-shared/domain/claims/records/claim-line.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'
import type { PersonOption } from '../../ui/persons-picker.tsx'

export const sums = [
  'grossCents',
  'vatCents',
  'recoverableVatCents',
  'clientFeeCents',
  'otherFundingCents',
] as const
export const texts = ['supplier', 'invoiceNumber', 'voucherNumber', 'note'] as const
const text = z.string()
export const LineEntry = z.object({
  personIds: z.array(text),
  /** The allocation key, by person; 1 where nothing is said. */
  weights: z.record(text, text),
  evidenceIds: z.array(text),
  from: text,
  to: text,
  costType: text,
  supplier: text,
  invoiceNumber: text,
  voucherNumber: text,
  note: text,
  grossCents: text,
  vatCents: text,
  recoverableVatCents: text,
  clientFeeCents: text,
  otherFundingCents: text,
})
export type LineEntry = z.infer<typeof LineEntry>
export const LineDraft = z.object({ form: LineEntry, before: ClaimLineFields.nullable() })

export const toForm = (
  line: ClaimLineFields | null,
  from: string,
  persons: readonly PersonOption[],
): LineEntry => ({
  personIds:
    line?.shares.map(({ personId }) => personId) ?? (persons.length === 1 ? [persons[0]?.value ?? ''] : []),
  weights: Object.fromEntries(line?.shares.map(({ personId, weight }) => [personId, String(weight)]) ?? []),
  evidenceIds: line?.evidenceIds ?? [],
  costType: line?.costType ?? '',
  from: line?.from ?? from,
  to: line?.to ?? from,
  supplier: line?.supplier ?? '',
  invoiceNumber: line?.invoiceNumber ?? '',
  voucherNumber: line?.voucherNumber ?? '',
  note: line?.note ?? '',
  grossCents: line ? centsToEuros(line.grossCents) : '',
  vatCents: line ? centsToEuros(line.vatCents) : '0',
  recoverableVatCents: line ? centsToEuros(line.recoverableVatCents) : '0',
  clientFeeCents: line ? centsToEuros(line.clientFeeCents) : '0',
  otherFundingCents: line ? centsToEuros(line.otherFundingCents) : '0',
})

export type ReadLine = {
  readonly fields: ClaimLineFields
  /** The sums that cannot be read. */
  readonly notMoney: readonly string[]
  /** The persons whose weight is no whole number from 1 on. */
  readonly wrongWeights: readonly string[]
}

/** The line that was typed; its fields are good where nothing is wrong. */
export function readLine(claimId: string, form: LineEntry): ReadLine {
  const cents = Object.fromEntries(sums.map((name) => [name, eurosToCents(form[name] || '0')]))
  const shares = form.personIds.map((personId) => ({
    personId,
    weight: form.personIds.length > 1 ? Number(form.weights[personId] ?? '1') : 1,
  }))
  const fields = {
    claimId,
    shares,
    costType: form.costType,
    from: form.from,
    to: form.to,
    supplier: form.supplier,
    invoiceNumber: form.invoiceNumber,
    voucherNumber: form.voucherNumber,
    note: form.note,
    evidenceIds: [...form.evidenceIds],
    grossCents: cents.grossCents ?? 0,
    vatCents: cents.vatCents ?? 0,
    recoverableVatCents: cents.recoverableVatCents ?? 0,
    clientFeeCents: cents.clientFeeCents ?? 0,
    otherFundingCents: cents.otherFundingCents ?? 0,
  }
  return {
    fields,
    notMoney: sums.filter((name) => cents[name] === null),
    wrongWeights: shares
      .filter(({ weight }) => !Number.isInteger(weight) || weight < 1)
      .map(({ personId }) => personId),
  }
}
