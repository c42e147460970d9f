import { claimRules } from './claim-rules.ts'
import type { ClaimContext, Finding } from './finding.ts'
import { lineRules } from './line-rules.ts'
import { personRules } from './person-rules.ts'

/** All findings about a claim, by the rules V01–V30 of claims.md §12; pure, and the same whoever asks. */
export function validateClaim(context: ClaimContext): readonly Finding[] {
  const findings: Finding[] = []
  const find: Parameters<typeof claimRules>[1] = (id, severity, at = {}) => {
    findings.push({
      id,
      severity,
      lineId: at.lineId ?? null,
      personId: at.personId ?? null,
      detail: at.detail ?? '',
    })
  }
  claimRules(context, find)
  personRules(context, find)
  lineRules(context, find)
  return findings.toSorted((a, b) => order(a) - order(b) || a.id.localeCompare(b.id))
}

const order = ({ severity }: Finding): number => ['B', 'W', 'I'].indexOf(severity)

/** The ids that keep a claim from being submitted. */
export const blockingIds = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.filter(({ severity }) => severity === 'B').map(({ id }) => id)),
]
