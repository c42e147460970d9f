import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { kindsFor, kindsWithDecision } from './claimable-kinds.ts'

it('offers the kinds in force in the period, each once, the calculated one first', () => {
  const codes = kindsFor(shippedPack, 'municipality', { from: '2025-01-01', to: '2025-12-31' }).map(
    ({ code }) => code,
  )

  expect(codes[0]).toBe('CALC_MUNI')
  expect(codes).toContain('SPECIAL_EDU')
  expect(new Set(codes).size).toBe(codes.length)
})

it('offers the kind of the earlier Act for a year before the law changed', () => {
  const codes = kindsFor(shippedPack, 'municipality', { from: '2024-01-01', to: '2024-12-31' }).map(
    ({ code }) => code,
  )

  expect(codes).toContain('L_CALC')
  expect(codes).not.toContain('CALC_MUNI')
})

it('offers no kind of another claimant type', () => {
  const county = kindsFor(shippedPack, 'wellbeing-county', { from: '2025-01-01', to: '2025-12-31' })

  expect(county[0]?.code).toBe('CALC_WSC')
  expect(county.every(({ claimantTypes }) => claimantTypes.includes('wellbeing-county'))).toBe(true)
})

it('asks for a decision of no kind that is paid without one', () => {
  const codes = kindsWithDecision(shippedPack, 'municipality')

  expect(codes).toContain('SPECIAL_EDU')
  expect(codes).not.toContain('CALC_MUNI')
})
