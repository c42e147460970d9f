import { describe, expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aPersonRecord, clerk } from '../../../../test/builders/claims.ts'
import { nextProvenance } from '../../people/provenance.ts'
import { repaymentInterest, repaymentPossibleUntil } from './repayment.ts'

describe('a repayment', () => {
  it('bears the reference rate and seven points above it, by days', () => {
    expect(repaymentInterest(1_000_000, '2025-01-01', '2026-01-01', 250, shippedPack)).toBe(95_000)
    expect(repaymentInterest(1_000_000, '2025-01-01', '2025-01-02', 250, shippedPack)).toBe(260)
    expect(repaymentInterest(1_000_000, '2025-01-02', '2025-01-01', 250, shippedPack)).toBe(0)
  })
  it('E11: for what was paid for 2025 may be ordered through 2030', () => {
    expect(repaymentPossibleUntil(shippedPack, 2025)).toBe('2030-12-31')
  })
})

describe('the origin of a datum (73 § sub 2)', () => {
  it('is noted for each that was entered, and for what changes later it is the source of then', () => {
    const first = aPersonRecord({ source: 'UMA', recordedBy: clerk })
    const provenance = nextProvenance(null, first, clerk, '2026-01-01')
    const later = { ...first, provenance, source: 'VTJ', death: '2026-02-01' }

    expect(provenance.name).toEqual({ source: 'UMA', recordedBy: clerk, on: '2026-01-01' })
    expect(Object.keys(provenance)).not.toContain('death')
    expect(nextProvenance({ ...first, provenance }, later, clerk, '2026-02-05')).toEqual({
      ...provenance,
      death: { source: 'VTJ', recordedBy: clerk, on: '2026-02-05' },
    })
  })
})
