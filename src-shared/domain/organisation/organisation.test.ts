import { describe, expect, it } from 'vitest'
import { claimantOf, OrganisationFields } from './organisation.ts'

describe('claimantOf', () => {
  const organisation = OrganisationFields.parse({
    name: 'Tampereen kaupunki',
    claimantType: 'municipality',
    claimantCode: '837',
    businessId: '0211675-2',
  })

  it('is the organisation once it has said what it claims as', () => {
    expect(claimantOf(organisation)).toEqual({
      name: 'Tampereen kaupunki',
      businessId: '0211675-2',
      type: 'municipality',
      code: '837',
    })
    expect(claimantOf({ ...organisation, claimantType: null })).toBeNull()
    expect(claimantOf({ ...organisation, claimantCode: '' })).toBeNull()
    expect(claimantOf(undefined)).toBeNull()
  })
})
