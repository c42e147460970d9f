import { type DroppableField, fieldToDrop } from '../../../src-shared/domain/visits/combination-guard.ts'
import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import {
  type OtherVisit,
  visitProblems,
  visitWarnings,
} from '../../../src-shared/domain/visits/visit-rules.ts'
import { addMonthsToFirst } from '../../../src-shared/kernel/iso-date.ts'
import { countEqual } from '../../data/columns/query.ts'
import { isClockFarAhead } from '../../data/database/known-day.ts'
import { ruleContext } from '../../data/records/load-reference.ts'
import type { Store } from '../../data/register/store.ts'

/** What is asked once before a visit is saved: the warnings of visits.md §9, and the proposal of §8.1. */
export type Question = {
  /** Names what is asked, without any value of the row; saving again with the same key is the answer yes. */
  readonly key: string
  readonly warnings: readonly { readonly id: string; readonly field: string }[]
  readonly drop: DroppableField | null
}

/** What is asked where the machine's clock may be years ahead; saving again is the answer that it is right. */
export const clockAhead = 'clock-ahead'

/** Null when nothing is to be asked, and when the visit cannot be saved at all: what is wrong comes before any question. */
export function questionsAbout(
  store: Store,
  id: string,
  fields: VisitFields,
  before: VisitFields | null,
): Question | null {
  const context = ruleContext(store)
  if (visitProblems({ kind: 'put', before, after: fields }, context).length > 0) return null
  const isLate = before === null && isClockFarAhead(store)
  const warnings = [
    ...(isLate ? [{ id: clockAhead, field: 'date' }] : []),
    ...visitWarnings(fields, context, othersOf(store, id, fields.date)),
  ]
  const yearAgo = addMonthsToFirst(`${monthOf(context.today)}-01`, -12)
  const drop =
    fields.kind === 'group'
      ? null
      : fieldToDrop(fields, (visit, names) =>
          countEqual(store.columns, yearAgo, Object.fromEntries(names.map((name) => [name, visit[name]]))),
        )
  if (warnings.length === 0 && drop === null) return null
  const key = [...warnings.map((warning) => warning.id), ...(drop ? [`combination:${drop}`] : [])].join(' ')
  return { key, warnings, drop }
}

const othersOf = ({ columns, deviceId }: Store, id: string, date: string): OtherVisit[] =>
  Array.from(columns.between(date, date), (slot) => columns.row(slot))
    .filter((row) => row.id !== id)
    .map((row) => ({ ...row.fields, id: row.id, isOtherDevice: row.deviceId !== deviceId }))
