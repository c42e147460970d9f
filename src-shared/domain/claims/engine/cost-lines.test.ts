import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCase, aCostCase, aCostLine, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import { addDays } from '../../../kernel/iso-date.ts'
import { compute } from './compute.ts'
import type { CostCase, CostLine } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'

const computed = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const problem = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  return result.ok ? null : result.error.path
}
const codes = (input: CostCase) => computed(input).warnings.map(({ code }) => code)
const county = { type: 'wellbeing-county', code: '08' } as const

/** Example E9: a flat kept from 1.2.2025 at 620 € a month; the family arrives on 20.7.2025. */
const preparedness = (over: Partial<CostCase> = {}): CostCase =>
  aCostCase(
    ['02', '03', '04', '05', '06', '07'].map((month) =>
      aCostLine({
        ref: `rent-${month}`,
        from: `2025-${month}-01`,
        to: `2025-${month}-${month === '02' ? '28' : ['04', '06'].includes(month) ? '30' : '31'}`,
        grossCents: 62_000,
      }),
    ),
    {
      kind: 'PREPAREDNESS',
      persons: [
        aPerson({ permitGround: '90', residence: [{ municipality: '837', from: '2025-07-20', to: null }] }),
      ],
      ...over,
    },
  )

/** Example E10: a placement in December 2025; the young person turns 23 on 15.12.2025. */
const placement = (over: Partial<CostCase> = {}): CostCase =>
  aCostCase([aCostLine({ from: '2025-12-01', to: '2025-12-31', grossCents: 465_000 })], {
    claimant: county,
    kind: 'UAM',
    persons: [
      aPerson({
        birthDate: '2002-12-15',
        residence: [{ municipality: '837', from: '2017-05-02', to: null }],
      }),
    ],
    ...over,
  })

describe('the worked examples of the domain note, to the cent', () => {
  it('E9: four months before the arrival, and the day of arrival no more', () => {
    const { lines, totalCents } = computed(preparedness())

    expect(lines.map(({ claimableCents }) => claimableCents)).toEqual([
      0, 24_000, 62_000, 62_000, 62_000, 38_000,
    ])
    expect(lines.map(({ days }) => days)).toEqual([0, 12, 30, 31, 30, 19])
    expect(totalCents).toBe(248_000)
  })
  it('E9: more than four months only where a decision accepts them, and never over eight', () => {
    expect(computed(preparedness({ acceptedMonths: 6 })).totalCents).toBe(5 * 62_000 + 38_000)
    expect(computed(preparedness({ acceptedMonths: 24 })).totalCents).toBe(5 * 62_000 + 38_000)
  })
  it('E10: days before the 23rd birthday', () => {
    const { lines, warnings } = computed(placement())

    expect(lines[0]).toMatchObject({ days: 14, allDays: 31, claimableCents: 210_000 })
    expect(warnings.map(({ code }) => code)).toEqual(['V18'])
  })
  it('E11: the deadline is that of the year of the activity, and a line over two years has two', () => {
    const line = aCostLine({ from: '2025-12-30', to: '2026-01-02', grossCents: 40_000 })
    const [over] = computed(aCostCase([line])).lines

    expect(over?.deadline).toBe('2027-12-31')
    expect(over?.byYear).toEqual([
      { year: 2025, days: 2, claimableCents: 20_000, deadline: '2027-12-31' },
      { year: 2026, days: 2, claimableCents: 20_000, deadline: '2028-12-31' },
    ])
    expect(codes(aCostCase([line]))).toContain('V24')
  })
})

describe('costs', () => {
  it('are claimed net of recoverable VAT, client fee and other funding', () => {
    const line = aCostLine({
      grossCents: 124_000,
      vatCents: 24_000,
      recoverableVatCents: 24_000,
      clientFeeCents: 10_000,
      otherFundingCents: 5_000,
    })

    expect(computed(aCostCase([line])).lines[0]).toMatchObject({ netCents: 85_000, claimableCents: 85_000 })
  })
  it('begin with the start moment and end ten years later (65 §)', () => {
    const persons = [aPerson({ residence: [{ municipality: '837', from: '2016-04-11', to: null }] })]
    const april = aCostLine({ from: '2026-04-01', to: '2026-04-30', grossCents: 30_000 })
    const special = (line = april) =>
      computed(aCostCase([line], { claimant: county, kind: 'SPECIAL_HEALTH', persons })).lines[0]

    expect(special()).toMatchObject({ days: 10, claimableCents: 10_000 })
    expect(special(aCostLine({ from: '2026-05-01', to: '2026-05-31' }))?.claimableCents).toBe(0)
  })
  it('of social assistance run one year from the first cost, which is told as an assumption (63 §)', () => {
    const lines = [
      aCostLine({ ref: 'first', from: '2025-02-10', to: '2025-02-10', grossCents: 100 }),
      aCostLine({ ref: 'last', from: '2026-02-01', to: '2026-02-28', grossCents: 28_000 }),
    ]
    const input = aCostCase(lines, { claimant: county, kind: 'SOCIAL_ASSIST' })

    expect(computed(input).lines.map(({ claimableCents }) => claimableCents)).toEqual([100, 9_000])
    expect(codes(input)).toContain('V19')
  })
  it('end with death, and for a new citizen of groups G1 to G3', () => {
    const line = aCostLine({ from: '2025-05-01', to: '2025-05-31', grossCents: 31_000 })
    const withFact = (person: Parameters<typeof aPerson>[0]) =>
      computed(aCostCase([line], { persons: [aPerson(person)] })).totalCents

    expect(withFact({ death: '2025-05-10' })).toBe(10_000)
    expect(withFact({ citizenship: '2025-05-20' })).toBe(20_000)
  })
  it('of a kind of the earlier Act end with it; its sum for an assessment comes once a person', () => {
    const persons = [aPerson({ residence: [{ municipality: '837', from: '2024-02-01', to: null }] })]
    const december = aCostLine({ from: '2024-12-17', to: '2025-01-15', grossCents: 30_000 })
    const legacy = (kind: string, lines: CostCase['lines']) =>
      computed(aCostCase(lines, { kind, persons, period: { from: '2024-01-01', to: '2025-12-31' } }))

    expect(legacy('L_INTERP', [december]).totalCents).toBe(15_000)
    const twice = [
      aCostLine({ ref: 'a', from: '2024-05-05', to: '2024-05-05', grossCents: 1 }),
      aCostLine({ ref: 'b', from: '2024-06-05', to: '2024-06-05', grossCents: 1 }),
    ]
    expect(legacy('L_ASSESS', twice).lines.map(({ claimableCents }) => claimableCents)).toEqual([70_000, 0])
  })
  it('without a start moment are not claimed, and it is said why', () => {
    const input = aCostCase([aCostLine()], { persons: [aPerson({ residence: [] })] })

    expect(computed(input).totalCents).toBe(0)
    expect(codes(input)).toEqual(['no-start'])
  })
  it.each([
    ['lines[1].ref', aCostCase([aCostLine(), aCostLine()])],
    ['lines[0].person', aCostCase([aCostLine({ person: 'nobody' })])],
    ['lines[0].to', aCostCase([aCostLine({ from: '2025-05-02', to: '2025-05-01' })])],
    ['lines[0].vatCents', aCostCase([aCostLine({ vatCents: 100_001 })])],
    ['lines[0].recoverableVatCents', aCostCase([aCostLine({ vatCents: 1, recoverableVatCents: 2 })])],
    ['lines[0].grossCents', aCostCase([aCostLine({ clientFeeCents: 100_001 })])],
    ['lines', aCostCase([aCostLine()], { kind: 'CALC_MUNI' })],
    ['claimant.type', aCostCase([aCostLine()], { kind: 'UAM' })],
  ])('that cannot be are refused by the name of %s', (path, input) => {
    expect(problem(input)).toBe(path)
  })
  it('of services in Åland bring the sums of the decree: for advice once a year, for the others once a person', () => {
    const line = (ref: string, costType: string, over: Partial<CostLine> = {}) =>
      aCostLine({ ref, costType, grossCents: 0, ...over })
    const persons = [
      aPerson({ permitGround: 'other', residence: [{ municipality: '478', from: '2025-03-17', to: null }] }),
    ]
    const result = computed(
      aCostCase(
        [
          line('advice', 'ax-advice', { from: '2025-11-01', to: '2026-02-28' }),
          line('advice again', 'ax-advice'),
          line('orientation', 'ax-orientation'),
          line('orientation again', 'ax-orientation', { from: '2026-05-01', to: '2026-05-31' }),
          line('none', 'rent'),
        ],
        {
          kind: 'AX_SERVICES_CALC',
          claimant: { type: 'municipality-ax', code: '478' },
          persons,
          period: { from: '2025-01-01', to: '2026-12-31' },
        },
      ),
    )

    expect(result.lines.map(({ claimableCents }) => claimableCents)).toEqual([2_360_000, 0, 50_000, 0, 0])
    expect(result.warnings.map(({ code, ref }) => `${code} ${ref}`)).toContain('no-unit none')
    const calculated = aCase(persons, {
      kind: 'CALC_MUNI_AX',
      claimant: { type: 'municipality-ax', code: '478' },
    })
    const none = compute(calculated, shippedPack, areas)
    expect(none.ok && none.value.totalCents).toBe(0)
  })
  it('bring no cent more than was spent, and all of it when all days may be claimed, over however many years', () => {
    const cents = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 1000 }), (grossCents, length) => {
        const line = aCostLine({ from: '2025-03-20', to: addDays('2025-03-20', length), grossCents })
        const period = { from: '2025-01-01', to: '2034-12-31' }
        const [whole] = computed(aCostCase([line], { period })).lines
        const part = computed(aCostCase([line], { period: { from: '2025-06-11', to: '2026-02-03' } }))

        expect(whole?.claimableCents).toBe(grossCents)
        expect(whole?.byYear.reduce((sum, year) => sum + year.claimableCents, 0)).toBe(grossCents)
        expect(part.totalCents).toBeLessThanOrEqual(grossCents)
      }),
    )
  })
  it('do not depend on the order of lines, and cutting a line at any day changes no cent of its days', () => {
    const day = fc.integer({ min: 0, max: 700 })
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 40 }), (first, length, perDay) => {
        const from = addDays('2025-01-01', first)
        const whole = aCostLine({
          ref: 'w',
          from,
          to: addDays(from, length),
          grossCents: perDay * (length + 1),
        })
        const cut = Math.floor(length / 2)
        const parts = [
          aCostLine({ ref: 'a', from, to: addDays(from, cut), grossCents: perDay * (cut + 1) }),
          ...(cut < length
            ? [
                aCostLine({
                  ref: 'b',
                  from: addDays(from, cut + 1),
                  to: whole.to,
                  grossCents: perDay * (length - cut),
                }),
              ]
            : []),
        ]
        const over = { period: { from: '2025-02-11', to: '2026-09-03' } }

        expect(computed(aCostCase(parts, over)).totalCents).toBe(
          computed(aCostCase([whole], over)).totalCents,
        )
        expect(computed(aCostCase(parts.toReversed(), over)).totalCents).toBe(
          computed(aCostCase([whole], over)).totalCents,
        )
      }),
    )
  })
})
