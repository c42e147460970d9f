import { z } from 'zod'
import type { RuleContext } from '../../../src-shared/domain/entity/rule-context.ts'
import { identifyingField } from '../../../src-shared/domain/privacy/identifying-text.ts'
import { declarationOf, type EntityName } from '../../../src-shared/domain/registry.ts'
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
import { ruleContext } from '../records/load-reference.ts'
import type { RecordChange } from '../records/record-storage.ts'
import { notStored, readRecords, type StoredRecord } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { isShared } from '../sealing/realm-keyring.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import type { Act, Change, CommitProblem } from './change.ts'
import { problemsOf } from './check-change.ts'

/** One change of an act, as it is to be written. */
export type Step = {
  /** Null where a record only goes back to the hub's value. */
  readonly op: Operation | null
  /** False for what does not leave the device. */
  readonly isSent: boolean
  readonly change: RecordChange
}
/** `lastN` is the number of the device's last operation once the steps are written. */
export type Prepared = { readonly steps: readonly Step[]; readonly lastN: number }

/**
 * Checks the changes of an act (role, schema, rules) and turns them into operations per field, one after another: each is
 * judged by what those before it leave. Writes nothing; what is refused is an answer, and then all of the act is.
 */
export async function prepareAct(
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
    const place = recordKey(change.entity, change.id)
    const held = standing.get(place) ?? notStored
    const before = replaces === undefined ? held.record : dropPending(held.record, replaces)
    const step = prepareStep(store, change, { held, before, context, at, nextN: lastN + 1 })
    if (!step.ok) return step
    if (step.value === null) continue
    const { op, isSent, change: made } = step.value
    if (op) standing.set(place, { record: made.after, block: held.block })
    if (isSent) lastN++
    steps.push(step.value)
  }
  return ok({ steps, lastN })
}

/** What one change of an act meets. */
type Situation = {
  readonly held: StoredRecord
  /** The record without what a replaced operation has put on it. */
  readonly before: RecordState
  readonly context: RuleContext
  readonly at: string
  /** The number of an operation that is sent. */
  readonly nextN: number
}

/** Null where the record is as it is to be. */
function prepareStep(
  store: Store,
  change: Change,
  { held: { record: stored, block }, before, context, at, nextN }: Situation,
): Result<Step | null, CommitProblem> {
  const { entity, id } = change
  const { writers, realm } = declarationOf(entity)
  if (!writers.includes(store.role)) return err({ kind: 'not-allowed' })
  const problems = problemsOf(change, before, context)
  if (problems.length > 0) return err({ kind: 'invalid', entity, problems })
  const isErasure = change.kind === 'erase'
  // what goes by the law's word stays a tombstone in the open realm, whose statistics count it
  if (isErasure && realm === 'open') return err({ kind: 'not-allowed' })

  const isSent = isShared(store, entity)
  const draft = draftOf(change, before, isSent)
  if (change.kind === 'put' && Object.keys(draft.fields).length === 0) {
    const isGivenUp = Object.keys(before.pending).length < Object.keys(stored.pending).length
    return ok(
      isGivenUp
        ? { op: null, isSent: false, change: { entity, id, before: stored, after: before, block } }
        : null,
    )
  }
  // the hub sets it aside; whoever has just typed it is told at the field, and nothing of it leaves
  const named = realm === 'open' ? identifyingField({ entity, fields: draft.fields }) : null
  if (named !== null) return err({ kind: 'invalid', entity, problems: [{ id: 'T02', field: named }] })
  const op: Operation = {
    deviceId: store.deviceId,
    n: isSent ? nextN : 0,
    entity,
    id,
    ...draft,
    base: baseFor(before, draft),
    actor: store.userId,
    at,
  }
  const after = isErasure ? stateErased(entity, before, op, isSent) : stateAfter(before, op, isSent)
  return ok({ op, isSent, change: { entity, id, before: stored, after, block } })
}

/** What a change writes. An erasing that travels overwrites every value and deletes the record, in one operation. */
function draftOf(change: Change, before: RecordState, isSent: boolean): Pick<Operation, 'kind' | 'fields'> {
  const { entity } = change
  switch (change.kind) {
    case 'put':
      return { kind: 'put', fields: changedFields(entity, before, change.fields as Record<string, Json>) }
    case 'erase':
      return isSent ? { kind: 'put', fields: emptied(entity, before) } : { kind: 'delete', fields: {} }
    default:
      return { kind: change.kind, fields: {} }
  }
}

/** Local records never leave the device, nor sealed ones before there is a key: nothing of them is pending. */
const stateAfter = (before: RecordState, op: Operation, isSent: boolean): RecordState =>
  isSent
    ? applyLocal(before, op)
    : {
        ...before,
        fields: { ...before.fields, ...writesOf(op) },
        history: addLocal(before.history, op),
      }

const stateErased = (entity: EntityName, before: RecordState, op: Operation, isSent: boolean): RecordState =>
  isSent ? { ...applyLocal(before, op), history: addLocal([], op) } : erased(entity, before)

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

/** The same for a record that other devices have too. */
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
