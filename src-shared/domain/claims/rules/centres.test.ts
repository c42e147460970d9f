import { expect, it } from 'vitest'
import { centresFor } from './centres.ts'

const names = (type: 'municipality' | 'wellbeing-county', code: string, day: string): readonly string[] =>
  centresFor({ type, code }, day).map(({ fi }) => fi)

it('names the regional centre of a claimant’s area from 2026 on, and none before', () => {
  expect(names('municipality', '837', '2026-01-01')).toEqual(['Sisä-Suomen elinvoimakeskus'])
  expect(names('wellbeing-county', '08', '2026-11-25')).toEqual(['Sisä-Suomen elinvoimakeskus'])
  expect(names('municipality', '837', '2025-12-31')).toEqual([])
})
