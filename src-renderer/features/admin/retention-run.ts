import { freeze, frozenMonthId } from '../../../src-shared/domain/visits/frozen-month.ts'
import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import {
  dueOn,
  type RetentionPolicyFields,
  type RetentionRunFields,
  type RetentionStep,
  retentionSteps,
  taken,
} from '../../../src-shared/domain/visits/retention.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { stripRemoved } from '../../data/opening/strip-removed-rows.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { newId } from '../../platform/clock.ts'

export type StepPlan = {
  readonly step: RetentionStep
  /** How many rows are past the limit and still hold what the step takes. */
  readonly rows: number
  /** The earliest and the latest day of those rows. */
  readonly from: string | null
  readonly upTo: string | null
  /** The day on which the next rows are due. */
  readonly next: string | null
}
export type RetentionPlan = {
  readonly steps: readonly StepPlan[]
  /** What is to become of each row that loses something but stays. */
  readonly patches: ReadonlyMap<string, Partial<VisitFields>>
  /** Months whose table is to be frozen, and those whose rows go after that. */
  readonly toFreeze: ReadonlySet<string>
  readonly toRemove: ReadonlySet<string>
}

/** A dry run: what is due today, and what will be due next. Changes nothing. */
export function planRetention(
  { columns, reference }: Store,
  policy: RetentionPolicyFields,
  today: string,
): RetentionPlan {
  const counts = new Map<
    RetentionStep,
    { rows: number; from: string | null; upTo: string | null; next: string | null }
  >(retentionSteps.map((step) => [step, { rows: 0, from: null, upTo: null, next: null }]))
  const patches = new Map<string, Partial<VisitFields>>()
  const [toFreeze, toRemove] = [new Set<string>(), new Set<string>()]
  const dueDays = new Map<string, string>()
  const due = (step: RetentionStep, date: string): string => {
    const key = `${step} ${date}`
    const known = dueDays.get(key) ?? dueOn(step, policy[step], date)
    dueDays.set(key, known)
    return known
  }
  for (const slot of columns.order()) {
    const { id, fields } = columns.row(slot)
    const { date } = fields
    const isGoing = due('rows', date) <= today
    if (isGoing) toRemove.add(monthOf(date))
    if (isGoing || due('background', date) <= today) toFreeze.add(monthOf(date))
    for (const step of isGoing ? (['rows'] as const) : retentionSteps) {
      const part = taken(step, fields)
      const count = counts.get(step)
      if (part === null || !count) continue
      const day = due(step, date)
      if (day > today) {
        if (count.next === null || day < count.next) count.next = day
        continue
      }
      count.rows++
      if (count.from === null || date < count.from) count.from = date
      if (count.upTo === null || date > count.upTo) count.upTo = date
      if (part !== 'remove') patches.set(id, { ...patches.get(id), ...part })
    }
  }
  for (const month of toFreeze) if (reference.frozen.has(month)) toFreeze.delete(month)
  return {
    steps: [...counts].map(([step, count]) => ({ step, ...count })),
    patches,
    toFreeze,
    toRemove,
  }
}

export type RetentionOutcome = { readonly kind: 'done' | 'stopped' | 'failed' }
type OnProgress = (part: { readonly done: number; readonly all: number }) => boolean
const batch = 1000

/**
 * Runs what is due, batch by batch, each durable; stopped or cut off, it goes on at the next run. Tables are frozen before
 * a row loses anything that they count, and the rows of a month go in the same commit that says so. The log comes last.
 */
export async function runRetention(
  store: Store,
  plan: RetentionPlan,
  onProgress: OnProgress,
): Promise<RetentionOutcome> {
  const run = newId()
  const at = store.clock.nowIso()
  const put = (changes: readonly Change[]) => commit(store, changes, `retention ${run}`, 'retention')
  const frozen = (month: string, rows: readonly VisitRow[], isWithoutRows: boolean): Change => {
    const standing = store.reference.frozen.get(month)
    const base = standing?.isWithoutRows ? standing.cells : []
    const cells = freeze(
      rows.map(({ fields }) => fields),
      base,
    )
    return {
      entity: 'frozenMonth',
      id: frozenMonthId(month),
      kind: 'put',
      isNew: standing === undefined,
      fields: {
        month,
        frozenAt: at,
        cells,
        isWithoutRows: isWithoutRows || standing?.isWithoutRows === true,
      },
    }
  }
  const work: { readonly size: number; readonly changes: () => readonly Change[] }[] = [
    ...[...plan.toFreeze].map((month) => ({
      size: 1,
      changes: () => [frozen(month, monthRows(store, month), false)],
    })),
    ...[...plan.toRemove].map((month) => ({
      size: monthRows(store, month).length,
      changes: () => {
        const rows = monthRows(store, month)
        return [
          frozen(month, rows, true),
          ...rows.map(({ id }): Change => ({ entity: 'visit', id, kind: 'delete' })),
        ]
      },
    })),
    ...chunks([...plan.patches], batch).map((part) => ({
      size: part.length,
      changes: () =>
        part
          .filter(([id]) => store.columns.has(id))
          .map(([id, fields]): Change => ({ entity: 'visit', id, kind: 'put', fields })),
    })),
  ]
  const all = work.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  let kind: RetentionOutcome['kind'] = 'done'
  for (const { size, changes } of work) {
    if (!onProgress({ done, all })) kind = 'stopped'
    else if (!(await put(changes())).ok) kind = 'failed'
    if (kind !== 'done') break
    done += size
  }
  if (kind === 'done') await put([logOf(run, at, store.userId, plan)])
  await stripRemoved(store)
  return { kind }
}

function logOf(id: string, ranAt: string, ranBy: string, plan: RetentionPlan): Change {
  const steps: RetentionRunFields['steps'] = plan.steps.flatMap(({ step, rows, upTo }) =>
    upTo === null ? [] : [{ step, rows, upTo }],
  )
  return { entity: 'retentionRun', id, kind: 'put', fields: { ranAt, ranBy, steps }, isNew: true }
}

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
