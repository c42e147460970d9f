import { z } from 'zod'
import { type CodeSetName, isCode, needsInterpreterLanguage } from '../codes/visit-codes.ts'
import { declareEntity } from './entity.ts'
import { IsoDate } from './iso-date.ts'

const Code = z.string().min(1).max(40)
const Codes = z.array(Code).max(50)

/** An anonymous contact at an advice point (visits.md §6.2); the counting unit, never a person. */
export const VisitFields = z.object({
  kind: z.enum(['individual', 'group']),
  siteId: z.uuid(),
  userId: z.uuid().nullable(),
  date: IsoDate,
  /** Local time, `HH:MM`, Europe/Helsinki. */
  startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  channel: Code,
  setting: Code,
  serviceLanguage: Code,
  interpreterMode: Code,
  interpreterLanguage: Code.nullable(),
  partySize: z.int().min(1).max(20).nullable(),
  participants: z.int().min(2).max(500).nullable(),
  topics: Codes,
  measures: Codes,
  referrals: Codes,
  outcome: Code,
  completeness: z.enum(['quick', 'complete']),
  codeSetVersion: z.string().max(40),
})
export type VisitFields = z.infer<typeof VisitFields>

export const visit = declareEntity({
  name: 'visit',
  realm: 'open',
  fields: VisitFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: { date: (fields) => fields.date },
  problems: (fields, today) => visitProblems(fields, today),
  retention: {
    rule: 'rows become frozen tables five years after the end of the year',
    source: 'visits.md §13, proposal',
  },
})

/** Ids are those of visits.md §9. `E` forbids saving. */
export type VisitProblem = { readonly id: string; readonly field: keyof VisitFields }

const codeFields = [
  ['channel', 'channel'],
  ['setting', 'setting'],
  ['serviceLanguage', 'language'],
  ['interpreterMode', 'interpreterMode'],
  ['outcome', 'outcome'],
] as const satisfies readonly (readonly [keyof VisitFields, CodeSetName])[]
const codeLists = [
  ['topics', 'topic'],
  ['measures', 'measure'],
  ['referrals', 'referral'],
] as const satisfies readonly (readonly [keyof VisitFields, CodeSetName])[]

const writtenChannels: readonly string[] = ['email', 'letter', 'form', 'message']
const contactSettings: readonly string[] = ['inbound', 'outbound']

/** What keeps a visit from being saved as complete; `today` is the device's date. */
export function visitProblems(visit: VisitFields, today: string): readonly VisitProblem[] {
  const found: VisitProblem[] = []
  const add = (id: string, field: keyof VisitFields): void => void found.push({ id, field })

  if (visit.date > today) add('V01', 'date')
  if (visit.kind === 'group' ? visit.participants === null : visit.participants !== null)
    add('V04', 'participants')
  if (visit.kind === 'group' ? visit.partySize !== null : visit.partySize === null) add('V04', 'partySize')
  for (const field of ['topics', 'measures'] as const) {
    const codes = visit[field]
    if (codes.length < 1 || codes.length > 5 || new Set(codes).size !== codes.length) add('V06', field)
  }
  if (visit.measures.includes('M11') !== visit.referrals.length > 0) add('V07', 'referrals')
  if (needsInterpreterLanguage(visit.interpreterMode) !== (visit.interpreterLanguage !== null))
    add('V09', 'interpreterLanguage')
  const isContact = contactSettings.includes(visit.setting)
  if (writtenChannels.includes(visit.channel) && !isContact) add('V13', 'setting')
  if (visit.channel === 'in-person' && isContact) add('V13', 'setting')
  for (const [field, set] of codeFields) if (!isCode(set, visit[field])) add('V17', field)
  for (const [field, set] of codeLists) if (visit[field].some((code) => !isCode(set, code))) add('V17', field)
  if (visit.interpreterLanguage !== null && !isCode('language', visit.interpreterLanguage))
    add('V17', 'interpreterLanguage')
  return found
}
