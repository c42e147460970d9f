import { addMonths, addYears, earlierOf, laterOf, yearOf } from '../../../kernel/iso-date.ts'
import { tidyLabel } from '../../../text/label-index.ts'
import { type PersonFields, personToFacts } from '../../people/person.ts'
import { scanText } from '../../privacy/identifier-filter.ts'
import { netOf } from '../engine/cost-case.ts'
import { arrivalOf } from '../engine/cost-lines.ts'
import { costStart } from '../engine/cost-window.ts'
import { startMoment } from '../engine/instalments.ts'
import { allocate } from '../engine/shares.ts'
import type { ClaimLineFields } from '../records/claim-line.ts'
import { calculatedKind, kindOn, kindRows, type RulePack, rateOn } from '../rules/rule-pack.ts'
import type { ClaimantType } from '../rules/rule-rows.ts'
import type { ClaimContext, Find } from './finding.ts'

const interpretation = ['interpretation', 'assessment']
/** From here on interpretation and assessment are inside the calculated sum (Act 1100/2024). */
const calculatedKindsFrom = (context: ClaimContext): string =>
  context.pack.kinds
    .filter(({ basis, code }) => basis === 'calculated' && !code.startsWith('L_'))
    .map(({ validFrom }) => validFrom)
    .toSorted()[0] ?? '9999-12-31'

/** Rules about each cost line (V02, V07, V12–V16, V18–V20, V23, V24, V29, V30). */
export function lineRules(context: ClaimContext, find: Find): void {
  const seen = new Map<string, string>()
  const persons = claimedPersons(context)
  const calculatedFrom = calculatedKindsFrom(context)
  for (const { id, fields } of context.otherLines) seen.set(invoiceKey(fields), id)
  for (const { id, fields: line } of context.lines) {
    const at = { lineId: id }
    const { claim, pack } = context
    const isInKind = kindOn(pack, claim.kind, line.from) && kindOn(pack, claim.kind, line.to)
    if (!isInKind) find('V02', 'B', at)
    if (interpretation.includes(line.costType) && line.to >= calculatedFrom) find('V12', 'B', at)
    if (netOf(line) < 0) find('V23', 'B', at)
    if (yearOf(line.from) !== yearOf(line.to)) find('V24', 'B', at)
    if (line.invoiceNumber !== '') {
      const known = seen.get(invoiceKey(line))
      if (known !== undefined) find('V30', 'W', { ...at, detail: line.invoiceNumber })
      seen.set(invoiceKey(line), id)
    }
    if (claim.kind === 'TRAFFICKING' || claim.kind === 'L_TRAFF')
      if (
        scanText(line.note).verdict !== 'ok' ||
        scanText(line.supplier).verdict === 'block' ||
        line.note.length > 60
      )
        // the supplier's name looks like a person's to the filter: of it only what blocks is told
        find('V29', 'W', at)
    if (claim.kind === 'SOCIAL_ASSIST' && !['supplementary', 'preventive'].includes(line.costType))
      find('V19', 'B', at)
    if (claim.kind === 'RETURN' && line.costType === 'grant') find('V20', 'W', at)
    for (const { personId } of line.shares) {
      const claimed = persons.get(personId)
      if (claimed)
        personOfLine(context, line, claimed, (...finding) =>
          find(finding[0], finding[1], { lineId: id, personId, ...finding[2] }),
        )
    }
  }
  considerable(context, find)
}

/** What the rules ask of a person, whatever the line. */
type Claimed = {
  readonly fields: PersonFields
  readonly start: string | null
  /** The day that reception prepared for (64 §). */
  readonly arrival: string | null
  /** The first day of the first cost for the person, in whichever claim. */
  readonly firstCost: string | undefined
}

function claimedPersons(context: ClaimContext): ReadonlyMap<string, Claimed> {
  const { claim, pack, areas } = context
  const area = { type: claim.claimantType, code: claim.claimantCode }
  const window = kindRows(pack, claim.kind).at(-1)?.window
  const firstCosts = new Map<string, string>()
  for (const { fields } of [...context.lines, ...context.otherLines])
    for (const { personId } of fields.shares)
      firstCosts.set(personId, earlierOf(fields.from, firstCosts.get(personId) ?? fields.from))
  const claimed = new Map<string, Claimed>()
  for (const personId of new Set(
    context.lines.flatMap(({ fields }) => fields.shares.map((one) => one.personId)),
  )) {
    const fields = context.persons.get(personId)
    if (!fields) continue
    const person = personToFacts(personId, fields)
    claimed.set(personId, {
      fields,
      arrival: arrivalOf(person, { claimant: area }, areas),
      start: window ? costStart(window, person, pack) : startMoment(person, pack),
      firstCost: firstCosts.get(personId),
    })
  }
  return claimed
}

const invoiceKey = ({ supplier, invoiceNumber }: { supplier: string; invoiceNumber: string }): string =>
  `${tidyLabel(supplier)}\u0000${tidyLabel(invoiceNumber)}`

function personOfLine(
  { claim, pack, decision }: ClaimContext,
  line: ClaimLineFields,
  { fields, start, arrival, firstCost }: Claimed,
  find: Find,
): void {
  const rule = kindRows(pack, claim.kind).at(-1)?.window
  if (!rule) return
  if (rule.fromStart && (start === null || line.from < start)) find('V07', 'B', { detail: start ?? '' })
  if (rule.yearsFromStart !== null && start !== null && line.to >= addYears(start, rule.yearsFromStart))
    find('V15', 'B', { detail: addYears(start, rule.yearsFromStart) })
  const asksNeed =
    claim.kind === 'SPECIAL_HEALTH' || claim.kind === 'SPECIAL_SOCIAL' || claim.kind === 'L_SPECIAL'
  if (asksNeed && fields.needOnArrival !== 'yes') find('V15', 'B')
  const beforeAge = kindOn(pack, claim.kind, line.to)?.window?.beforeAge ?? null
  if (beforeAge !== null && line.to >= addYears(fields.birthDate, beforeAge))
    find('V18', 'B', { detail: addYears(fields.birthDate, beforeAge) })
  if (
    rule.yearsFromFirstCost !== null &&
    firstCost &&
    line.to >= addYears(firstCost, rule.yearsFromFirstCost)
  )
    find('V19', 'B', { detail: firstCost })
  if (rule.monthsBeforeArrival !== null) {
    const { usual, accepted } = rule.monthsBeforeArrival
    if (!fields.directedToPlace) find('V14', 'B', { detail: 'directing' })
    const months = Math.min(decision?.acceptedMonths ?? usual, accepted)
    if (arrival === null) find('V14', 'B', { detail: 'arrival' })
    else if (line.from < addMonths(arrival, -months) || line.to >= arrival)
      find('V14', 'B', { detail: arrival })
  }
}

/** "Considerable" (65 §): the act gives no number; old guidance compared a year's costs with the yearly calculated sum (V16). */
function considerable(context: ClaimContext, find: Find): void {
  const { claim, pack, lines } = context
  if (!claim.kind.startsWith('SPECIAL_')) return
  const sums = new Map<string, number>()
  for (const { fields } of lines)
    for (const [index, cents] of allocate(
      Math.max(0, netOf(fields)),
      fields.shares.map(({ weight }) => weight),
    ).entries()) {
      const key = `${fields.shares[index]?.personId ?? ''} ${yearOf(fields.from)}`
      sums.set(key, (sums.get(key) ?? 0) + cents)
    }
  for (const [key, cents] of sums) {
    const [personId = '', year = ''] = key.split(' ')
    const yearlyCents = yearlySum(claim.claimantType, year, pack)
    if (yearlyCents !== undefined && cents < yearlyCents) find('V16', 'W', { personId, detail: year })
  }
}

/** What the claimant's calculated kind pays for an adult in a year, in cents; for the years before it that of its first day. */
function yearlySum(type: ClaimantType, year: string, pack: RulePack): number | undefined {
  const code = calculatedKind(pack, type)?.code ?? ''
  const [first] = kindRows(pack, code)
  return first && rateOn(pack, code, type, laterOf(`${year}-01-01`, first.validFrom))?.from7Cents
}
