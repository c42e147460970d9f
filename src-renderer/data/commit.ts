import { z } from 'zod'
import type { FieldProblem } from '../../src-shared/domain/entity.ts'
import { declarationOf, type EntityName, type FieldsOf } from '../../src-shared/domain/registry.ts'
import { err, ok, type Result } from '../../src-shared/domain/result.ts'
import type { Duty, RuleContext } from '../../src-shared/domain/rule-context.ts'
import { addLocal } from '../../src-shared/sync/history.ts'
import {
  applyLocal,
  baseFor,
  deletedField,
  emptyRecord,
  type RecordState,
  writesOf,
} from '../../src-shared/sync/merge.ts'
import type { Json, Operation } from '../../src-shared/sync/operation.ts'
import { isStorable } from '../../src-shared/sync/storable.ts'
import { ruleContext } from './load-reference.ts'
import { toOutboxRows } from './outbox.ts'
import { placedTables, placeRecords, putPlaced, type RecordChange } from './placing.ts'
import { isShared } from './realm.ts'
import { readRecords, type Standing, standsNowhere } from './records.ts'
import { placeOf } from './sealed-record.ts'
import type { Store } from './store.ts'
import { noteInTransaction, showChanges, viewTables } from './views.ts'

/** What is to become of a record. A put names only the fields that it sets. */
export type Change = {
  [E in EntityName]:
    | {
        readonly entity: E
        readonly id: string
        readonly kind: 'put'
        readonly fields: Partial<FieldsOf<E>>
        readonly isNew?: boolean
      }
    | { readonly entity: E; readonly id: string; readonly kind: 'delete' | 'restore' }
    /** Deletes for good: of what the record held nothing stays, history and all. For records that have not left the device. */
    | { readonly entity: E; readonly id: string; readonly kind: 'erase' }
}[EntityName]

export type CommitProblem =
  | { readonly kind: 'invalid'; readonly entity: EntityName; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'storage' }

type Step = {
  readonly op: Operation
  /** False for what does not leave the device. */
  readonly isSent: boolean
  readonly change: RecordChange
}

/**
 * The only way to write a record: check, turn into operations per field, encrypt, then one durable transaction with row,
 * outbox and audit together. `remark` goes into the audit entry: what was asked and confirmed, a reason, an import.
 * `duty` says whether somebody works on rows or retention takes from them.
 * When it resolves with ok, the data is on the disk. (The journal gets its copy between encryption and transaction when
 * it exists.)
 */
export function commit(
  store: Store,
  changes: readonly Change[],
  remark: string | null = null,
  duty: Duty = 'entry',
): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    const prepared = await prepare(store, changes, duty)
    if (!prepared.ok) return prepared
    const stored = await write(store, prepared.value.steps, prepared.value.lastN, remark)
    if (!stored.ok) return stored
    store.lastN = prepared.value.lastN
    await showChanges(
      store,
      prepared.value.steps.map(({ change }) => change),
    )
    return ok(null)
  })
}

async function prepare(
  store: Store,
  changes: readonly Change[],
  duty: Duty,
): Promise<Result<{ steps: Step[]; lastN: number }, CommitProblem>> {
  const at = store.clock.nowIso()
  const context = ruleContext(store, duty)
  const standing = await readChanged(store, changes)
  const steps: Step[] = []
  let lastN = store.lastN
  for (const change of changes) {
    const { entity, id } = change
    const { writers, realm } = declarationOf(entity)
    if (!writers.includes(store.role)) return err({ kind: 'not-allowed' })
    const place = placeOf(entity, id)
    const { record: before, block } = standing.get(place) ?? standsNowhere
    const problems = problemsOf(change, before, context)
    if (problems.length > 0) return err({ kind: 'invalid', entity, problems })

    const isSent = isShared(store, entity)
    // what goes by the law's word stays a tombstone in the open realm, whose statistics count it
    if (change.kind === 'erase' && realm === 'open') return err({ kind: 'not-allowed' })
    const isErased = change.kind === 'erase' && isSent
    const fields = isErased
      ? emptied(entity, before)
      : change.kind === 'put'
        ? changedFields(entity, before, change.fields as Record<string, Json>)
        : {}
    if (change.kind === 'put' && Object.keys(fields).length === 0) continue
    const n = isSent ? ++lastN : 0
    const kind = isErased ? 'put' : change.kind === 'erase' ? 'delete' : change.kind
    const draft = { kind, fields } as const
    const op: Operation = {
      deviceId: store.deviceId,
      n,
      entity,
      id,
      ...draft,
      base: baseFor(before, draft),
      actor: store.userId,
      at,
    }
    // local records never leave the device, and sealed ones not yet: nothing of them is pending
    const after = isErased
      ? { ...applyLocal(before, op), history: addLocal([], op) }
      : change.kind === 'erase'
        ? erased(entity, before)
        : isSent
          ? applyLocal(before, op)
          : {
              ...before,
              fields: { ...before.fields, ...writesOf(op) },
              history: addLocal(before.history, op),
            }
    standing.set(place, { record: after, block })
    steps.push({ op, isSent, change: { entity, id, before, after, block } })
  }
  return ok({ steps, lastN })
}

/** That it is gone is all that stays of a record, and the keys by which its row is found. */
const erased = (entity: EntityName, { fields }: RecordState): RecordState => ({
  ...emptyRecord,
  fields: {
    ...Object.fromEntries(
      Object.keys(declarationOf(entity).plainKeys).map((name) => [name, fields[name] ?? '']),
    ),
    [deletedField]: true,
  },
})

/** The same for a record that other devices have too: every value of it is overwritten, and it is deleted, in one operation. */
const emptied = (entity: EntityName, { fields }: RecordState): Record<string, Json> => ({
  ...Object.fromEntries(
    Object.keys(fields)
      .filter((name) => !Object.hasOwn(declarationOf(entity).plainKeys, name))
      .map((name) => [name, null]),
  ),
  [deletedField]: true,
})

const isNew = (change: Change): boolean => change.kind === 'put' && change.isNew === true

/** The records that are to be changed, by place; new ones are not looked for. */
async function readChanged(store: Store, changes: readonly Change[]): Promise<Map<string, Standing>> {
  const known = Map.groupBy(
    changes.filter((change) => !isNew(change)),
    ({ entity }) => entity,
  )
  const read = [...known].map(async ([entity, some]) => {
    const found = await readRecords(store, entity, [...new Set(some.map(({ id }) => id))])
    return [...found].map(([id, standing]) => [placeOf(entity, id), standing] as const)
  })
  return new Map((await Promise.all(read)).flat())
}

async function write(
  store: Store,
  steps: readonly Step[],
  lastN: number,
  remark: string | null,
): Promise<Result<null, CommitProblem>> {
  if (steps.length === 0) return ok(null)
  const { db } = store
  const changes = steps.map(({ change }) => change)
  const placed = await placeRecords(store, changes)
  const outbox = await toOutboxRows(
    store,
    steps.filter(({ isSent }) => isSent).map(({ op }) => op),
  )
  // the latest moment that was written here tells later when the clock has gone back
  const now = store.clock.nowIso()
  const lastMoment = [now, store.lastMoment].toSorted()[1] ?? now
  const auditBox = await store.cipher.seal(auditEntry(store, steps, remark), 'audit')
  const tables = [...placedTables(db, placed), ...viewTables(db), db.outbox, db.audit, db.meta]
  try {
    await db.transaction('rw', tables, async () => {
      const puts: PromiseLike<unknown>[] = [putPlaced(db, placed)]
      puts.push(db.audit.add({ box: auditBox }))
      puts.push(noteInTransaction(db, changes))
      if (outbox.length > 0) puts.push(db.outbox.bulkAdd(outbox))
      puts.push(
        db.meta.bulkPut([
          { key: 'lastN', value: lastN },
          { key: 'lastMoment', value: lastMoment },
        ]),
      )
      await Promise.all(puts)
    })
    store.lastMoment = lastMoment
    return ok(null)
  } catch (error) {
    return err({ kind: isQuota(error) ? 'disk-full' : 'storage' })
  }
}

/** Who changed what and when: names of fields, never values. One entry a commit, so that an import is one act. */
const auditEntry = (store: Store, steps: readonly Step[], remark: string | null) => ({
  at: store.clock.nowIso(),
  actor: store.userId,
  deviceId: store.deviceId,
  ...(remark === null ? {} : { remark }),
  changes: steps.map(({ op: { kind, entity, id, fields } }) => ({
    action: kind,
    entity,
    id,
    fields: Object.keys(fields),
  })),
})

const isQuota = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'QuotaExceededError' ||
    ('inner' in error && error.inner instanceof Error && error.inner.name === 'QuotaExceededError'))

function problemsOf(change: Change, { fields }: RecordState, context: RuleContext): readonly FieldProblem[] {
  const kind = change.kind === 'erase' ? 'delete' : change.kind
  const declaration = declarationOf(change.entity)
  if (change.kind === 'put') {
    const broken = Object.entries(change.fields).filter(([, value]) => !isStorable(value))
    if (broken.length > 0) return broken.map(([field]) => ({ id: 'T01', field }))
  }
  const before = Object.keys(fields).length === 0 ? null : declaration.fields.safeParse(fields)
  const after = change.kind === 'put' ? declaration.fields.safeParse({ ...fields, ...change.fields }) : before
  if (!after) return []
  if (!after.success) {
    // what an older version left on a row must not keep anybody from deleting it
    if (kind !== 'put') return []
    return after.error.issues.map((issue) => ({ id: 'shape', field: String(issue.path[0] ?? '') }))
  }
  const proposed = { kind, before: before?.data ?? null, after: after.data }
  return declaration.problems?.(proposed, context) ?? []
}

/**
 * The fields that are given another value. A value that a reader takes for granted when it is missing is not written at
 * all, so that a plain row stays small.
 */
function changedFields(
  entity: EntityName,
  before: RecordState,
  fields: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const defaults = defaultsOf(entity)
  const changed: Record<string, Json> = {}
  for (const [name, value] of Object.entries(fields)) {
    const standing = before.fields[name] ?? defaults[name]
    if (name !== deletedField && !isSame(standing, value)) changed[name] = value
  }
  return changed
}

const isSame = (one: Json | undefined, other: Json): boolean =>
  one === other || (typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))

const knownDefaults = new Map<EntityName, Readonly<Record<string, Json>>>()

/** What the schema of an entity gives to a field that is missing. */
function defaultsOf(entity: EntityName): Readonly<Record<string, Json>> {
  const known = knownDefaults.get(entity)
  if (known) return known
  const found: Record<string, Json> = {}
  for (const [name, field] of Object.entries(declarationOf(entity).fields.shape)) {
    const read = z.safeParse(field, undefined)
    if (read.success && read.data !== undefined) found[name] = read.data as Json // a default of a JSON field
  }
  knownDefaults.set(entity, found)
  return found
}
