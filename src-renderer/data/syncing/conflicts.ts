import {
  declarationOf,
  type EntityName,
  entityNames,
  isEntityName,
} from '../../../src-shared/domain/registry.ts'
import { isEqualJson } from '../../../src-shared/kernel/is-equal-json.ts'
import { err, type Result } from '../../../src-shared/kernel/result.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { type HistoryEntry, nameOfWrite } from '../../../src-shared/sync/history.ts'
import { deletedField, needsDecision, type RecordState } from '../../../src-shared/sync/merge.ts'
import type { Json } from '../../../src-shared/sync/operation.ts'
import { tableOf } from '../database/db.ts'
import { listRows, readRecord, readRecords } from '../records/records.ts'
import { type Outdated, outdated } from '../records/row-now.ts'
import type { Store } from '../register/store.ts'
import { openRecord, recordKey } from '../sealing/sealed-record.ts'
import type { Change, CommitProblem } from '../writing/change.ts'
import { commit } from '../writing/commit.ts'
import { listLost } from './store-pulled.ts'

/** Who wrote a value, when by their own clock, and on which device. */
export type Writer = Pick<HistoryEntry, 'actor' | 'at' | 'deviceId'>

/** Two edits of one field that had not seen each other (S4). */
export type ValueConflict = {
  readonly kind: 'value'
  readonly key: string
  readonly entity: EntityName
  readonly id: string
  /** What the record is now, to say which one it is. */
  readonly record: Readonly<Record<string, Json>>
  readonly field: string
  readonly standing: Json | undefined
  readonly standingBy: Writer | null
  readonly other: Json
  readonly otherBy: Writer
}
/** A delete and an edit that had not seen each other (S5). */
export type DeleteConflict = {
  readonly kind: 'delete'
  readonly key: string
  readonly entity: EntityName
  readonly id: string
  readonly record: Readonly<Record<string, Json>>
  readonly deletedBy: Writer | null
  readonly editedBy: Writer | null
}
export type Conflict = ValueConflict | DeleteConflict
export type Decided = {
  readonly decisionId: string
  readonly choice: 'standing' | 'other'
  readonly replaced: Json
  readonly conflict: ValueConflict
}
export type Conflicts = { readonly open: readonly Conflict[]; readonly decided: readonly Decided[] }

/**
 * What waits for a person on this device. Advisers see what they have a part in, coordinators and administrators all
 * (visits.md §3).
 */
export async function readConflicts(store: Store): Promise<Conflicts> {
  const [lost, open, sealed, contested] = await Promise.all([
    listLost(store),
    listRows(store, 'conflictDecision'),
    listRows(store, 'sealedConflictDecision'),
    listContested(store),
  ])
  const decisionOf = new Map([...open, ...sealed].map((row) => [row.fields.key, row]))
  const places = Map.groupBy(lost, ({ entity }) => entity)
  const records = new Map<string, RecordState>()
  for (const [entity, some] of places) {
    if (!isEntityName(entity)) continue
    const found = await readRecords(store, entity, [...new Set(some.map(({ id }) => id))])
    for (const [id, { record }] of found) records.set(recordKey(entity, id), record)
  }
  const conflicts = lost.flatMap((one): ValueConflict[] => {
    const record = records.get(recordKey(one.entity, one.id))
    if (!record || !isEntityName(one.entity)) return []
    const { key, entity, id, field, value: other, deviceId, at } = one
    const written = record.history?.find((entry) => key.endsWith(`/${nameOfWrite(entry)}/${field}`))
    return [
      {
        kind: 'value',
        key,
        entity,
        id,
        field,
        other,
        record: record.fields,
        standing: record.fields[field],
        standingBy: lastWriter(record, field),
        otherBy: written ?? { deviceId, at, actor: '' },
      },
    ]
  })
  const mine = ({ actor }: Writer): boolean => actor === store.userId
  const concerns = (writers: readonly (Writer | null)[], { userId }: Readonly<Record<string, Json>>) =>
    isLeader(store.role) || userId === store.userId || writers.some((writer) => writer && mine(writer))
  const seen = conflicts.filter(({ otherBy, standingBy, record }) => concerns([otherBy, standingBy], record))
  return {
    open: [
      ...contested.filter(({ deletedBy, editedBy, record }) => concerns([deletedBy, editedBy], record)),
      // what says the same again needs nobody
      ...seen.filter(({ key, standing, other }) => !decisionOf.has(key) && !isEqualJson(standing, other)),
    ],
    decided: seen.flatMap((conflict) => {
      const row = decisionOf.get(conflict.key)
      if (!row) return []
      return [{ decisionId: row.id, choice: row.fields.choice, replaced: row.fields.replaced, conflict }]
    }),
  }
}

async function listContested(store: Store): Promise<readonly DeleteConflict[]> {
  // visits are in memory; the tables of the others are small
  const visits = store.columns.contestedIds()
  const found = [...(await readRecords(store, 'visit', visits))].map(([id, { record }]) => ({
    entity: 'visit' as EntityName,
    id,
    record,
  }))
  for (const entity of entityNames) {
    if (entity === 'visit') continue
    for (const row of await tableOf(store.db, entity).toArray())
      found.push({ entity, id: row.id, record: await openRecord(store, entity, row) })
  }
  return found.flatMap(({ entity, id, record }) => {
    if (!needsDecision(record)) return []
    const history = record.history ?? []
    return [
      {
        kind: 'delete' as const,
        key: `${recordKey(entity, id)}/delete`,
        entity,
        id,
        record: record.fields,
        deletedBy: history.findLast(({ kind }) => kind === 'delete') ?? null,
        editedBy: history.findLast(({ kind }) => kind === 'put') ?? null,
      },
    ]
  })
}

const lastWriter = ({ history }: RecordState, field: string): Writer | null =>
  history?.findLast(({ fields }) => fields.includes(field)) ?? null

type Done = Promise<Result<null, CommitProblem | Outdated>>

const standingIn = (conflict: Conflict | undefined): Json | null | undefined =>
  conflict && (conflict.kind === 'value' ? (conflict.standing ?? null) : conflict.key)
/** What waits and what is settled, once what is being written is written. */
async function conflictsNow(store: Store): Promise<Conflicts> {
  await store.exclusive(async () => undefined)
  return readConflicts(store)
}

/**
 * Decides several conflicts at once, as one act: the value that stands, or the other one. Where one of them has been
 * decided elsewhere, or another value stands by now than was shown, nothing is: a person looks at it again.
 */
export async function decide(
  store: Store,
  conflicts: readonly Conflict[],
  choice: 'standing' | 'other',
): Done {
  const { open } = await conflictsNow(store)
  for (const shown of conflicts) {
    const now = open.find(({ key }) => key === shown.key)
    if (!isEqualJson(standingIn(now), standingIn(shown))) return err(outdated)
  }
  const changes: Change[] = []
  for (const conflict of conflicts) {
    const { entity, id } = conflict
    if (conflict.kind === 'delete') {
      // what stands is the record, which is shown; the other way is that it goes
      changes.push({ entity, id, kind: choice === 'standing' ? 'restore' : 'delete' } as Change)
      continue
    }
    const { key, field, other, standing = null } = conflict
    if (choice === 'other') changes.push({ entity, id, kind: 'put', fields: { [field]: other } } as Change)
    const decisionId = await idOf(key)
    const decision = decisionOn(entity)
    changes.push({
      entity: decision,
      id: decisionId,
      kind: 'put',
      fields: { key, choice, replaced: standing },
    })
    // taken back before, and decided once more
    const { record } = await readRecord(store, decision, decisionId)
    if (record.fields[deletedField] === true)
      changes.push({ entity: decision, id: decisionId, kind: 'restore' })
  }
  return commit(store, changes, 'conflict')
}

/**
 * Takes a decision back: the question is open again, and what stood before it stands again, unless the field has been
 * given another value since it was shown.
 */
export async function takeBack(store: Store, { decisionId, choice, replaced, conflict }: Decided): Done {
  const { decided } = await conflictsNow(store)
  const now = decided.find((one) => one.decisionId === decisionId)
  if (!isEqualJson(standingIn(now?.conflict), standingIn(conflict))) return err(outdated)
  const { entity, id, field } = conflict
  return commit(
    store,
    [
      ...(choice === 'other' ? [{ entity, id, kind: 'put', fields: { [field]: replaced } } as Change] : []),
      { entity: decisionOn(entity), id: decisionId, kind: 'delete' },
    ],
    'conflict',
  )
}

/** A decision holds a value of the record, and goes where the record goes. */
const decisionOn = (entity: EntityName): 'conflictDecision' | 'sealedConflictDecision' =>
  declarationOf(entity).realm === 'open' ? 'conflictDecision' : 'sealedConflictDecision'

/** The same decision has the same id on every device, so that two that are made apart merge. */
async function idOf(key: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)))
  const hex = Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  // version 8: made by a rule of our own (RFC 9562 §5.8)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
