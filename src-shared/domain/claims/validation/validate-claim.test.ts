import { describe, expect, it } from 'vitest'
import { packJson, shippedPack } from '../../../../test/builders/case.ts'
import {
  aClaimContext,
  aCostContext,
  aDecision,
  ahmed,
  aLine,
  aPersonRecord,
  lina,
} from '../../../../test/builders/claims.ts'
import { personToFacts } from '../../people/person.ts'
import { layTogether } from '../rules/rule-book.ts'
import { readRulePack } from '../rules/rule-pack.ts'
import { warningStep } from './claim-rules.ts'
import type { ClaimContext } from './finding.ts'
import { blockingIds, validateClaim } from './validate-claim.ts'

/** Findings as `V23 B line-1`, without those that every claim by unverified rules has. */
const findings = (context: ClaimContext): string[] =>
  validateClaim(context)
    .filter(({ id, severity }) => !(id === 'V25' && severity === 'W'))
    .map(({ id, severity, lineId }) => [id, severity, lineId].filter(Boolean).join(' '))
const county = { claimantType: 'wellbeing-county', claimantCode: '08' } as const
const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })
const inCounty = (kind: string, costType: string, over: Parameters<typeof aCostContext>[0] = {}) =>
  aCostContext({
    decision: aDecision({ kind }),
    ...over,
    claim: { kind, ...county, ...over.claim },
    lines: over.lines ?? [aLine({ costType })],
  })

describe('a claim', () => {
  it('in which nothing is wrong has no finding', () => {
    expect(findings(aClaimContext())).toEqual([])
    expect(findings(aCostContext())).toEqual([])
  })
  it('V01 is of a kind that its claimant has', () => {
    expect(findings(inCounty('SPECIAL_EDU', 'learning'))).toContain('V01 B')
  })
  it('V02 is of a kind that was in force on the days of the activity', () => {
    expect(findings(aCostContext({ lines: [aLine({ from: '2024-12-01', to: '2024-12-31' })] }))).toContain(
      'V02 B line-1',
    )
    expect(
      findings(aClaimContext({ claim: { period: { from: '2024-01-01', to: '2024-12-31' } } })),
    ).toContain('V02 B')
  })
  it('V03 comes in time, by line, and warns 90, 30 and 7 days before', () => {
    expect(findings(aCostContext({ today: '2028-01-01' }))).toContain('V03 B line-1')
    expect(findings(aClaimContext({ today: '2027-10-02' }))).toEqual(['V03 W'])
    expect(findings(aClaimContext({ today: '2027-10-01' }))).toEqual([])
    expect([91, 90, 31, 30, 8, 7, 0].map(warningStep)).toEqual([null, 90, 90, 30, 30, 7, 7])
  })
  it('V04 rests on a granted decision that covers person, type of cost and days', () => {
    expect(findings(aCostContext({ decision: null }))).toEqual(['V04 B'])
    expect(findings(aCostContext({ decision: aDecision({ state: 'applied' }) }))).toEqual(['V04 B'])
    expect(findings(aCostContext({ decision: aDecision({ kind: 'PREPAREDNESS' }) }))).toEqual(['V04 B'])
    for (const decision of [
      aDecision({ personIds: [lina] }),
      aDecision({ costTypes: ['rent'] }),
      aDecision({ period: { from: '2025-05-02', to: '2025-12-31' } }),
    ])
      expect(findings(aCostContext({ decision }))).toEqual(['V04 B line-1'])
    expect(findings(aCostContext({ decision: aDecision({ capCents: 1 }) }))).toEqual(['V04 W'])
  })
  it('V05 of a municipality has a programme and an agreement in its time', () => {
    const { settings } = aClaimContext()

    expect(findings(aClaimContext({ settings: { ...settings, programmeOn: null } }))).toEqual(['V05 B'])
    expect(findings(aClaimContext({ settings: { ...settings, agreementTo: '2024-12-31' } }))).toEqual([
      'V05 B',
    ])
  })
  it('V17 of learning support states that no other law reimburses', () => {
    expect(findings(aCostContext({ claim: { statesNoOtherFunding: false } }))).toEqual(['V17 B'])
  })
  it('V25 by rules that nobody has verified is submitted only with a reason', () => {
    const verified = layTogether(
      ['fi-681-2025.1.1'].map((id) => {
        const text = JSON.stringify(packJson(id)).replaceAll('"unverified"', '"verified"')
        return readRulePack(JSON.parse(text))
      }),
    )

    expect(blockingIds(validateClaim(aClaimContext({ claim: { unverifiedReason: '' } })))).toEqual(['V25'])
    expect(validateClaim(aClaimContext()).map(({ id, severity }) => `${id} ${severity}`)).toEqual(['V25 W'])
    expect(validateClaim(aClaimContext({ pack: verified, claim: { unverifiedReason: '' } }))).toEqual([])
  })
  it('V28 adds up to the cent', () => {
    expect(findings(aClaimContext({ claim: { totalCents: 734_474 } }))).toEqual(['V28 B'])
  })
})

describe('a person of a claim', () => {
  it('V06 belongs to a group of the kind', () => {
    const none = person({ permitGround: null, unaccompanied: true })

    expect(findings(aCostContext({ people: none }))).toEqual(['V06 B'])
    const relative = { permitGround: '114', tieBeforeArrival: 'no', familyTieId: lina } as const
    expect(findings(aCostContext({ people: person(relative) }))).toContain('V06 B')
  })
  it('§17.1: V06 of a child born in Finland the parent’s group decides, and nothing of the child’s own', () => {
    const child = (over = {}) =>
      aPersonRecord({
        ref: 'A2',
        birthDate: '2025-04-05',
        permitGround: null,
        parentId: ahmed,
        identityCode: null,
        residence: [{ municipality: '837', from: '2025-04-05', to: null }],
        ...over,
      })
    const with_ = (parent: Parameters<typeof aPersonRecord>[0], over = {}) =>
      validateClaim(aClaimContext({ people: { [ahmed]: aPersonRecord(parent), [lina]: child(over) } }))
        .filter(({ personId }) => personId === lina)
        .map(({ id, severity }) => `${id} ${severity}`)

    expect(with_({})).toEqual(['V22 I'])
    expect(with_({ permitGround: 'other' })).toContain('V06 B')
    expect(with_({ permitGround: 'other' }, { permitGround: '87' })).toContain('V06 B')
    expect(with_({ permitGround: '114', tieBeforeArrival: 'no' })).toContain('V06 B')
    expect(with_({ permitGround: '114', tieBeforeArrival: 'yes' })).toEqual(['V22 I'])
    expect(with_({}, { parentId: null, otherParentId: ahmed })).toEqual(['V22 I'])
    // V08 looks at the parent's time: a child of today has none of a parent who came long ago
    const early = { residence: [{ municipality: '837', from: '2019-01-01', to: null }] }
    expect(with_(early)).toEqual(['V08 B', 'V22 I'])
  })
  it('V31 has facts that can be: one who has not blocks, and the others are in the sum', () => {
    const twice = [
      { municipality: '837', from: '2025-03-17', to: null },
      { municipality: '091', from: '2025-03-17', to: null },
    ]
    const context = aClaimContext({
      people: { [ahmed]: aPersonRecord(), [lina]: aPersonRecord({ ref: 'A2', residence: twice }) },
    })
    const found = validateClaim(context).find(({ id }) => id === 'V31')

    expect(found).toMatchObject({
      severity: 'B',
      personId: lina,
      detail: expect.stringContaining('residence[1].from'),
    })
    expect(context.claim.totalCents).toBe(734_475)
  })
  it('V08 is paid for no longer than the period lasts', () => {
    const early = person({ residence: [{ municipality: '837', from: '2019-01-01', to: null }] })

    expect(findings(aClaimContext({ people: early }))).toEqual(['V08 B'])
  })
  it('V09 lives in the claimant’s area on the instalment date', () => {
    const elsewhere = person({ residence: [{ municipality: '091', from: '2025-03-17', to: null }] })

    expect(findings(aClaimContext({ people: elsewhere }))).toEqual(['V09 B'])
  })
  it('V10 is claimed once for a month, whether by a claim or by the automatic run', () => {
    const { claim } = aClaimContext()
    const row = { name: '', identityCode: '', birthDate: null, cents: 1 }
    const paid = {
      name: 'lista',
      importedOn: '2025-06-01',
      rows: [{ ...row, month: '2025-05-01', personId: ahmed }],
    }

    expect(findings(aClaimContext({ otherClaims: [{ id: 'x', fields: claim }] }))).toContain('V10 B')
    expect(findings(aClaimContext({ paymentLists: [paid] }))).toEqual(['V10 B'])
    expect(
      findings(aClaimContext({ otherClaims: [{ id: 'x', fields: { ...claim, state: 'withdrawn' } }] })),
    ).toEqual([])
  })
  it('V10, V28 is for a child alone when the parent was paid: the parent only ends the period', () => {
    const child = aPersonRecord({
      ref: 'A2',
      birthDate: '2026-01-05',
      permitGround: null,
      parentId: ahmed,
      identityCode: null,
      residence: [{ municipality: '837', from: '2026-01-05', to: null }],
    })
    const people = { [ahmed]: aPersonRecord(), [lina]: child }
    const period = { from: '2026-02-01', to: '2026-04-28' }
    const persons = Object.entries(people).map(([id, fields]) => ({
      facts: personToFacts(id, fields),
      label: fields.ref,
      isClaimed: id === lina,
      isProtected: false,
      groups: [],
    }))
    const row = { name: '', identityCode: '', birthDate: null, cents: 17_100, personId: ahmed }
    const paid = {
      name: 'lista',
      importedOn: '2026-05-01',
      rows: ['2026-02-01', '2026-03-01', '2026-04-01'].map((month) => ({ ...row, month })),
    }
    const context = aClaimContext({ people, paymentLists: [paid], claim: { period, persons } })

    expect(context.claim.totalCents).toBe(68_525) // three twelfths of 2 741 €
    expect(findings(context)).toEqual(['V22 I'])
    const parent = aClaimContext({ claim: { period }, otherClaims: [{ id: 'x', fields: context.claim }] })
    expect(findings(parent)).toEqual([])
  })
  it('V11 has twelve supplements at most, over all claims', () => {
    const { claim } = aClaimContext({ claim: { period: { from: '2025-01-01', to: '2025-12-31' } } })

    expect(findings(aClaimContext({ otherClaims: [{ id: 'x', fields: claim }] }))).toContain('V11 B')
  })
  it('V13 has one assessment ever', () => {
    const { claim } = aClaimContext({
      claim: { kind: 'L_ASSESS', period: { from: '2024-01-01', to: '2024-12-31' } },
    })
    const again = aClaimContext({ claim, otherClaims: [{ id: 'x', fields: claim }] })

    expect(findings(again)).toContain('V13 B')
  })
  it('V21 who became a citizen is told', () => {
    expect(findings(aClaimContext({ people: person({ citizenship: '2025-08-01' }) }))).toEqual(['V21 W'])
  })
  it('V22 has an identity code that fits the birth date, or is a missed person', () => {
    expect(findings(aClaimContext({ people: person({ identityCode: '010190-900K' }) }))).toEqual(['V22 W'])
    expect(findings(aClaimContext({ people: person({ birthDate: '1990-01-02' }) }))).toEqual(['V22 W'])
    expect(findings(aClaimContext({ people: person({ identityCode: null }) }))).toEqual(['V22 I'])
  })
  it('V26 has a history without gaps and overlaps', () => {
    const residence = [
      { municipality: '837', from: '2025-03-17', to: '2025-05-01' },
      { municipality: '837', from: '2025-06-01', to: null },
    ]

    expect(findings(aClaimContext({ people: person({ residence }) }))).toEqual(['V26 W'])
  })
  it('V27 has a family tie from before the arrival', () => {
    expect(findings(aClaimContext({ people: person({ permitGround: '114', familyTieId: lina }) }))).toEqual([
      'V27 W',
    ])
  })
})

describe('a cost line', () => {
  it('V07 is not from before the start moment', () => {
    expect(findings(aCostContext({ lines: [aLine({ from: '2025-03-16', to: '2025-03-31' })] }))).toEqual([
      'V07 B line-1',
    ])
  })
  it('§17.4: V07 for a victim of trafficking who is a citizen counts from the entry to the assistance system', () => {
    const claim = { kind: 'TRAFFICKING' }
    const decision = aDecision({ kind: 'TRAFFICKING' })
    const of = (traffickingFrom: string) =>
      findings(
        aCostContext({
          claim,
          decision,
          people: person({ permitGround: null, residence: [], traffickingFrom }),
        }),
      )

    expect(of('2025-05-01')).toEqual([])
    expect(of('2025-05-02')).toEqual(['V07 B line-1'])
  })
  it('V12 is no interpretation or assessment from 2025 on', () => {
    expect(findings(inCounty('SPECIAL_OTHER', 'interpretation'))).toContain('V12 B line-1')
    const before = aLine({ costType: 'interpretation', from: '2024-12-01', to: '2024-12-31' })
    const legacy = aCostContext({
      claim: { kind: 'L_INTERP', period: { from: '2024-01-01', to: '2024-12-31' } },
      lines: [before],
      decision: null,
      people: person({ residence: [{ municipality: '837', from: '2024-03-17', to: null }] }),
      settings: { ...aClaimContext().settings, programmeOn: '2023-01-01', agreementFrom: '2023-01-01' },
    })
    expect(findings(legacy)).toEqual(['V03 W']) // the last day is 31.12.2026
  })
  it('V14 of preparedness is for a person directed here, and from the months before the arrival', () => {
    const rent = (from: string, to: string) => aLine({ costType: 'rent', from, to })
    const ready = (
      over: Parameters<typeof aPersonRecord>[0],
      line = rent('2025-02-01', '2025-02-28'),
      acceptedMonths: number | null = null,
    ) =>
      findings(
        aCostContext({
          claim: { kind: 'PREPAREDNESS' },
          people: person(over),
          lines: [line],
          decision: aDecision({ kind: 'PREPAREDNESS', acceptedMonths }),
        }),
      )
    const later = {
      directedToPlace: true,
      residence: [{ municipality: '837', from: '2025-07-20', to: null }],
    }

    expect(ready({ directedToPlace: true })).toEqual([])
    expect(ready({})).toEqual(['V14 B line-1'])
    expect(ready(later)).toEqual(['V14 B line-1'])
    expect(ready(later, undefined, 8)).toEqual([])
    expect(ready(later, rent('2025-07-01', '2025-07-20'))).toEqual(['V14 B line-1'])
    expect(ready({ ...later, residence: [] })).toContain('V14 B line-1')
  })
  it('§17.5: V14 looks at the day of arrival or move, which need not be the first registered day', () => {
    const of = (arrivedOn: string | null) =>
      findings(
        aCostContext({
          claim: { kind: 'PREPAREDNESS' },
          decision: aDecision({ kind: 'PREPAREDNESS' }),
          people: person({
            directedToPlace: true,
            arrivedOn,
            residence: [{ municipality: '837', from: '2025-05-20', to: null }],
          }),
        }),
      )

    expect(of('2025-06-01')).toEqual([])
    expect(of('2025-05-31')).toEqual(['V14 B line-1'])
    expect(of(null)).toEqual(['V14 B line-1'])
  })
  it('V15 of special costs has a need from the arrival on record, and is of the first ten years', () => {
    const need = person({ needOnArrival: 'yes' })
    const old = person({
      needOnArrival: 'yes',
      residence: [{ municipality: '837', from: '2015-05-20', to: null }],
    })

    expect(findings(inCounty('SPECIAL_HEALTH', 'health', { people: need }))).toEqual([])
    expect(findings(inCounty('SPECIAL_HEALTH', 'health'))).toEqual(['V15 B line-1'])
    expect(findings(inCounty('SPECIAL_HEALTH', 'health', { people: old }))).toEqual(['V15 B line-1'])
  })
  it('V16 is compared with the yearly calculated sum, since no law says what is considerable', () => {
    expect(findings(aCostContext({ lines: [aLine({ grossCents: 205_199 })] }))).toEqual(['V16 W'])
  })
  it('V18 of a young person is from before the 23rd birthday', () => {
    const young = person({ birthDate: '2002-05-15', identityCode: null, unaccompanied: true })

    expect(findings(inCounty('UAM', 'housing', { people: young }))).toContain('V18 B line-1')
  })
  it('V19 of social assistance is supplementary or preventive, and of one year', () => {
    const lines = [
      aLine({ costType: 'preventive', from: '2025-04-01', to: '2025-04-30' }),
      aLine({ costType: 'supplementary', from: '2026-04-01', to: '2026-04-01' }),
    ]
    const period = { from: '2025-01-01', to: '2026-12-31' }

    expect(findings(inCounty('SOCIAL_ASSIST', 'rent'))).toContain('V19 B line-1')
    expect(findings(inCounty('SOCIAL_ASSIST', '', { lines, claim: { period } }))).toEqual(['V19 B line-2'])
  })
  it('V20 of a return grant is to be compared with the basic amount of the day', () => {
    expect(findings(inCounty('RETURN', 'grant'))).toContain('V20 W line-1')
  })
  it('V23 does not deduct more than it holds', () => {
    expect(findings(aCostContext({ lines: [aLine({ clientFeeCents: 500_001 })] }))).toContain('V23 B line-1')
  })
  it('V24 is of one year', () => {
    const lines = [aLine({ from: '2025-12-30', to: '2026-01-02' })]

    expect(
      findings(aCostContext({ lines, claim: { period: { from: '2025-01-01', to: '2026-12-31' } } })),
    ).toEqual(['V24 B line-1'])
  })
  it('V29 about a victim of trafficking tells nothing of the case', () => {
    const victim = person({ traffickingFrom: '2025-03-17' })
    const told = (note: string) =>
      findings(inCounty('TRAFFICKING', 'support', { people: victim, lines: [aLine({ note })] }))

    expect(told('')).toEqual([])
    expect(told('soita 040 123 4567')).toEqual(['V29 W line-1'])
  })
  it('V30 is not claimed twice by one invoice, here or in another claim', () => {
    const invoice = { supplier: 'Palvelu Oy', invoiceNumber: '77' }
    const twice = [aLine(invoice), aLine({ ...invoice, supplier: 'PALVELU OY' })]

    expect(findings(aCostContext({ lines: twice }))).toEqual(['V30 W line-2'])
    expect(
      findings(
        aCostContext({ lines: [aLine(invoice)], otherLines: [{ id: 'old', fields: aLine(invoice) }] }),
      ),
    ).toEqual(['V30 W line-1'])
  })
  it('A14: V30 knows the supplier however the name is composed and spaced', () => {
    const lines = ['Länsi Palvelu Oy', 'La\u0308nsi\u00a0 Palvelu OY '].map((supplier) =>
      aLine({ supplier, invoiceNumber: '77' }),
    )

    expect(findings(aCostContext({ lines }))).toEqual(['V30 W line-2'])
  })
})

it('the rules that ship cover every kind that a test here names', () => {
  for (const kind of ['SPECIAL_EDU', 'UAM', 'RETURN', 'TRAFFICKING', 'L_ASSESS'])
    expect(shippedPack.kinds.some(({ code }) => code === kind)).toBe(true)
})
