import { daysBetween, yearOf } from '../../../kernel/iso-date.ts'
import { isInForce } from '../records/decision-states.ts'
import { claimDeadline, kindRows, latestKind, overlaps, type RulePack } from '../rules/rule-pack.ts'
import type { ClaimContext, Find } from './finding.ts'

/** Days before a deadline on which it is told, the first of them with the most time. */
const soonDays = [90, 30, 7] as const

/** Rules about the claim as a whole: kind, time, decision, agreement, rules used, totals (V01–V05, V08, V17, V25, V28). */
export function claimRules(context: ClaimContext, find: Find): void {
  const { claim, pack } = context
  const kind = latestKind(pack, claim.kind)
  if (!kind?.claimantTypes.includes(claim.claimantType)) find('V01', 'B')
  if (!kindRows(pack, claim.kind).some((row) => overlaps(row, toDated(claim.period)))) find('V02', 'B')
  deadlines(context, find)
  if (kind && kind.decision !== 'none') decisions(context, find)
  if (claim.claimantType === 'municipality' || claim.claimantType === 'municipality-ax')
    agreement(context, find)
  if (claim.kind === 'SPECIAL_EDU' && !claim.statesNoOtherFunding) find('V17', 'B')
  rulesUsed(context, find)
  if (context.computation && context.computation.computation.totalCents !== claim.totalCents) find('V28', 'B')
}

const toDated = ({ from, to }: { from: string; to: string }) => ({ validFrom: from, validTo: to })

/** The years of activity that the claim holds, each with its last day (V03). */
export function deadlinesOf({
  claim,
  lines,
  computation,
  pack,
}: Pick<ClaimContext, 'claim' | 'lines' | 'computation' | 'pack'>) {
  const years = new Set<number>()
  if (computation?.basis === 'calculated')
    for (const person of computation.computation.persons)
      for (const { date } of person.instalments) years.add(yearOf(date))
  for (const { fields } of lines)
    for (let year = yearOf(fields.from); year <= yearOf(fields.to); year++) years.add(year)
  if (years.size === 0) years.add(yearOf(claim.period.from))
  return [...years].toSorted().map((year) => ({ year, deadline: claimDeadline(pack, year) }))
}

function deadlines(context: ClaimContext, find: Find): void {
  const { lines, today, pack } = context
  const linesBy = new Map<string, string[]>()
  for (const { id, fields } of lines) {
    const deadline = claimDeadline(pack, yearOf(fields.from))
    linesBy.set(deadline, linesBy.get(deadline) ?? [])
    linesBy.get(deadline)?.push(id)
  }
  for (const { deadline } of deadlinesOf(context)) {
    const left = daysBetween(today, deadline)
    if (left < 0)
      for (const lineId of linesBy.get(deadline) ?? [undefined])
        find('V03', 'B', { detail: deadline, ...(lineId ? { lineId } : {}) })
    else if (left <= soonDays[0]) find('V03', 'W', { detail: deadline })
  }
}

/** The smallest of 90, 30 and 7 that a number of days lies within; null while there is more time. */
export const warningStep = (days: number): 90 | 30 | 7 | null =>
  soonDays.findLast((step) => days <= step) ?? null

function decisions({ claim, lines, decision }: ClaimContext, find: Find): void {
  if (!decision || decision.kind !== claim.kind || !isInForce(decision, decision.period.from)) {
    find('V04', 'B')
    return
  }
  for (const { id, fields } of lines) {
    const coversDays = isInForce(decision, fields.from) && isInForce(decision, fields.to)
    const coversType = decision.costTypes.length === 0 || decision.costTypes.includes(fields.costType)
    const missing = fields.shares.find(({ personId }) => !decision.personIds.includes(personId))
    if (!coversDays || !coversType || missing)
      find('V04', 'B', { lineId: id, ...(missing ? { personId: missing.personId } : {}) })
  }
  if (decision.capCents !== null && claim.totalCents > decision.capCents) find('V04', 'W', { detail: 'cap' })
}

/** A municipality has arranged its programme and agreed with the centre (59 §, 42 §). */
function agreement({ claim, settings }: ClaimContext, find: Find): void {
  const { programmeOn, agreementNumber, agreementFrom, agreementTo } = settings
  if (programmeOn === null || programmeOn > claim.period.to) find('V05', 'B', { detail: 'programme' })
  const isAgreed =
    agreementNumber !== '' &&
    agreementFrom !== null &&
    agreementFrom <= claim.period.from &&
    (agreementTo === null || agreementTo >= claim.period.from)
  if (!isAgreed) find('V05', 'B', { detail: 'agreement' })
}

function rulesUsed({ claim, pack }: ClaimContext, find: Find): void {
  if (!isUnverified(pack, claim.kind, claim.period)) return
  find('V25', claim.unverifiedReason === '' ? 'B' : 'W')
}

/** Whether a row that the claim rests on has not been verified, or is an assumption. */
export function isUnverified(pack: RulePack, code: string, period: { from: string; to: string }): boolean {
  const used = [
    ...kindRows(pack, code).filter((row) => overlaps(row, toDated(period))),
    ...pack.rates.filter((rate) => rate.kind === code && overlaps(rate, toDated(period))),
    pack.deadlines,
    pack.policy,
  ]
  return used.some(({ status }) => status !== 'verified')
}
