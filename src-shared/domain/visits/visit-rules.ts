import { type CodeSetName, needsInterpreterLanguage } from '../../codes/code-sets.ts'
import { addDays } from '../../kernel/iso-date.ts'
import { isLeader } from '../../kernel/role.ts'
import type { FieldProblem, ProposedChange } from '../entity/entity.ts'
import type { RuleContext } from '../entity/rule-context.ts'
import { scanText } from '../privacy/identifier-filter.ts'
import { monthOf } from './period.ts'
import type { VisitFields } from './visit-fields.ts'

/** The code set behind each field that holds one code, and behind each that holds a list. */
export const codeFields = {
  channel: 'channel',
  setting: 'setting',
  serviceLanguage: 'language',
  motherTongue: 'language',
  interpreterMode: 'interpreterMode',
  interpreterLanguage: 'language',
  gender: 'gender',
  ageGroup: 'ageGroup',
  nationality: 'country',
  residenceBasis: 'residenceBasis',
  timeInFinland: 'timeInFinland',
  clientMunicipality: 'clientMunicipality',
  repeat: 'repeat',
  heardFrom: 'heardFrom',
  outcome: 'outcome',
} as const satisfies Partial<Record<keyof VisitFields, CodeSetName>>
export const codeLists = {
  topics: 'topic',
  measures: 'measure',
  referrals: 'referral',
} as const satisfies Partial<Record<keyof VisitFields, CodeSetName>>
export type CodeField = keyof typeof codeFields
export type CodeListField = keyof typeof codeLists

/** Days after which a row counts as late (V02), and after which only a coordinator may still add it. */
export const lateAfterDays = 7
export const coordinatorAfterDays = 60
const longIndividualMinutes = 180
/** No register of visits is older: the first structure of this kind began in 2008 (visits.md §1). */
const earliestDate = '2000-01-01'

const writtenChannels: readonly string[] = ['email', 'letter', 'form', 'message']
const contactSettings: readonly string[] = ['inbound', 'outbound']

type Add = (id: string, field: keyof VisitFields) => void

/** What keeps a visit from being saved (visits.md §9, level E); ids are those of the notes, `own` is the right to the row. */
export function visitProblems(
  { kind, before, after }: ProposedChange<VisitFields>,
  context: RuleContext,
): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  const add: Add = (id, field) => void found.push({ id, field })
  // an adviser works on rows of their own
  if (before && before.userId !== context.userId && !isLeader(context.role)) add('own', 'userId')
  const months = new Set([monthOf(after.date), monthOf(before?.date ?? after.date)])
  for (const month of months) if (context.isClosed(month)) add('V03', 'date')
  if (kind === 'put') {
    dateProblems(after, before, context, add)
    countProblems(after, add)
    listProblems(after, add)
    interpreterProblems(after, add)
    channelProblems(after, add)
    codeProblems(after, before, context, add)
    if (after.note !== null && scanText(after.note).verdict === 'block') add('V18', 'note')
    if (after.measures.includes('M12')) {
      if (after.residenceBasis !== null) add('V20', 'residenceBasis')
      if (after.nationality !== null) add('V20', 'nationality')
    }
  }
  return found
}

function dateProblems(visit: VisitFields, before: VisitFields | null, context: RuleContext, add: Add): void {
  const { date, siteId } = visit
  const site = context.site(siteId)
  const isOutside = date < (site?.openFrom ?? earliestDate) || (site?.openTo != null && date > site.openTo)
  if (date > context.today || isOutside) add('V01', 'date')
  const isMoved = before === null || before.date !== date
  if (isMoved && !isLeader(context.role) && date < addDays(context.today, -coordinatorAfterDays))
    add('V02', 'date')
}

function countProblems(visit: VisitFields, add: Add): void {
  const isGroup = visit.kind === 'group'
  if (isGroup === (visit.participants === null)) add('V04', 'participants')
  if (isGroup === (visit.partySize !== null)) add('V04', 'partySize')
  const { participantsFemale, participantsMale } = visit
  if (!isGroup && participantsFemale !== null) add('V04', 'participantsFemale')
  if (!isGroup && participantsMale !== null) add('V04', 'participantsMale')
  if (isGroup && (participantsFemale ?? 0) + (participantsMale ?? 0) > (visit.participants ?? 0))
    add('V05', 'participantsFemale')
  if (visit.durationMin !== null && (visit.durationMin < 1 || visit.durationMin > 480))
    add('V12', 'durationMin')
}

function listProblems(visit: VisitFields, add: Add): void {
  const fewest = { topics: 1, measures: visit.completeness === 'quick' ? 0 : 1 }
  for (const field of ['topics', 'measures'] as const) {
    const codes = visit[field]
    const isWrong = codes.length < fewest[field] || codes.length > 5 || new Set(codes).size !== codes.length
    if (isWrong) add('V06', field)
  }
  if (visit.measures.includes('M11') !== visit.referrals.length > 0) add('V07', 'referrals')
}

function interpreterProblems(visit: VisitFields, add: Add): void {
  if (needsInterpreterLanguage(visit.interpreterMode) !== (visit.interpreterLanguage !== null))
    add('V09', 'interpreterLanguage')
}

function channelProblems({ channel, setting }: VisitFields, add: Add): void {
  const isContact = contactSettings.includes(setting)
  if (writtenChannels.includes(channel) ? !isContact : channel === 'in-person' && isContact)
    add('V13', 'setting')
}

/** A code that stood on the row before may stay, also one that this device does not know or that has been retired since. */
function codeProblems(
  visit: VisitFields,
  before: VisitFields | null,
  { codes }: RuleContext,
  add: Add,
): void {
  const isFine = (set: CodeSetName, code: string): boolean => codes.isActive(set, code, visit.date)
  for (const [field, set] of Object.entries(codeFields) as [CodeField, CodeSetName][]) {
    const code = visit[field]
    if (code !== null && code !== before?.[field] && !isFine(set, code)) add('V17', field)
  }
  for (const [field, set] of Object.entries(codeLists) as [CodeListField, CodeSetName][]) {
    const kept: readonly string[] = before?.[field] ?? []
    if (visit[field].some((code) => !kept.includes(code) && !isFine(set, code))) add('V17', field)
  }
}

/** Another row of the same day, as far as the warnings need it. */
export type OtherVisit = Pick<
  VisitFields,
  'siteId' | 'userId' | 'serviceLanguage' | 'startTime' | 'durationMin' | 'topics'
> & { readonly id: string; readonly isOtherDevice: boolean }

const otherCodes: readonly string[] = ['T99', 'M99', 'R99']

/** What is asked once before saving (visits.md §9, level W). `others` are the other rows of the same day. */
export function visitWarnings(
  visit: VisitFields,
  context: RuleContext,
  others: readonly OtherVisit[],
): readonly FieldProblem[] {
  const found: FieldProblem[] = []
  const add: Add = (id, field) => void found.push({ id, field })
  if (isLate(visit.date, context.today)) add('V02', 'date')
  for (const field of ['topics', 'measures', 'referrals'] as const)
    if (visit[field].some((code) => otherCodes.includes(code))) add('V08', field)
  if (visit.interpreterMode === 'none' && visit.serviceLanguage === 'und') add('V10', 'interpreterMode')
  if (context.staffLanguages.size > 0 && !context.staffLanguages.has(visit.serviceLanguage))
    add('V11', 'serviceLanguage')
  if (visit.kind === 'individual' && (visit.durationMin ?? 0) > longIndividualMinutes)
    add('V12', 'durationMin')
  if (isOutsideHours(visit, context)) add('V14', 'startTime')
  if (
    others.some((other) => other.userId !== null && other.userId === visit.userId && overlaps(visit, other))
  )
    add('V15', 'startTime')
  if (others.some((other) => isLikelySame(visit, other))) add('V16', 'topics')
  if (visit.note !== null && scanText(visit.note).verdict === 'warn') add('V18', 'note')
  return found
}

export const isLate = (date: string, today: string): boolean => date < addDays(today, -lateAfterDays)

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

function isOutsideHours({ siteId, date, startTime }: VisitFields, context: RuleContext): boolean {
  const hours = context.site(siteId)?.openingHours
  if (!hours) return false
  const day = hours[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]
  return !day || startTime < day.from || startTime > day.to
}

type Timed = Pick<VisitFields, 'startTime' | 'durationMin'>
/** Rows without a duration overlap with nothing. */
function overlaps(one: Timed, other: Timed): boolean {
  if (one.durationMin === null || other.durationMin === null) return false
  const [a, b] = [minutesOf(one.startTime), minutesOf(other.startTime)]
  return a < b + other.durationMin && b < a + one.durationMin
}

/** V16: the pair who served together both logged it. */
export const isLikelySame = (visit: VisitFields, other: OtherVisit): boolean =>
  other.isOtherDevice &&
  other.siteId === visit.siteId &&
  other.serviceLanguage === visit.serviceLanguage &&
  other.topics.toSorted().join() === visit.topics.toSorted().join() &&
  Math.abs(minutesOf(other.startTime) - minutesOf(visit.startTime)) <= 10
