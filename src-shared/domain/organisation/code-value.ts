import { z } from 'zod'
import type { CodeRow } from '../../codes/code-row.ts'
import { isCodeSetName, shippedSets } from '../../codes/code-sets.ts'
import { IsoDate } from '../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem, type ProposedChange } from '../entity/entity.ts'

const Label = z.string().trim().min(1).max(120)

/** A code that an organisation lays over the shipped sets: a value of its own, or a shipped one with an end. */
export const CodeValueFields = z.object({
  set: z.string().max(40),
  /** Letters, digits and `-`: a code never begins like a formula, and means the same in every sheet. */
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9+-]{0,39}$/),
  fi: Label,
  sv: Label,
  en: Label,
  validFrom: IsoDate.nullable(),
  validTo: IsoDate.nullable(),
  national: z.string().max(40).nullable(),
})
export type CodeValueFields = z.infer<typeof CodeValueFields>

export const codeValue = declareEntity({
  name: 'codeValue',
  realm: 'open',
  fields: CodeValueFields,
  writers: ['admin'],
  plainKeys: {},
  problems: codeValueProblems,
  retention: { rule: 'for ever: old rows carry the code', source: 'visits.md §7, proposal' },
})

/** C01: set and code never change, and a code is never deleted. C02: a local value names a national one. C03: dates. */
function codeValueProblems({
  kind,
  before,
  after,
}: ProposedChange<CodeValueFields>): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  if (!isCodeSetName(after.set)) return [{ id: 'C01', field: 'set' }]
  if (kind === 'delete' || (before && (before.set !== after.set || before.code !== after.code)))
    found.push({ id: 'C01', field: 'code' })
  const codes = (shippedSets[after.set] as readonly CodeRow[]).map(({ code }) => code)
  const isShipped = codes.includes(after.code)
  if (isShipped ? after.national !== null : after.national === null || !codes.includes(after.national))
    found.push({ id: 'C02', field: 'national' })
  if (after.validFrom !== null && after.validTo !== null && after.validTo < after.validFrom)
    found.push({ id: 'C03', field: 'validTo' })
  return found
}
