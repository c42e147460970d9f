import type { FieldProblem } from '../../src-shared/domain/entity.ts'
import { declarationOf, type EntityName, type FieldsOf } from '../../src-shared/domain/registry.ts'
import { err, ok, type Result } from '../../src-shared/domain/result.ts'
import {
  applyLocal,
  baseFor,
  deletedField,
  emptyRecord,
  type RecordState,
  writesOf,
} from '../../src-shared/sync/merge.ts'
import type { Json, Operation } from '../../src-shared/sync/operation.ts'
import { type SealedRow, tableOf } from './db.ts'
import { placeOf, readRecord, sealRecord } from './records.ts'
import type { Store } from './store.ts'

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
}[EntityName]

export type CommitProblem =
  | { readonly kind: 'invalid'; readonly entity: EntityName; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'storage' }

type Step = {
  readonly entity: EntityName
  readonly row: SealedRow
  readonly op: Operation
  readonly opBox: Uint8Array | null
}

/**
 * The only way to write a record: check, turn into operations per field, encrypt, then one durable transaction with row,
 * outbox and audit together. When it resolves with ok, the data is on the disk. (The journal gets its copy between
 * encryption and transaction, and the memory columns theirs after it, when they exist.)
 */
export function commit(store: Store, changes: readonly Change[]): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    const prepared = await prepare(store, changes)
    if (!prepared.ok) return prepared
    const stored = await write(store, prepared.value.steps, prepared.value.lastN)
    if (!stored.ok) return stored
    store.lastN = prepared.value.lastN
    store.changed()
    return ok(null)
  })
}

async function prepare(
  store: Store,
  changes: readonly Change[],
): Promise<Result<{ steps: Step[]; lastN: number }, CommitProblem>> {
  const at = store.clock.nowIso()
  const today = store.clock.today()
  const records = new Map<string, RecordState>()
  const work: Promise<Step>[] = []
  let lastN = store.lastN
  for (const change of changes) {
    const { entity, id } = change
    const { writers, realm } = declarationOf(entity)
    if (!writers.includes(store.role)) return err({ kind: 'not-allowed' })
    const place = placeOf(entity, id)
    const isNew = change.kind === 'put' && change.isNew === true
    const before = records.get(place) ?? (isNew ? emptyRecord : await readRecord(store, entity, id))
    const problems =
      change.kind === 'put' ? problemsOf(entity, { ...before.fields, ...change.fields }, today) : []
    if (problems.length > 0) return err({ kind: 'invalid', entity, problems })

    const fields = change.kind === 'put' ? changedFields(before, change.fields as Record<string, Json>) : {}
    if (change.kind === 'put' && Object.keys(fields).length === 0) continue
    const isSealed = realm === 'sealed'
    const n = isSealed ? 0 : ++lastN
    const draft = { kind: change.kind, fields }
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
    // sealed records do not leave the device yet: nothing of them is pending
    const after = isSealed
      ? { ...before, fields: { ...before.fields, ...writesOf(op) } }
      : applyLocal(before, op)
    records.set(place, after)
    work.push(toStep(store, entity, id, op, after, isSealed))
  }
  return ok({ steps: await Promise.all(work), lastN })
}

async function toStep(
  store: Store,
  entity: EntityName,
  id: string,
  op: Operation,
  after: RecordState,
  isSealed: boolean,
): Promise<Step> {
  const [row, opBox] = await Promise.all([
    sealRecord(store, entity, id, after),
    isSealed ? null : store.cipher.seal(op, placeOf('outbox', String(op.n))),
  ])
  return { entity, row, op, opBox }
}

async function write(
  store: Store,
  steps: readonly Step[],
  lastN: number,
): Promise<Result<null, CommitProblem>> {
  const { db } = store
  const rowsByEntity = Map.groupBy(steps, (step) => step.entity)
  const outbox = steps.flatMap(({ op, opBox }) => (opBox ? [{ n: op.n, seq: 0, at: op.at, box: opBox }] : []))
  const tables = [...rowsByEntity.keys()].map((entity) => tableOf(db, entity))
  const auditBox = await store.cipher.seal(auditEntry(store, steps), 'audit')
  if (steps.length === 0) return ok(null)
  try {
    await db.transaction('rw', [...tables, db.outbox, db.audit, db.meta], async () => {
      const puts: PromiseLike<unknown>[] = []
      for (const [entity, some] of rowsByEntity)
        puts.push(tableOf(db, entity).bulkPut(some.map(({ row }) => row)))
      puts.push(db.audit.add({ box: auditBox }))
      if (outbox.length > 0) puts.push(db.outbox.bulkAdd(outbox), db.meta.put({ key: 'lastN', value: lastN }))
      await Promise.all(puts)
    })
    return ok(null)
  } catch (error) {
    return err({ kind: isQuota(error) ? 'disk-full' : 'storage' })
  }
}

/** Who changed what and when: names of fields, never values. One entry a commit, so that an import is one act. */
const auditEntry = (store: Store, steps: readonly Step[]) => ({
  at: store.clock.nowIso(),
  actor: store.userId,
  deviceId: store.deviceId,
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

function problemsOf(
  entity: EntityName,
  fields: Readonly<Record<string, unknown>>,
  today: string,
): readonly FieldProblem[] {
  const declaration = declarationOf(entity)
  const read = declaration.fields.safeParse(fields)
  if (!read.success)
    return read.error.issues.map((issue) => ({ id: 'shape', field: String(issue.path[0] ?? '') }))
  return declaration.problems?.(read.data, today) ?? []
}

function changedFields(before: RecordState, fields: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        name !== deletedField && JSON.stringify(before.fields[name]) !== JSON.stringify(value),
    ),
  )
}
