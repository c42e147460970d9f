import { calculatedKind, kindRows, overlaps, type RulePack } from './rule-pack.ts'
import type { ClaimantType, Kind } from './rule-rows.ts'

type Period = { readonly from: string; readonly to: string }

/** The kinds that a claimant can claim for activity of a period, the calculated one first. */
export function kindsFor(pack: RulePack, type: ClaimantType, period: Period): readonly Kind[] {
  const inForce = pack.kinds.filter(
    (row) =>
      row.claimantTypes.includes(type) && overlaps(row, { validFrom: period.from, validTo: period.to }),
  )
  const latest = new Map(inForce.map((row) => [row.code, kindRows(pack, row.code).at(-1) ?? row]))
  const calculated = calculatedKind(pack, type)?.code
  return [...latest.values()].toSorted(
    (a, b) => Number(b.code === calculated) - Number(a.code === calculated),
  )
}

/** The codes of the kinds that a claimant needs a decision of the authority for. */
export const kindsWithDecision = (pack: RulePack, type: ClaimantType): readonly string[] => [
  ...new Set(
    pack.kinds
      .filter(({ decision, claimantTypes }) => decision !== 'none' && claimantTypes.includes(type))
      .map(({ code }) => code),
  ),
]
