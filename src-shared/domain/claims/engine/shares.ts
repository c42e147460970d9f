import { addDays, daysBetween, earlierOf, isoDate, yearOf } from '../../../kernel/iso-date.ts'
import type { ClaimLineFields } from '../records/claim-line.ts'
import type { CostLine } from './cost-case.ts'

/**
 * Divides whole cents by an allocation key so that the parts add up to the whole: what the fractions leave goes to the
 * largest of them, the first of equals (method of largest remainders).
 */
export function allocate(cents: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const exact = weights.map((weight) => ({
    whole: (BigInt(cents) * BigInt(weight)) / all,
    rest: (BigInt(cents) * BigInt(weight)) % all,
  }))
  let left = BigInt(cents) - exact.reduce((sum, { whole }) => sum + whole, 0n)
  const order = exact
    .map((_, index) => index)
    .toSorted((a, b) => Number((exact[b]?.rest ?? 0n) - (exact[a]?.rest ?? 0n)) || a - b)
  const parts = exact.map(({ whole }) => Number(whole))
  for (const index of order) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0) + 1
    left--
  }
  return parts
}

type Money = Pick<
  ClaimLineFields,
  'grossCents' | 'vatCents' | 'recoverableVatCents' | 'clientFeeCents' | 'otherFundingCents'
>

/**
 * The sums of a line by a key, none losing a cent, and no part with more VAT or more deductions than it has gross: cents
 * that a part cannot take go to the next that can.
 */
export function divideMoney(line: Money, weights: readonly number[]): readonly Money[] {
  const gross = allocate(line.grossCents, weights)
  const vat = allocateWithin(line.vatCents, weights, gross)
  const recoverable = allocateWithin(line.recoverableVatCents, weights, vat)
  const afterVat = gross.map((cents, index) => cents - (recoverable[index] ?? 0))
  const fee = allocateWithin(line.clientFeeCents, weights, afterVat)
  const afterFee = afterVat.map((cents, index) => cents - (fee[index] ?? 0))
  const other = allocateWithin(line.otherFundingCents, weights, afterFee)
  return weights.map((_, index) => ({
    grossCents: gross[index] ?? 0,
    vatCents: vat[index] ?? 0,
    recoverableVatCents: recoverable[index] ?? 0,
    clientFeeCents: fee[index] ?? 0,
    otherFundingCents: other[index] ?? 0,
  }))
}

function allocateWithin(
  cents: number,
  weights: readonly number[],
  room: readonly number[],
): readonly number[] {
  const parts = allocate(cents, weights).map((part, index) => Math.min(part, room[index] ?? 0))
  let left = cents - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, index) => {
    const more = Math.min(left, (room[index] ?? 0) - part)
    left -= more
    return part + more
  })
}

/** The `ref` of one person's share of a line. */
export const shareRef = (lineId: string, personId: string): string => `${lineId}/${personId}`

/** A line as the engine takes it: one for each person who shares it, each sum divided by the key without losing a cent. */
export function toCostLines(id: string, line: ClaimLineFields): readonly CostLine[] {
  const divided = divideMoney(
    line,
    line.shares.map(({ weight }) => weight),
  )
  return line.shares.flatMap(({ personId }, index) => {
    const money = divided[index]
    const { costType, from, to } = line
    return money ? [{ ref: shareRef(id, personId), person: personId, costType, from, to, ...money }] : []
  })
}

/**
 * A cost cut into the calendar months or years that it reaches over, its sums by their days (claims.md §8.5): each part
 * has a deadline of its own (V24). A cost inside one month or year stays as it is.
 */
export function splitLine(line: ClaimLineFields, by: 'month' | 'year'): readonly ClaimLineFields[] {
  const spans: { from: string; to: string }[] = []
  for (let from = line.from; from <= line.to; ) {
    const [year, month] = [yearOf(from), Number(from.slice(5, 7))]
    const next = by === 'year' || month === 12 ? isoDate(year + 1, 1, 1) : isoDate(year, month + 1, 1)
    spans.push({ from, to: earlierOf(addDays(next, -1), line.to) })
    from = next
  }
  const divided = divideMoney(
    line,
    spans.map(({ from, to }) => daysBetween(from, to) + 1),
  )
  return spans.map((span, index) => ({ ...line, ...span, ...divided[index] }))
}
