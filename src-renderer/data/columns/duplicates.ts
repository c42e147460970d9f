import { isLikelySame } from '../../../src-shared/domain/visits/visit-rules.ts'
import type { VisitColumns } from './visit-columns.ts'

/** The visits of a day that two devices seem to have logged both (visits.md §9, V16). */
export function likelyTwice(columns: VisitColumns, date: string): ReadonlySet<string> {
  const rows = Array.from(columns.between(date, date), (slot) => columns.row(slot))
  const alike = Map.groupBy(rows, ({ fields }) =>
    [fields.siteId, fields.serviceLanguage, fields.topics.toSorted()].join(' '),
  )
  const found = new Set<string>()
  for (const some of alike.values())
    for (const one of some)
      for (const other of some)
        if (
          isLikelySame(one.fields, {
            ...other.fields,
            id: other.id,
            isOtherDevice: one.deviceId !== other.deviceId,
          })
        )
          found.add(one.id)
  return found
}
