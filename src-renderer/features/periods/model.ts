import type { FrozenMonthFields } from '../../../src-shared/domain/visits/frozen-month.ts'
import type { PeriodFields } from '../../../src-shared/domain/visits/period.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { addMonthsToFirst } from '../../../src-shared/kernel/iso-date.ts'

export type MonthRow = { readonly id: string; readonly fields: VisitFields }
export type Figures = {
  readonly contacts: number
  readonly persons: number
  readonly groups: number
  readonly participants: number
  readonly quick: number
  readonly late: number
}

/** The figures of visits.md §10.1: contacts are individual rows, tallies among them; groups stand beside them. */
export function figuresOf(rows: readonly MonthRow[]): Figures {
  const individual = rows.filter(({ fields }) => fields.kind === 'individual')
  const groups = rows.filter(({ fields }) => fields.kind === 'group')
  const sum = (some: readonly MonthRow[], of: (fields: VisitFields) => number | null): number =>
    some.reduce((total, { fields }) => total + (of(fields) ?? 0), 0)
  return {
    contacts: individual.length,
    persons: sum(individual, ({ partySize }) => partySize),
    groups: groups.length,
    participants: sum(groups, ({ participants }) => participants),
    quick: rows.filter(({ fields }) => fields.completeness === 'quick').length,
    late: rows.filter(({ fields }) => fields.lateEntry).length,
  }
}

/** The figures of a month whose rows are gone: those of its frozen table, and of rows that came since. */
export function withFrozen(figures: Figures, frozen: FrozenMonthFields | undefined): Figures {
  if (!frozen?.isWithoutRows) return figures
  const total = (name: 'contacts' | 'persons' | 'groups' | 'participants'): number =>
    frozen.cells.reduce((sum, cell) => sum + cell[name], figures[name])
  return {
    ...figures,
    contacts: total('contacts'),
    persons: total('persons'),
    groups: total('groups'),
    participants: total('participants'),
  }
}

/**
 * The same rows give the same text, in whatever order they come: what a closing is proven by. What retention takes within
 * the first two years (minutes, note, worker) is no part of it.
 */
export const canonicalRows = (rows: readonly MonthRow[]): string =>
  rows
    .map(({ id, fields: { note: _, userId: __, startTime, ...kept } }) =>
      JSON.stringify([
        id,
        startTime.slice(0, 2),
        ...Object.entries(kept).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      ]),
    )
    .toSorted()
    .join('\n')

/** `+3` or `−1` since the month was closed; null when it is as it was, or was never closed. */
export function changeSinceClosing(period: PeriodFields | undefined, contacts: number): string | null {
  if (!period || period.contacts === contacts) return null
  const difference = contacts - period.contacts
  return difference > 0 ? `+${difference}` : `−${-difference}`
}

/** The months to show, the latest first: from the first that has rows to the one of today. */
export function monthsBetween(first: string | null, today: string): readonly string[] {
  const months: string[] = []
  const last = `${(first ?? today).slice(0, 7)}-01`
  for (
    let month = `${today.slice(0, 7)}-01`;
    month >= last && months.length < 240;
    month = addMonthsToFirst(month, -1)
  )
    months.push(month.slice(0, 7))
  return months
}
