import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import {
  changeForm,
  formToVisit,
  freshForm,
  readVisitDraft,
  type Stamp,
  sameAgain,
  type VisitForm,
  visitToForm,
} from './model.ts'

const code = (...codes: string[]) => fc.constantFrom(null, ...codes)
const count = fc.option(fc.integer({ min: 2, max: 20 }))
const visit: fc.Arbitrary<VisitFields> = fc
  .record({
    kind: fc.constantFrom('individual' as const, 'group' as const),
    durationMin: count,
    partySize: count,
    participants: count,
    participantsFemale: count,
    participantsMale: count,
    serviceLanguage: fc.constantFrom('fi', 'ar', 'so'),
    interpreterMode: fc.constantFrom('none', 'phone', 'staff-language'),
    interpreterLanguage: code('ar', 'so'),
    gender: fc.constantFrom('not-asked', 'female'),
    ageGroup: fc.constantFrom('not-asked', '25-34'),
    nationality: code('SYR'),
    residenceBasis: code('refugee'),
    motherTongue: code('ar'),
    clientMunicipality: code('837'),
    timeInFinland: code('under-1'),
    topics: fc.subarray(['T01', 'T05', 'T11']),
    measures: fc.subarray(['M02', 'M11']),
    referrals: fc.subarray(['R01', 'R07']),
    note: fc.constantFrom(null, 'vie lomake postiin'),
    lateEntry: fc.boolean(),
  })
  .map(aVisit)
const form = visit.map(visitToForm)

const now = { date: '2026-11-24', time: '10:15' }
const aStamp = (over: Partial<Stamp> = {}): Stamp => ({
  userId: '22222222-2222-4222-8222-222222222222',
  codeSetVersion: '2026.1',
  completeness: 'complete',
  today: now.date,
  wasClosed: () => false,
  before: null,
  ...over,
})
const aForm = (over: Partial<VisitForm> = {}): VisitForm => ({ ...visitToForm(aVisit()), ...over })

describe('visit and form', () => {
  it('a visit that is opened and saved unchanged is the same visit', () => {
    fc.assert(
      fc.property(visit, (fields) => {
        const stamp = aStamp({ userId: fields.userId, before: fields })
        expect(formToVisit(visitToForm(fields), stamp)).toEqual(fields)
      }),
    )
  })

  it('a number that is none is refused by the rules, and an empty one is none', () => {
    const read = (durationMin: string) => formToVisit(aForm({ durationMin }), aStamp()).durationMin

    expect(['', '  ', ' 45 ', '0'].map(read)).toEqual([null, null, 45, 0])
    expect(['1,5', '-3', 'tunti', '12345'].map(read)).toEqual([-1, -1, -1, -1])
  })

  it('a tally keeps neither measures, referrals nor outcome: they are asked for when it is completed', () => {
    const fields = formToVisit(
      aForm({ measures: ['M11'], referrals: ['R01'] }),
      aStamp({ completeness: 'quick' }),
    )

    expect(fields).toMatchObject({ measures: [], referrals: [], outcome: 'not-known', completeness: 'quick' })
  })

  it('an entry is late eight days on or in a month that was closed, and a correction of another field does not make it so', () => {
    const isLate = (date: string, over: Partial<Stamp> = {}) =>
      formToVisit(aForm({ date }), aStamp(over)).lateEntry
    const closed = { wasClosed: (month: string) => month === '2026-11' }

    expect([isLate('2026-11-17'), isLate('2026-11-16')]).toEqual([false, true])
    expect([isLate('2026-11-24', closed), isLate('2026-12-01', closed)]).toEqual([true, false])
    expect(isLate('2026-01-02', { before: aVisit({ date: '2026-01-02', lateEntry: false }) })).toBe(false)
    expect(isLate('2026-01-02', { before: aVisit({ date: '2026-01-03', lateEntry: false }) })).toBe(true)
  })
})

describe('freshForm', () => {
  const site = {
    id: '33333333-3333-4333-8333-333333333333',
    fields: aSite({ defaultChannel: 'phone', defaultSetting: 'appointment', defaultLanguage: 'sv' }),
  }

  it('begins with what the site presets, and with the last visit of the shift before that', () => {
    expect(freshForm({ site, last: null }, now)).toMatchObject({
      siteId: site.id,
      channel: 'phone',
      setting: 'appointment',
      serviceLanguage: 'sv',
      date: '2026-11-24',
      startTime: '10:15',
    })
    expect(freshForm({ site, last: aForm() }, now)).toMatchObject({
      siteId: aVisit().siteId,
      channel: 'in-person',
      serviceLanguage: 'ar',
      measures: ['M02'],
    })
  })

  it('has nothing of the client before', () => {
    fc.assert(
      fc.property(form, (last) => {
        const { siteId, channel, setting, serviceLanguage, measures, ...ofClient } = freshForm(
          { site, last },
          now,
        )
        const empty = freshForm({ site: undefined, last: null }, now)
        expect(empty).toMatchObject(ofClient)
        // a referral belongs to its client, and so does the measure that asks for it
        expect(measures).not.toContain('M11')
      }),
    )
  })
})

it('the same matter again keeps topics and measures, and takes nobody for the one before', () => {
  fc.assert(
    fc.property(form, (before) => {
      const again = sameAgain(before, now)

      expect(again).toMatchObject({
        topics: before.topics,
        measures: before.measures,
        referrals: before.referrals,
        serviceLanguage: before.serviceLanguage,
        gender: 'not-asked',
        ageGroup: 'not-asked',
        interpreterLanguage: null,
        note: '',
        partySize: before.kind === 'group' ? '' : '1',
      })
    }),
  )
})

describe('changeForm', () => {
  const part: fc.Arbitrary<Partial<VisitForm>> = fc.record(
    {
      kind: fc.constantFrom('individual' as const, 'group' as const),
      serviceLanguage: fc.constantFrom('fi', 'ar', 'so'),
      interpreterMode: fc.constantFrom('none', 'phone'),
      measures: fc.subarray(['M02', 'M11']),
      participants: fc.constantFrom('', '12'),
    },
    { requiredKeys: [] },
  )

  const noBackground = {
    gender: 'not-asked',
    ageGroup: 'not-asked',
    nationality: null,
    residenceBasis: null,
    motherTongue: null,
    clientMunicipality: null,
    timeInFinland: null,
  }

  it('leaves what it has settled as it is', () => {
    fc.assert(
      fc.property(form, part, (before, change) => {
        const after = changeForm(before, change)
        expect(changeForm(after, {})).toEqual(after)
      }),
    )
  })

  it('keeps a referral only with its measure, participants only in a group, and a background only of one person', () => {
    fc.assert(
      fc.property(form, part, (before, change) => {
        const after = changeForm(before, change)
        if (!after.measures.includes('M11')) expect(after.referrals).toEqual([])
        if (after.kind === 'individual')
          expect([after.participants, after.participantsFemale]).toEqual(['', ''])
        else expect(after).toMatchObject({ partySize: '', ...noBackground })
        if (after.interpreterMode === 'none') expect(after.interpreterLanguage).toBeNull()
      }),
    )
  })

  it('takes the language of the service for the interpreter’s, until another one is said', () => {
    const interpreted = changeForm(aForm(), { interpreterMode: 'phone' })
    const said = changeForm(interpreted, { interpreterLanguage: 'ckb' })

    expect(interpreted.interpreterLanguage).toBe('ar')
    expect(said.interpreterLanguage).toBe('ckb')
    expect(changeForm(said, { outcome: 'referred' }).interpreterLanguage).toBe('ckb')
    expect(changeForm(said, { serviceLanguage: 'so' }).interpreterLanguage).toBe('so')
  })
})

describe('readVisitDraft', () => {
  it('gives back each draft as it was kept', () => {
    fc.assert(
      fc.property(form, fc.boolean(), fc.option(visit), (kept, isTally, before) => {
        const read = readVisitDraft(JSON.parse(JSON.stringify({ form: kept, isTally, before })))
        const saved = read && formToVisit(read.form, aStamp())

        expect(saved).toEqual(formToVisit(kept, aStamp()))
        expect(read).toMatchObject({ isTally, before })
      }),
    )
  })

  it('keeps a number that is half typed', () => {
    expect(readVisitDraft({ form: aForm({ durationMin: '1,' }), before: null })?.form.durationMin).toBe('1,')
  })

  it.each([
    null,
    'text',
    {},
    { form: null },
    { form: { ...aForm(), kind: 'crowd' } },
    { form: aForm(), before: { kind: 'individual' } },
  ])('takes nothing of what it cannot read: %j', (value) => {
    expect(readVisitDraft(value)).toBeNull()
  })
})
