import { fraction, roundHalfUp } from '../../../kernel/fraction.ts'
import { daysBetween } from '../../../kernel/iso-date.ts'
import type { RulePack } from '../rules/rule-pack.ts'

/**
 * Interest on a sum that was ordered back, in cents: the reference rate and what the law adds to it, for the days from the
 * payment to the repayment, by a year of 365 days (71 §, Interest Act 4 § sub 1; the day count is an assumption).
 * @param referenceRate in hundredths of a percentage point, as the Bank of Finland published it for the half-year.
 */
export function repaymentInterest(
  cents: number,
  paidOn: string,
  repaidOn: string,
  referenceRate: number,
  pack: RulePack,
): number {
  const days = daysBetween(paidOn, repaidOn)
  if (days <= 0) return 0
  const rate = referenceRate + pack.deadlines.repaymentInterestOverReference
  return roundHalfUp(fraction(BigInt(cents) * BigInt(rate) * BigInt(days), 365n * 10_000n))
}

/** The last day on which a repayment of what was paid for a year may be ordered: the end of the fifth calendar year after it (71 §). */
export const repaymentPossibleUntil = (pack: RulePack, paidForYear: number): string =>
  `${paidForYear + pack.deadlines.repaymentYears}-12-31`
