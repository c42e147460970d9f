import { z } from 'zod'
import type { Space } from '../../../src-shared/bridge/safety-calls.ts'
import type { FieldProblem } from '../../../src-shared/domain/entity/entity.ts'
import type { Duty } from '../../../src-shared/domain/entity/rule-context.ts'
import { identifyingField } from '../../../src-shared/domain/privacy/identifying-text.ts'
import { declarationOf, type EntityName, type FieldsOf } from '../../../src-shared/domain/registry.ts'
import { isEqualJson } from '../../../src-shared/kernel/is-equal-json.ts'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { addLocal } from '../../../src-shared/sync/history.ts'
import {
  applyLocal,
  baseFor,
  deletedField,
  dropPending,
  emptyRecord,
  type RecordState,
  writesOf,
} from '../../../src-shared/sync/merge.ts'
import type { Json, Operation } from '../../../src-shared/sync/operation.ts'
import { removeRows } from '../database/table-changes.ts'
import { WritesHeldError } from '../database/write-guard.ts'
import { ruleContext } from '../records/load-reference.ts'
import type { RecordChange } from '../records/record-storage.ts'
import { notStored, readRecords, type StoredRecord } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { isShared } from '../sealing/realm-keyring.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { type Audited, auditEntry } from './audit-entry.ts'
import { problemsOf } from './check-change.ts'
import { NotStored, type Write, writeChanges } from './write-changes.ts'

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
    /**
     * Deletes for good: of what the record held nothing stays, history and all. Where other devices have it too, the
     * erasing travels: an operation overwrites every value and deletes the record. Not for the open realm.
     */
    | { readonly entity: E; readonly id: string; readonly kind: 'erase' }
}[EntityName]

export type CommitProblem =
  | { readonly kind: 'invalid'; readonly entity: EntityName; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'not-allowed' }
  /** The disk has less room than must stay free, or gave out in the middle. */
  | { readonly kind: 'disk-full'; readonly space: Space | null }
  /** An earlier write has failed: nothing is written until the program was started again. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'storage' }

type Step = {
  /** Null where a record only goes back to the hub's value. */
  readonly op: Operation | null
  /** False for what does not leave the device. */
  readonly isSent: boolean
  readonly change: RecordChange
}

/** An act of a person, and how it is to be written. */
type Act = {
  /** Goes into the audit entry: what was asked and confirmed, a reason, an import. */
  readonly remark?: string | null
  /** Whether somebody works on rows or retention takes from them. */
  readonly duty?: Duty
  /** The number of an operation that the hub had set aside, and whose place this act takes. */
  readonly replaces?: number
}

/**
 * The only way in which people write records: check (role, schema, rules), turn into operations per field, then one
 * durable transaction with rows, outbox and audit together (`writing/write-changes.ts`). Operations on shared records wait
 * for the hub: open ones as they are, sealed ones in boxes that it cannot read.
 * When it resolves with ok, the data is on the disk.
 */
export const commit = (
  store: Store,
  changes: readonly Change[],
  remark: string | null = null,
  duty: Duty = 'entry',
): Promise<Result<null, CommitProblem>> => commitAct(store, changes, { remark, duty })

/** The same for an act that also takes the place of an operation which the hub had set aside. */
export function commitAct(
  store: Store,
  changes: readonly Change[],
  act: Act,
): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    const prepared = await prepare(store, changes, act)
    return prepared.ok ? write(store, prepared.value, act) : prepared
  })
}

type Prepared = { readonly steps: readonly Step[]; readonly lastN: number }

async function prepare(
  store: Store,
  changes: readonly Change[],
  { duty = 'entry', replaces }: Act,
): Promise<Result<Prepared, CommitProblem>> {
  const at = store.clock.nowIso()
  const context = ruleContext(store, duty)
  const standing = await readChanged(store, changes)
  const steps: Step[] = []
  let lastN = store.lastN
  for (const change of changes) {
    const { entity, id } = change
    const { writers, realm } = declarationOf(entity)
    if (!writers.includes(store.role)) return err({ kind: 'not-allowed' })
    const place = recordKey(entity, id)
    const { record: stored, block } = standing.get(place) ?? notStored
    const before = replaces === undefined ? stored : dropPending(stored, replaces)
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
    if (change.kind === 'put' && Object.keys(fields).length === 0) {
      if (Object.keys(before.pending).length < Object.keys(stored.pending).length)
        steps.push({ op: null, isSent: false, change: { entity, id, before: stored, after: before, block } })
      continue
    }
    // the hub sets it aside; whoever has just typed it is told at the field, and nothing of it leaves
    const named = realm === 'open' ? identifyingField({ entity, fields }) : null
    if (named !== null) return err({ kind: 'invalid', entity, problems: [{ id: 'T02', field: named }] })
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
    // local records never leave the device, nor sealed ones before there is a key: nothing of them is pending
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
    steps.push({ op, isSent, change: { entity, id, before: stored, after, block } })
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
async function readChanged(store: Store, changes: readonly Change[]): Promise<Map<string, StoredRecord>> {
  const known = Map.groupBy(
    changes.filter((change) => !isNew(change)),
    ({ entity }) => entity,
  )
  const read = [...known].map(async ([entity, some]) => {
    const found = await readRecords(store, entity, [...new Set(some.map(({ id }) => id))])
    return [...found].map(([id, standing]) => [recordKey(entity, id), standing] as const)
  })
  return new Map((await Promise.all(read)).flat())
}

async function write(
  store: Store,
  { steps, lastN }: Prepared,
  { remark, replaces }: Act,
): Promise<Result<null, CommitProblem>> {
  if (steps.length === 0 && replaces === undefined) return ok(null)
  // the latest moment that was written here tells later when the clock has gone back
  const now = store.clock.nowIso()
  const lastMoment = [now, store.lastMoment].toSorted()[1] ?? now
  const stored = await writeAct(store, {
    changes: steps.map(({ change }) => change),
    operations: steps.flatMap(({ op, isSent }) => (op && isSent ? [op] : [])),
    audit: auditEntry(store, steps.map(toAudited), remark ?? null),
    lastN,
    meta: [{ key: 'lastMoment', value: lastMoment }],
    ...(replaces === undefined ? {} : { beside: [removeRows(store.db.setAside, [replaces])] }),
  })
  if (stored.ok) store.noteWritten({ lastMoment })
  return stored
}

/** Writes what an act of a person changes; what keeps it from the disk is an answer, not an exception. */
export async function writeAct(store: Store, act: Write): Promise<Result<null, CommitProblem>> {
  store.beginAct()
  try {
    await writeChanges(store, act)
    return ok(null)
  } catch (error) {
    if (!(error instanceof NotStored)) throw error
    const held = error.cause instanceof WritesHeldError ? error.cause.held : store.guard.held()
    if (held) return err(held.kind === 'full' ? { kind: 'disk-full', space: held } : held)
    return err(isQuota(error.cause) ? { kind: 'disk-full', space: store.guard.space() } : { kind: 'storage' })
  }
}

const toAudited = ({ op, change: { entity, id } }: Step): Audited => ({
  action: op?.kind ?? 'give-up',
  entity,
  id,
  fields: Object.keys(op?.fields ?? {}),
})

const isQuota = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'QuotaExceededError' ||
    ('inner' in error && error.inner instanceof Error && error.inner.name === 'QuotaExceededError'))

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
    if (name !== deletedField && !isEqualJson(standing, value)) changed[name] = value
  }
  return changed
}

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
