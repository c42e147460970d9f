import { describe, expect, it } from 'vitest'
import { ahmed, aPersonRecord, clerk, lina } from '../../../test/builders/claims.ts'
import { mergePersons } from './person-merge.ts'

describe('merging two records of one person', () => {
  const keep = { id: ahmed, fields: aPersonRecord({ identityCode: null, permitValidTo: null }) }
  const other = {
    id: lina,
    fields: aPersonRecord({
      name: 'Ahmad Testi',
      quota: true,
      permitValidTo: '2027-03-01',
      citizenship: '2026-01-01',
      residence: [
        { municipality: '837', from: '2025-03-17', to: null },
        { municipality: '091', from: '2024-12-01', to: '2025-03-16' },
      ],
    }),
  }

  it('keeps the one, fills what it lacks, and has the municipalities of both', () => {
    const merged = mergePersons(keep, other)

    expect(merged).toMatchObject({
      name: 'Ahmed Testi',
      identityCode: '010190-900P',
      quota: true,
      permitValidTo: '2027-03-01',
      citizenship: '2026-01-01',
    })
    expect(merged.residence.map(({ municipality }) => municipality)).toEqual(['091', '837'])
  })
  it('loses nothing of the other: it stands whole inside, also after a second merge', () => {
    const once = mergePersons(keep, other)
    const twice = mergePersons(
      { id: ahmed, fields: once },
      { id: clerk, fields: aPersonRecord({ name: 'Kolmas' }) },
    )

    expect(twice.mergedFrom.map(({ id }) => id)).toEqual([lina, clerk])
    expect(JSON.parse(twice.mergedFrom[0]?.fields ?? '')).toEqual({ ...other.fields, mergedFrom: [] })
  })
})
