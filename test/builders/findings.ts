import type { ClaimContext } from '../../src-shared/domain/claims/validation/finding.ts'
import { validateClaim } from '../../src-shared/domain/claims/validation/validate-claim.ts'
import { aCostContext, aDecision, ahmed, aLine, lina } from './claims.ts'

const names: Readonly<Record<string, string>> = { [ahmed]: 'ahmed', [lina]: 'lina' }

/**
 * Findings with all that they name: `V03 B line-1: 2027-12-31`, `V09 B ahmed`. Without those that every claim by unverified
 * rules has.
 */
export const toldOf = (context: ClaimContext): readonly string[] =>
  validateClaim(context)
    .filter(({ id, severity }) => !(id === 'V25' && severity === 'W'))
    .map(({ id, severity, lineId, personId, detail }) => {
      const about = [id, severity, lineId, personId && (names[personId] ?? personId)].filter(Boolean)
      return `${about.join(' ')}${detail === '' ? '' : `: ${detail}`}`
    })

/** The same for costs of a kind with its decision, but for what a test changes; learning support is Tampere's, the rest its county's. */
export const toldOfCosts = (
  kind: string,
  lines: readonly Parameters<typeof aLine>[0][],
  over: Parameters<typeof aCostContext>[0] = {},
): readonly string[] =>
  toldOf(
    aCostContext({
      decision: aDecision({ kind }),
      ...over,
      claim: {
        kind,
        ...(kind === 'SPECIAL_EDU' ? {} : { claimantType: 'wellbeing-county', claimantCode: '08' }),
        ...over.claim,
      },
      lines: lines.map((line) => aLine(line)),
    }),
  )
