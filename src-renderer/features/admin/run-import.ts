import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import {
  type ImportDefaults,
  type ImportMapping,
  type ImportProblem,
  importRow,
} from '../../../src-shared/domain/visits/visit-import.ts'
import type { RowPlace } from '../../../src-shared/sheets/sheet-cell.ts'
import { readDraft, saveDraft } from '../../data/records/drafts.ts'
import { ruleContext } from '../../data/records/load-reference.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change } from '../../data/writing/change.ts'
import { recordCheck } from '../../data/writing/check-change.ts'
import { commit } from '../../data/writing/commit.ts'
import { newId } from '../../platform/clock.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'
import { rememberMapping } from './import-source.ts'

export type DryRun = {
  readonly visits: readonly VisitFields[]
  readonly problems: readonly (RowPlace & { readonly problems: readonly ImportProblem[] })[]
}

/** What an import would do, without doing anything. */
export function dryRun(
  store: Store,
  sheet: PickedSheet,
  mapping: ImportMapping,
  defaults: ImportDefaults,
): DryRun {
  const surroundings = {
    context: ruleContext(store),
    sites: store.reference.sites,
    check: recordCheck(store, 'visit'),
  }
  const visits: VisitFields[] = []
  const problems: (RowPlace & { problems: readonly ImportProblem[] })[] = []
  for (const { cells, ...place } of sheet.rows) {
    const read = importRow(cells, mapping, defaults, surroundings)
    if (read.ok) for (const visit of read.visits) visits.push(visit)
    else problems.push({ ...place, problems: read.problems })
  }
  return { visits, problems }
}

export type ImportRecord = {
  readonly id: string
  readonly at: string
  readonly name: string
  readonly ids: readonly string[]
}
const recordsKey = 'imports'
/** Rows made durable together: enough that the disk is not waited for at each, few enough that progress is seen. */
const batch = 2000

export async function listImports(store: Store): Promise<readonly ImportRecord[]> {
  const known = await readDraft(store, recordsKey)
  return Array.isArray(known) ? (known as ImportRecord[]) : [] // sealed by us
}
const putImport = async (store: Store, record: ImportRecord): Promise<void> => {
  const others = (await listImports(store)).filter(({ id }) => id !== record.id)
  await saveDraft(store, recordsKey, record.ids.length === 0 ? others : [...others, record])
}

export type ImportOutcome = { readonly kind: 'done' | 'stopped' | 'failed'; readonly count: number }
type OnProgress = (part: { readonly done: number; readonly all: number }) => boolean

/**
 * Stores the visits in batches, each of them durable. What the import is about to store is noted first, so that one that
 * was cut off can still be undone as a whole. `onProgress` says whether to go on.
 */
export async function runImport(
  store: Store,
  sheet: PickedSheet,
  mapping: ImportMapping,
  visits: readonly VisitFields[],
  onProgress: OnProgress,
): Promise<ImportOutcome> {
  await rememberMapping(store, sheet, mapping)
  const id = newId()
  const at = store.clock.nowIso()
  const ids = visits.map(() => newId())
  await putImport(store, { id, at, name: sheet.name, ids })
  const endedAt = async (kind: 'stopped' | 'failed', count: number): Promise<ImportOutcome> => {
    await putImport(store, { id, at, name: sheet.name, ids: ids.slice(0, count) })
    return { kind, count }
  }
  for (let from = 0; from < visits.length; from += batch) {
    if (!onProgress({ done: from, all: visits.length })) return endedAt('stopped', from)
    const changes = visits.slice(from, from + batch).map((fields, index): Change => {
      const visitId = ids[from + index] ?? newId() // there are as many ids as visits
      return { entity: 'visit', id: visitId, kind: 'put', fields, isNew: true }
    })
    const done = await commit(store, changes, `import ${id}`)
    if (!done.ok) return endedAt('failed', from)
  }
  onProgress({ done: visits.length, all: visits.length })
  return { kind: 'done', count: visits.length }
}

/** Takes a whole import back: its rows that are still there are deleted, and stay deletable and restorable one by one. */
export async function undoImport(
  store: Store,
  record: ImportRecord,
  onProgress: OnProgress,
): Promise<ImportOutcome> {
  const left = record.ids.filter((id) => store.columns.has(id))
  for (let from = 0; from < left.length; from += batch) {
    if (!onProgress({ done: from, all: left.length })) return { kind: 'stopped', count: from }
    const changes = left
      .slice(from, from + batch)
      .map((id): Change => ({ entity: 'visit', id, kind: 'delete' }))
    const done = await commit(store, changes, `undo import ${record.id}`)
    if (!done.ok) return { kind: 'failed', count: from }
  }
  await putImport(store, { ...record, ids: [] })
  return { kind: 'done', count: left.length }
}
