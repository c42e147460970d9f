import { describe, expect, it } from 'vitest'
import { makeCodeBook } from '../../codes/code-book.ts'
import type { RuleContext } from '../entity/rule-context.ts'
import { type FrozenCell, freeze } from './frozen-month.ts'
import {
  defaultPolicy,
  dueOn,
  proposedLimits,
  retentionPolicy,
  retentionProblems,
  taken,
} from './retention.ts'
import { visit } from './visit.ts'
import { VisitFields } from './visit-fields.ts'

const siteId = '11111111-1111-4111-8111-111111111111'
const me = '22222222-2222-4222-8222-222222222222'
const context: RuleContext = {
  duty: 'retention',
  today: '2026-11-24',
  role: 'admin',
  userId: me,
  codes: makeCodeBook(),
  site: () => null,
  isClosed: () => true,
  isFrozen: () => false,
  staffLanguages: new Set(),
}
const row = (over: Partial<VisitFields> = {}): VisitFields => ({
  ...VisitFields.parse({
    kind: 'individual',
    siteId,
    userId: me,
    date: '2024-02-29',
    startTime: '10:15',
    channel: 'phone',
    setting: 'inbound',
    serviceLanguage: 'ar',
    interpreterMode: 'none',
    interpreterLanguage: null,
    partySize: 2,
    participants: null,
    topics: ['T05', 'T11'],
    measures: ['M02'],
    referrals: [],
    outcome: 'resolved',
    completeness: 'complete',
    codeSetVersion: '2026.1',
    nationality: 'SYR',
    note: 'kirje',
  }),
  ...over,
})
const problems = (after: VisitFields, over: Partial<RuleContext> = {}, kind: 'put' | 'delete' = 'put') =>
  retentionProblems({ kind, before: row(), after }, { ...context, ...over }).map(
    ({ id, field }) => `${id} ${field}`,
  )

describe('when a step is due (visits.md §13)', () => {
  it('counts days and months from the visit, and months and years from the end of its year', () => {
    expect(dueOn('hour', proposedLimits.hour, '2026-01-31')).toBe('2026-03-02')
    expect(dueOn('note', proposedLimits.note, '2026-01-31')).toBe('2026-04-01')
    expect(dueOn('user', proposedLimits.user, '2025-01-31')).toBe('2026-02-28')
    expect(dueOn('background', proposedLimits.background, '2024-02-29')).toBe('2026-12-31')
    expect(dueOn('rows', proposedLimits.rows, '2020-01-01')).toBe('2025-12-31')
  })
  it('a limit longer than the proposal needs a reason; a shorter one does not', () => {
    const check = (part: object) =>
      retentionPolicy.problems?.({ kind: 'put', before: null, after: { ...defaultPolicy, ...part } }, context)
    expect(check({ note: 61 })).toEqual([{ id: 'R01', field: 'reason' }])
    expect(check({ note: 61, reason: 'tarkastus kesken' })).toEqual([])
    expect(check({ note: 1 })).toEqual([])
  })
})

describe('what retention may do', () => {
  it('takes what its steps take, in a closed month too, and nothing is taken twice', () => {
    const part = Object.assign(
      {},
      ...(['hour', 'note', 'user', 'background'] as const).map((step) => taken(step, row())),
    )
    expect(part).toEqual({ startTime: '10:00', note: null, userId: null, nationality: null })
    const after = row({ startTime: '10:00', note: null, userId: null, nationality: null })
    expect(visit.problems?.({ kind: 'put', before: row(), after }, context)).toEqual([])
    for (const step of ['hour', 'note', 'user', 'background'] as const) expect(taken(step, after)).toBeNull()
  })
  it('changes nothing else, and only an administrator runs it', () => {
    expect(problems(row({ topics: ['T06'] }))).toEqual(['R02 topics'])
    expect(problems(row({ startTime: '11:00' }))).toEqual(['R02 startTime'])
    expect(problems(row({ note: 'toinen' }))).toEqual(['R02 note'])
    expect(problems(row({ note: null }), { role: 'coordinator' })).toEqual(['R02 date'])
  })
  it('removes rows only where the table of their month is frozen', () => {
    expect(problems(row(), {}, 'delete')).toEqual(['R02 date'])
    expect(problems(row(), { isFrozen: (month) => month === '2024-02' }, 'delete')).toEqual([])
  })
})

describe('a frozen table', () => {
  const cells = freeze([row(), row({ gender: 'female' }), row({ partySize: 3 })])
  it('counts by month × site × channel × language × main topic × gender', () => {
    const place = { siteId, channel: 'phone', serviceLanguage: 'ar', mainTopic: 'T05' }
    const none = { groups: 0, participants: 0 }
    expect(cells).toEqual<FrozenCell[]>([
      { ...place, gender: 'female', contacts: 1, persons: 2, ...none },
      { ...place, gender: 'not-asked', contacts: 2, persons: 5, ...none },
    ])
  })
  it('is the same in any order, and late rows are added to those that are gone', () => {
    expect(freeze([row({ partySize: 3 }), row({ gender: 'female' }), row()])).toEqual(cells)
    const late = freeze([row({ kind: 'group', partySize: null, participants: 20 })], cells)
    expect(late[1]).toMatchObject({ contacts: 2, persons: 5, groups: 1, participants: 20 })
  })
})
