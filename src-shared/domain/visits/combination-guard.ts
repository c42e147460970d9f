import type { VisitFields } from './visit-fields.ts'

/** Fields that together may single out a person (visits.md §8.1). */
export const guardedFields = [
  'serviceLanguage',
  'gender',
  'ageGroup',
  'nationality',
  'residenceBasis',
  'clientMunicipality',
] as const
export type GuardedField = (typeof guardedFields)[number]
export type Combination = Pick<VisitFields, GuardedField>

/** In the order in which they are given up. */
const droppable = ['nationality', 'residenceBasis', 'clientMunicipality', 'ageGroup'] as const
export type DroppableField = (typeof droppable)[number]

const fewest = 5
const isFilled = (value: string | null): boolean =>
  value !== null && value !== 'not-asked' && value !== '999' && value !== 'other-or-not-asked'

/** The value that says nothing, for a field that is given up. */
export const emptyValue = (field: DroppableField): string | null =>
  field === 'ageGroup' ? 'not-asked' : null

/**
 * The field to leave out, when a row would be one of fewer than five of its kind in twelve months and says three things or
 * more: the one whose loss gives the row most company, the earlier in the order of visits.md §8.1 among equals.
 * `countLike` counts the rows of the last twelve months that are the same in the named fields. Null: nothing to propose.
 */
export function fieldToDrop(
  visit: Combination,
  countLike: (visit: Combination, fields: readonly GuardedField[]) => number,
): DroppableField | null {
  if (guardedFields.filter((field) => isFilled(visit[field])).length < 3) return null
  if (countLike(visit, guardedFields) >= fewest) return null
  let best: { field: DroppableField; count: number } | null = null
  for (const field of droppable) {
    if (!isFilled(visit[field])) continue
    const others = guardedFields.filter((other) => other !== field)
    const count = countLike(visit, others)
    if (!best || count > best.count) best = { field, count }
  }
  return best?.field ?? null
}
