import { expect, it } from 'vitest'
import { areas } from '../../src-shared/codes/areas.ts'
import type { Case } from '../../src-shared/domain/claims/engine/case.ts'
import { compute } from '../../src-shared/domain/claims/engine/compute.ts'
import { aCase, aPerson, shippedPack } from '../../test/builders/case.ts'
import { fi } from '../i18n/fi/fi.ts'

const impossible: readonly (readonly [string, Partial<Case>])[] = [
  ['kind', { kind: 'NO_SUCH' }],
  ['claimant.type', { kind: 'CALC_WSC' }],
  ['claimant.code', { claimant: { type: 'municipality', code: '999' } }],
  ['period.to', { period: { from: '2025-02-01', to: '2025-01-01' } }],
  ['period', { period: { from: '1999-01-01', to: '1999-12-31' } }],
]

it.each(impossible)('says in words what is wrong with a case that nobody can compute: %s', (path, over) => {
  const result = compute(aCase([aPerson()], over), shippedPack, areas)

  expect(!result.ok && result.error.path).toBe(path)
  expect(Object.keys(fi.claims)).toContain(`persons.case.${path}`)
})
