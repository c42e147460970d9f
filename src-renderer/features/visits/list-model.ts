import { addDays, addMonthsToFirst } from '../../../src-shared/kernel/iso-date.ts'

export const spans = ['day', 'week', 'month', 'all'] as const
export type Span = (typeof spans)[number]

/** First and last day of the span that holds `day`; weeks begin on Monday. */
export function spanDays(
  span: Span,
  day: string,
): { readonly from: string | null; readonly to: string | null } {
  switch (span) {
    case 'day':
      return { from: day, to: day }
    case 'week': {
      const from = addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
      return { from, to: addDays(from, 6) }
    }
    case 'month': {
      const first = `${day.slice(0, 8)}01`
      return { from: first, to: addDays(addMonthsToFirst(first, 1), -1) }
    }
    case 'all':
      return { from: null, to: null }
  }
}

/** The same span, one earlier or later. */
export function moveDay(span: Span, day: string, by: -1 | 1): string {
  switch (span) {
    case 'day':
      return addDays(day, by)
    case 'week':
      return addDays(day, 7 * by)
    case 'month':
      return addMonthsToFirst(`${day.slice(0, 8)}01`, by)
    case 'all':
      return day
  }
}
