import { describe, expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import {
  aClaimContext,
  type aCostContext,
  ahmed,
  aLine,
  aPersonRecord,
} from '../../../../test/builders/claims.ts'
import { toldOf, toldOfCosts } from '../../../../test/builders/findings.ts'

type Line = Parameters<typeof aLine>[0]
const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })

it('V02: a line lies in the time of the kind with its first and with its last day', () => {
  const until2025 = {
    ...shippedPack,
    kinds: shippedPack.kinds
      .filter(({ code, validFrom }) => code !== 'SPECIAL_EDU' || validFrom < '2026')
      .map((kind) => (kind.code === 'SPECIAL_EDU' ? { ...kind, validTo: '2025-12-31' } : kind)),
  }
  const over = { from: '2025-12-31', to: '2026-01-01' }
  const early = { from: '2024-12-31', to: '2025-01-01' }

  expect(toldOfCosts('SPECIAL_EDU', [over], { pack: until2025 })).toEqual(['V02 B line-1', 'V24 B line-1'])
  expect(toldOfCosts('SPECIAL_EDU', [early])).toContain('V02 B line-1')
  expect(toldOfCosts('SPECIAL_EDU', [over])).toEqual(['V24 B line-1'])
})

describe('V12: interpreting and assessment are in the calculated sum from 2025 on (1100/2024)', () => {
  const told = (line: Line, over: Parameters<typeof aCostContext>[0] = {}) =>
    toldOfCosts('SPECIAL_OTHER', [line], over).filter((text) => text.startsWith('V12'))

  it('from the first day that the calculated kinds have', () => {
    expect(told({ costType: 'interpretation', from: '2024-12-31', to: '2024-12-31' })).toEqual([])
    expect(told({ costType: 'interpretation', from: '2024-12-31', to: '2025-01-01' })).toEqual([
      'V12 B line-1',
    ])
    expect(told({ costType: 'assessment' })).toEqual(['V12 B line-1'])
    expect(told({ costType: 'health' })).toEqual([])
  })
  it('by the calculated kinds of the pack: those of the act of 2010 held neither', () => {
    const ofOldAct = {
      ...shippedPack,
      kinds: shippedPack.kinds.filter(({ code }) => !code.startsWith('CALC')),
    }

    expect(told({ costType: 'interpretation' }, { pack: ofOldAct })).toEqual([])
  })
})

it('V23: a line from which all was deducted is worth nothing and is none below it', () => {
  expect(toldOfCosts('SPECIAL_EDU', [{ clientFeeCents: 500_000 }])).toEqual(['V16 W ahmed: 2025'])
  expect(toldOfCosts('SPECIAL_EDU', [{ clientFeeCents: 500_001 }])).toContain('V23 B line-1')
})

it('V29: a note or supplier that tells of a victim; a long note may', () => {
  const told = (line: Line, kind = 'TRAFFICKING') =>
    toldOfCosts(kind, [{ costType: 'support', ...line }], {
      people: person({ traffickingFrom: '2025-03-17' }),
    }).filter((text) => text.startsWith('V29'))

  expect(told({ note: 'n'.repeat(60) })).toEqual([])
  expect(told({ note: 'n'.repeat(61) })).toEqual(['V29 W line-1'])
  expect(told({ supplier: 'Aino Virtanen' })).toEqual([])
  expect(told({ supplier: '010190-900P' })).toEqual(['V29 W line-1'])
  expect(told({ note: 'soita 040 123 4567' }, 'L_TRAFF')).toEqual(['V29 W line-1'])
  expect(told({ note: 'soita 040 123 4567' }, 'SPECIAL_HEALTH')).toEqual([])
})

it('V30: names the invoice; lines without a number are no doubles', () => {
  const invoice = { supplier: 'Palvelu Oy', invoiceNumber: '77' }

  expect(toldOfCosts('SPECIAL_EDU', [invoice, invoice, invoice])).toEqual([
    'V30 W line-2: 77',
    'V30 W line-3: 77',
  ])
  expect(toldOfCosts('SPECIAL_EDU', [{}, {}])).toEqual([])
  expect(toldOfCosts('SPECIAL_EDU', [invoice, { ...invoice, invoiceNumber: '78' }])).toEqual([])
  expect(toldOfCosts('SPECIAL_EDU', [invoice, { ...invoice, supplier: 'Muu Oy' }])).toEqual([])
})

it('a calculated kind asks nothing of a line’s person', () => {
  expect(toldOf(aClaimContext({ lines: [aLine({ from: '2025-01-01', to: '2025-01-31' })] }))).toEqual([])
})
