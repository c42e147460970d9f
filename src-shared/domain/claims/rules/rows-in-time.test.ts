import { describe, expect, it } from 'vitest'
import { packJson, shippedPack } from '../../../../test/builders/case.ts'
import { kindsFor } from './claimable-kinds.ts'
import { layTogether } from './rule-book.ts'
import {
  authorityOn,
  calculatedKind,
  firstDeadline,
  kindRows,
  lawOn,
  rateOn,
  readRulePack,
} from './rule-pack.ts'

type List = 'kinds' | 'rates' | 'authorities'

describe('rows of one kind, rate or office follow each other', () => {
  const told = (list: List, first: object, second: object): string => {
    const pack = readRulePack(packJson())
    const [row] = pack[list]
    const others = { kinds: 'CALC_MUNI', rates: 'calc-muni-2025', authorities: pack.authorities[0]?.ruleId }
    try {
      readRulePack({
        ...pack,
        [list]: [
          { ...row, ...first },
          { ...row, ...second },
        ],
      })
      return 'taken'
    } catch (error) {
      return String(error).includes(`${list}.1: overlaps rule ${others[list]}`) ? 'refused' : String(error)
    }
  }

  it.each(['kinds', 'rates', 'authorities'] as const)('%s: on the next day, not on the same', (list) => {
    const before = { validFrom: '2025-01-01', validTo: '2025-06-30' }

    expect(told(list, before, { validFrom: '2025-07-01', validTo: null })).toBe('taken')
    expect(told(list, before, { validFrom: '2025-06-30', validTo: null })).toBe('refused')
    expect(told(list, { validFrom: '2025-06-30', validTo: null }, before)).toBe('refused')
    expect(told(list, {}, {})).toBe('refused')
  })
  it('those of others stand beside them', () => {
    expect(told('kinds', {}, { code: 'OTHER' })).toBe('taken')
    expect(told('authorities', { role: 'payer' }, { role: 'decider' })).toBe('taken')
    expect(told('rates', {}, { kind: 'CALC_WSC' })).toBe('taken')
    expect(told('rates', {}, { claimantType: 'ax-health' })).toBe('taken')
    expect(told('rates', { appliesTo: 'application' }, { appliesTo: 'automatic-run' })).toBe('taken')
    expect(told('rates', { appliesTo: 'application' }, { appliesTo: 'application' })).toBe('refused')
    expect(told('rates', { appliesTo: 'all' }, { appliesTo: 'application' })).toBe('refused')
    expect(told('rates', { appliesTo: 'application' }, { appliesTo: 'all' })).toBe('refused')
  })
})

it('§6.3: the sums of 2023 and 2024, as they were paid and as they are claimed late, by claimant', () => {
  const sums = (payment: 'automatic-run' | 'application') =>
    (['municipality', 'municipality-ax', 'wellbeing-county', 'ax-health'] as const).map((type) => {
      const rate = rateOn(shippedPack, 'L_CALC', type, '2024-05-01', payment)
      return rate && [rate.from7Cents, rate.under7Cents]
    })

  expect(sums('automatic-run')).toEqual([
    ...[
      [195_500, 650_300],
      [230_000, 684_500],
      [34_500, 34_200],
    ],
    undefined,
  ])
  expect(sums('application')).toEqual([
    ...[
      [149_600, 218_500],
      [176_000, 230_000],
      [26_400, 11_500],
    ],
    undefined,
  ])
  expect(rateOn(shippedPack, 'L_CALC', 'municipality', '2024-05-01')?.from7Cents).toBe(149_600)
})

it('rows are found by their time, however they stand in a pack', () => {
  const turned = { ...shippedPack, kinds: shippedPack.kinds.toReversed() }

  for (const pack of [shippedPack, turned]) {
    expect(kindRows(pack, 'L_UAM').map(({ validFrom }) => validFrom)).toEqual(['2023-01-01', '2024-07-01'])
    expect(calculatedKind(pack, 'municipality')?.validFrom).toBe('2026-01-01')
    expect(kindsFor(pack, 'municipality', { from: '2025-01-01', to: '2025-12-31' })[0]?.code).toBe(
      'CALC_MUNI',
    )
  }
})

it('the law, the offices and the last day to claim are those of the day', () => {
  const [first, second] = [lawOn(shippedPack, '2024-12-31'), lawOn(shippedPack, '2025-01-01')]

  expect([first, second]).toEqual([expect.stringContaining('1386/2010'), expect.stringContaining('681/2023')])
  expect(lawOn(readRulePack(packJson()), '2025-05-01')).toBe(packJson().law)
  expect(authorityOn(shippedPack, 'payer', '2025-05-01')?.role).toBe('payer')
  expect(authorityOn(shippedPack, 'permits', '2025-05-01')?.role).toBe('permits')
  expect(firstDeadline({ from: '2025-06-01' }, shippedPack)).toBe('2027-12-31')
})

it('what is no pack is refused, and packs that cannot follow each other', () => {
  const [open, later] = ['fi-681-2025.1.1', 'fi-681-2026.1.1'].map((id) => readRulePack(packJson(id)))
  const [rate] = open?.rates ?? []
  if (!open || !later || !rate) throw new Error('no pack')
  const late = { ...rate, ruleId: 'late', validFrom: '2026-06-01' }

  expect(() => readRulePack(null)).toThrow(/^rule pack: /)
  expect(() => layTogether([])).toThrow('no rule pack')
  expect(() => layTogether([{ ...open, activityTo: null }, later])).toThrow('governs days of')
  // a row that begins after the days of its pack governs none
  expect(layTogether([{ ...open, rates: [...open.rates, late] }, later]).rates).toEqual(
    layTogether([open, later]).rates,
  )
})
