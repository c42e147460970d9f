import { describe, expect, it } from 'vitest'
import { aVisit } from '../../../test/builders/visits.ts'
import { makeCodeBook } from '../../codes/code-book.ts'
import type { RuleContext, SiteFacts } from '../entity/rule-context.ts'
import type { VisitFields } from './visit-fields.ts'
import { type OtherVisit, visitProblems, visitWarnings } from './visit-rules.ts'

const me = '22222222-2222-4222-8222-222222222222'
const today = '2026-11-24' // a Tuesday
const site: SiteFacts = { openFrom: null, openTo: null, openingHours: null }
const context = (over: Partial<RuleContext> & { site_?: Partial<SiteFacts> } = {}): RuleContext => ({
  duty: 'entry',
  today,
  role: 'adviser',
  userId: me,
  codes: makeCodeBook(),
  site: () => ({ ...site, ...over.site_ }),
  isClosed: () => false,
  isFrozen: () => false,
  staffLanguages: new Set(),
  ...over,
})
const visit = (over: Partial<VisitFields> = {}): VisitFields => aVisit({ userId: me, date: today, ...over })
const group = (over: Partial<VisitFields> = {}): VisitFields =>
  visit({ kind: 'group', partySize: null, participants: 24, ...over })
const other = (over: Partial<OtherVisit> = {}): OtherVisit => ({
  ...visit(),
  id: 'x',
  isOtherDevice: false,
  ...over,
})

const problems = (after: VisitFields, over = {}, before: VisitFields | null = null): string[] =>
  visitProblems({ kind: 'put', before, after }, context(over)).map(({ id, field }) => `${id} ${field}`)
const warnings = (fields: VisitFields, over = {}, others: OtherVisit[] = []): string[] =>
  visitWarnings(fields, context(over), others).map(({ id, field }) => `${id} ${field}`)

it('finds nothing in a plain visit and a plain group session', () => {
  expect(problems(visit())).toEqual([])
  expect(problems(group({ participantsFemale: 10, participantsMale: 14 }))).toEqual([])
  expect(warnings(visit())).toEqual([])
})

describe('what keeps a visit from being saved', () => {
  it('V01 the date is in the future, before the register, or when the site was not open', () => {
    for (const date of ['2026-11-25', '2100-01-01', '1900-01-01'])
      expect(problems(visit({ date }), { role: 'coordinator' })).toEqual(['V01 date'])
    expect(problems(visit(), { site_: { openFrom: '2026-12-01' } })).toEqual(['V01 date'])
    expect(problems(visit(), { site_: { openTo: '2026-11-23' } })).toEqual(['V01 date'])
    expect(problems(visit(), { site_: { openFrom: today, openTo: today } })).toEqual([])
  })
  it('V02 older than 60 days needs a coordinator', () => {
    expect(problems(visit({ date: '2026-09-24' }))).toEqual(['V02 date'])
    expect(problems(visit({ date: '2026-09-25' }))).toEqual([])
    expect(problems(visit({ date: '2026-09-24' }), { role: 'coordinator' })).toEqual([])
    const old = visit({ date: '2026-09-01' })
    expect(problems({ ...old, outcome: 'continues' }, {}, old)).toEqual([])
  })
  it('V03 the month is closed, also the month that a row leaves, and also for a deletion', () => {
    const isClosed = (month: string): boolean => month === '2026-10'
    const october = visit({ date: '2026-10-30' })
    expect(problems(october, { isClosed })).toEqual(['V03 date'])
    expect(problems(visit(), { isClosed }, october)).toEqual(['V03 date'])
    const deletion = { kind: 'delete', before: october, after: october } as const
    expect(visitProblems(deletion, context({ isClosed, role: 'admin' }))).toEqual([
      { id: 'V03', field: 'date' },
    ])
  })
  it('V04 a group has participants, an individual contact a party size, and never both', () => {
    expect(problems(group({ participants: null }))).toEqual(['V04 participants'])
    expect(problems(group({ partySize: 1 }))).toEqual(['V04 partySize'])
    expect(problems(visit({ partySize: null }))).toEqual(['V04 partySize'])
    expect(problems(visit({ participants: 3 }))).toEqual(['V04 participants'])
    expect(problems(visit({ participantsFemale: 1 }))).toEqual(['V04 participantsFemale'])
  })
  it('V05 women and men are no more than the participants', () => {
    expect(problems(group({ participantsFemale: 20, participantsMale: 5 }))).toEqual([
      'V05 participantsFemale',
    ])
    expect(problems(group({ participantsFemale: 20, participantsMale: 4 }))).toEqual([])
  })
  it('V06 one to five topics and measures, none twice; a tally needs no measure', () => {
    expect(problems(visit({ topics: [] }))).toEqual(['V06 topics'])
    expect(problems(visit({ topics: ['T01', 'T01'] }))).toEqual(['V06 topics'])
    expect(problems(visit({ topics: ['T01', 'T02', 'T03', 'T04', 'T05', 'T06'] }))).toEqual(['V06 topics'])
    expect(problems(visit({ measures: [] }))).toEqual(['V06 measures'])
    expect(problems(visit({ measures: [], completeness: 'quick' }))).toEqual([])
  })
  it('V07 a referral has a target, and a target a referral', () => {
    expect(problems(visit({ measures: ['M11'] }))).toEqual(['V07 referrals'])
    expect(problems(visit({ referrals: ['R03'] }))).toEqual(['V07 referrals'])
    expect(problems(visit({ measures: ['M11'], referrals: ['R03'] }))).toEqual([])
  })
  it('V09 an interpreter has a language, and no interpreter none', () => {
    expect(problems(visit({ interpreterMode: 'phone' }))).toEqual(['V09 interpreterLanguage'])
    expect(problems(visit({ interpreterLanguage: 'ar' }))).toEqual(['V09 interpreterLanguage'])
    expect(problems(visit({ interpreterMode: 'unmet', interpreterLanguage: 'ar' }))).toEqual([])
  })
  it('V12 a duration is 1 to 480 minutes', () => {
    expect(problems(visit({ durationMin: 0 }))).toEqual(['V12 durationMin'])
    expect(problems(visit({ durationMin: 481 }))).toEqual(['V12 durationMin'])
    expect(problems(visit({ durationMin: 480 }))).toEqual([])
  })
  it('V13 written channels are contacts that come or go, and a visit in person is none', () => {
    for (const channel of ['email', 'letter', 'form', 'message'])
      expect(problems(visit({ channel }))).toEqual(['V13 setting'])
    expect(problems(visit({ setting: 'inbound' }))).toEqual(['V13 setting'])
    expect(problems(visit({ channel: 'email', setting: 'outbound' }))).toEqual([])
    expect(problems(visit({ channel: 'phone', setting: 'inbound' }))).toEqual([])
  })
  it('V17 codes are active on the day of the visit; one that stood there before may stay', () => {
    expect(problems(visit({ channel: '__proto__' }))).toEqual(['V17 channel'])
    expect(problems(visit({ topics: ['T05', 'constructor'] }))).toEqual(['V17 topics'])
    const retired = {
      code: 'T05',
      fi: 'a',
      sv: 'b',
      en: 'c',
      validFrom: null,
      validTo: '2026-11-01',
      national: null,
    }
    const codes = makeCodeBook([{ ...retired, set: 'topic' }])
    expect(problems(visit(), { codes })).toEqual(['V17 topics'])
    expect(problems(visit({ date: '2026-11-01' }), { codes })).toEqual([])
    expect(problems(visit({ outcome: 'continues' }), { codes }, visit())).toEqual([])
    expect(problems(visit({ topics: ['T01', 'NEWER'] }), {}, visit({ topics: ['NEWER'] }))).toEqual([])
  })
  it('V18 the note holds nothing that identifies', () => {
    expect(problems(visit({ note: 'soita 040 123 4567' }))).toEqual(['V18 note'])
    expect(problems(visit({ note: 'lomake Y77' }))).toEqual([])
  })
  it('V20 a client who moves to case work leaves neither basis of residence nor nationality', () => {
    expect(problems(visit({ measures: ['M12'], residenceBasis: 'work', nationality: 'IRQ' }))).toEqual([
      'V20 residenceBasis',
      'V20 nationality',
    ])
    expect(problems(visit({ measures: ['M12'] }))).toEqual([])
  })
  it('own: an adviser changes rows of their own, a coordinator those of all', () => {
    const theirs = visit({ userId: '33333333-3333-4333-8333-333333333333' })
    const edited = { ...theirs, outcome: 'continues' }
    expect(problems(edited, {}, theirs)).toEqual(['own userId'])
    expect(problems(edited, { role: 'coordinator' }, theirs)).toEqual([])
  })
})

describe('what is asked once', () => {
  it('V02 older than seven days', () => {
    expect(warnings(visit({ date: '2026-11-16' }))).toEqual(['V02 date'])
    expect(warnings(visit({ date: '2026-11-17' }))).toEqual([])
  })
  it('V08 "other" is chosen', () => {
    expect(warnings(visit({ topics: ['T99'], measures: ['M99'] }))).toEqual(['V08 topics', 'V08 measures'])
    expect(warnings(visit({ measures: ['M11'], referrals: ['R99'] }))).toEqual(['V08 referrals'])
  })
  it('V10 an unknown language without interpreting', () => {
    expect(warnings(visit({ serviceLanguage: 'und' }))).toEqual(['V10 interpreterMode'])
  })
  it('V11 a language that nobody on the staff serves in', () => {
    expect(warnings(visit(), { staffLanguages: new Set(['fi']) })).toEqual(['V11 serviceLanguage'])
    expect(warnings(visit(), { staffLanguages: new Set(['ar']) })).toEqual([])
  })
  it('V12 an individual contact of over three hours', () => {
    expect(warnings(visit({ durationMin: 181 }))).toEqual(['V12 durationMin'])
    expect(warnings(group({ durationMin: 240 }))).toEqual([])
  })
  it('V14 outside the opening hours of the weekday', () => {
    const openingHours = [null, { from: '09:00', to: '12:00' }, null, null, null, null, null]
    expect(warnings(visit(), { site_: { openingHours } })).toEqual([])
    expect(warnings(visit({ startTime: '12:01' }), { site_: { openingHours } })).toEqual(['V14 startTime'])
    expect(warnings(visit({ date: '2026-11-23' }), { site_: { openingHours } })).toEqual(['V14 startTime'])
  })
  it('V15 the same worker has a visit at the same time', () => {
    const mine = visit({ durationMin: 30 })
    expect(warnings(mine, {}, [other({ startTime: '10:40', durationMin: 15 })])).toEqual(['V15 startTime'])
    expect(warnings(mine, {}, [other({ startTime: '10:45', durationMin: 15 })])).toEqual([])
    expect(warnings(mine, {}, [other({ startTime: '10:40', durationMin: 15, userId: null })])).toEqual([])
  })
  it('V16 another device has nearly the same row', () => {
    const twin = { isOtherDevice: true, startTime: '10:25' }
    expect(warnings(visit(), {}, [other(twin)])).toEqual(['V16 topics'])
    expect(warnings(visit(), {}, [other({ ...twin, startTime: '10:26' })])).toEqual([])
    expect(warnings(visit(), {}, [other({ ...twin, isOtherDevice: false })])).toEqual([])
    expect(warnings(visit(), {}, [other({ ...twin, topics: ['T01'] })])).toEqual([])
  })
  it('V18 the note may hold a name or a date', () => {
    expect(warnings(visit({ note: 'Matti Meikäläinen' }))).toEqual(['V18 note'])
  })
})
