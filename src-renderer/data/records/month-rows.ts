import { monthDays } from '../../../src-shared/domain/visits/period.ts'
import type { VisitRow } from '../columns/visit-columns.ts'
import type { Store } from '../register/store.ts'

/** The visits of a month given as `YYYY-MM`, the latest first. */
export function monthRows({ columns }: Pick<Store, 'columns'>, month: string): readonly VisitRow[] {
  const { from, to } = monthDays(month)
  return Array.from(columns.between(from, to), (slot) => columns.row(slot))
}
