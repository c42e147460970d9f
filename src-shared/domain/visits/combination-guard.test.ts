import { expect, it } from 'vitest'
import { type Combination, fieldToDrop, type GuardedField } from './combination-guard.ts'

const row: Combination = {
  serviceLanguage: 'so',
  gender: 'female',
  ageGroup: '65+',
  nationality: 'SOM',
  residenceBasis: null,
  clientMunicipality: null,
}
const counts =
  (answers: Partial<Record<'all' | GuardedField, number>>) =>
  (_: Combination, fields: readonly GuardedField[]): number => {
    const dropped = (['nationality', 'ageGroup'] as const).find((field) => !fields.includes(field))
    return answers[dropped ?? 'all'] ?? 0
  }

it('proposes nothing where five or more are alike, or where fewer than three things are told', () => {
  expect(fieldToDrop(row, counts({ all: 5 }))).toBeNull()
  expect(fieldToDrop({ ...row, nationality: null, ageGroup: 'not-asked' }, counts({ all: 0 }))).toBeNull()
})
it('proposes the field whose loss gives most company, and the earlier one among equals', () => {
  expect(fieldToDrop(row, counts({ all: 1, nationality: 3, ageGroup: 9 }))).toBe('ageGroup')
  expect(fieldToDrop(row, counts({ all: 4, nationality: 4, ageGroup: 4 }))).toBe('nationality')
})
