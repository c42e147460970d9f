import { addDays } from '../../kernel/iso-date.ts'
import type { Hours } from '../entity/rule-context.ts'
import type { VisitFields } from './visit-fields.ts'
import { isLate } from './visit-rules.ts'

/** What a coordinator looks at before closing a month (visits.md §9, V19). Nothing in it forbids anything. */
export type CheckItem =
  | { readonly kind: 'old-tally'; readonly id: string; readonly date: string }
  | { readonly kind: 'empty-day'; readonly siteId: string; readonly date: string }
  | { readonly kind: 'many-others'; readonly share: number }
  | { readonly kind: 'gender-unasked'; readonly share: number }

export type CheckedRow = { readonly id: string; readonly fields: VisitFields }
export type CheckedSite = {
  readonly id: string
  readonly openFrom: string | null
  readonly openTo: string | null
  readonly openingHours: readonly (Hours | null)[] | null
}

const othersShare = 0.1
const unaskedShare = 0.5

/** @param days first and last day of the month; days after `today` are not looked at. */
export function checkMonth(
  rows: readonly CheckedRow[],
  sites: readonly CheckedSite[],
  days: { readonly from: string; readonly to: string },
  today: string,
): readonly CheckItem[] {
  const individual = rows.filter(({ fields }) => fields.kind === 'individual')
  const share = (fits: (fields: VisitFields) => boolean): number =>
    individual.length === 0 ? 0 : individual.filter(({ fields }) => fits(fields)).length / individual.length
  const others = share(({ topics }) => topics.includes('T99'))
  const unasked = share(({ gender }) => gender === 'not-asked')
  return [
    ...rows.flatMap(({ id, fields: { completeness, date } }): CheckItem[] =>
      completeness === 'quick' && isLate(date, today) ? [{ kind: 'old-tally', id, date }] : [],
    ),
    ...sites.flatMap((site) => emptyDays(site, rows, days, today)),
    ...(others > othersShare ? [{ kind: 'many-others', share: others } as const] : []),
    ...(unasked > unaskedShare ? [{ kind: 'gender-unasked', share: unasked } as const] : []),
  ]
}

/** Days on which the site was open by its hours, and nobody logged anything. A site without hours has none. */
function emptyDays(
  { id, openFrom, openTo, openingHours }: CheckedSite,
  rows: readonly CheckedRow[],
  { from, to }: { readonly from: string; readonly to: string },
  today: string,
): CheckItem[] {
  if (!openingHours) return []
  const used = new Set(rows.filter(({ fields }) => fields.siteId === id).map(({ fields }) => fields.date))
  const found: CheckItem[] = []
  for (let date = from; date <= to && date < today; date = addDays(date, 1)) {
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
    const wasOpen = openingHours[weekday] && date >= (openFrom ?? date) && date <= (openTo ?? date)
    if (wasOpen && !used.has(date)) found.push({ kind: 'empty-day', siteId: id, date })
  }
  return found
}
