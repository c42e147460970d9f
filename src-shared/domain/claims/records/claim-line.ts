import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem } from '../../entity/entity.ts'

const Cents = z.int().nonnegative().max(100_000_000_000)

/** One cost of a payment claim (claims.md §10.5). Gross, VAT and what others bear are kept apart; the net is worked out. */
export const ClaimLineFields = z.object({
  claimId: z.uuid(),
  /** For whom it was, with the key by which a shared cost is divided; one person bears all. */
  shares: z
    .array(z.object({ personId: z.uuid(), weight: z.int().positive().max(1_000_000) }))
    .min(1)
    .max(500),
  costType: z.string().min(1).max(40),
  from: IsoDate,
  to: IsoDate,
  supplier: z.string().trim().max(200),
  invoiceNumber: z.string().trim().max(60),
  /** The number of the voucher in the books. */
  voucherNumber: z.string().trim().max(60),
  grossCents: Cents,
  vatCents: Cents,
  recoverableVatCents: Cents,
  clientFeeCents: Cents,
  otherFundingCents: Cents,
  note: z.string().trim().max(200),
  /** Attachments that prove it. */
  evidenceIds: z.array(z.uuid()).max(50),
})
export type ClaimLineFields = z.infer<typeof ClaimLineFields>

export const claimLine = declareEntity({
  name: 'claimLine',
  realm: 'sealed',
  fields: ClaimLineFields,
  writers: ['coordinator', 'admin'],
  plainKeys: { claimId: (fields) => fields.claimId },
  problems: ({ kind, after }) => (kind === 'put' ? lineProblems(after) : []),
  retention: { rule: 'with its claim', source: 'claims.md §15' },
})

/** What cannot be so, whatever the kind (V23, and days the wrong way round). */
function lineProblems(line: ClaimLineFields): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  if (line.to < line.from) found.push({ id: 'K01', field: 'to' })
  if (line.vatCents > line.grossCents) found.push({ id: 'V23', field: 'vatCents' })
  if (line.recoverableVatCents > line.vatCents) found.push({ id: 'V23', field: 'recoverableVatCents' })
  if (line.grossCents < line.recoverableVatCents + line.clientFeeCents + line.otherFundingCents)
    found.push({ id: 'V23', field: 'grossCents' })
  return found
}
