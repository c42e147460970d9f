import { type BlockInput, left } from '../../../src-shared/document/document.ts'
import type { ClaimComputation } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import { kindRows, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { PdfTexts } from './texts-fi.ts'

/** The rules that the sum follows from, each with its source and state, and what is to be noted about it. */
export function basis(
  { claim }: ClaimFile,
  { basis: how, computation }: ClaimComputation,
  pack: RulePack,
  t: PdfTexts,
): readonly BlockInput[] {
  const { policy } = pack
  const euros = (cents: number | null): string => (cents === null ? '–' : centsToText(cents))
  const until = (validTo: string | null): string => (validTo ? dateToText(validTo) : '')
  const rules: BlockInput =
    how === 'actual'
      ? {
          kind: 'table',
          widths: [2.4, 2, 3.4, 1.5],
          head: [left(t.rule), left(t.period), left(t.source), left(t.state)],
          rows: kindRows(pack, claim.kind).map((row) => [
            left(row.code),
            left(`${dateToText(row.validFrom)}–${until(row.validTo)}`),
            left(
              `${sourceIn(row.source, claim.language)}, ${sourceIn(row.section, claim.language)}${row.assumption ? ` (${t.assumption})` : ''}`,
            ),
            left(t.states[row.status]),
          ]),
        }
      : {
          kind: 'table',
          widths: [2, 2.6, 3, 1.5],
          head: [left(t.rule), left(t.amount), left(t.source), left(t.state)],
          rows: pack.rates
            .filter((rate) => rate.kind === claim.kind && rate.claimantType === claim.claimantType)
            .map((rate) => [
              left(`${rate.ruleId}, ${dateToText(rate.validFrom)}–${until(rate.validTo)}`),
              left([rate.under7Cents, rate.from7Cents, rate.adultSupplementCents].map(euros).join(' / ')),
              left(`${sourceIn(rate.source, claim.language)}, ${sourceIn(rate.section, claim.language)}`),
              left(t.states[rate.status]),
            ]),
        }
  const labels = new Map(claim.persons.map(({ facts, label }) => [facts.ref, label]))
  const warnings = new Set(
    computation.warnings.map(
      ({ ref, code }) =>
        `${labels.get(ref.split('/').at(-1) ?? '') ?? ''} (${code}): ${t.warningTexts[code]}`,
    ),
  )
  return [
    { kind: 'heading', text: t.basis },
    {
      kind: 'paragraph',
      text: `${t.policy}: ${policy.id}${policy.assumption ? ` (${t.assumption})` : ''}. ${how === 'calculated' ? t.policyText : t.costsPolicyText}`,
    },
    rules,
    ...(claim.unverifiedReason
      ? [{ kind: 'paragraph', text: `${t.unverifiedReason}: ${claim.unverifiedReason}` } as const]
      : []),
    ...(warnings.size > 0
      ? [
          { kind: 'paragraph', text: t.warnings, isStrong: true } as const,
          { kind: 'list', items: [...warnings].slice(0, 5000) } as const,
        ]
      : []),
  ]
}
