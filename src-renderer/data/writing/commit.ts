import type { Duty } from '../../../src-shared/domain/entity/rule-context.ts'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { removeRows } from '../database/table-changes.ts'
import { isFullDisk, WritesHeldError } from '../database/write-guard.ts'
import type { Store } from '../register/store.ts'
import { type Audited, auditEntry } from './audit-entry.ts'
import type { Act, Change, CommitProblem } from './change.ts'
import { type Prepared, prepareAct, type Step } from './prepare-act.ts'
import { NotStored, type Write, writeChanges } from './write-changes.ts'

/**
 * The only way in which people write records: check (role, schema, rules), turn into operations per field
 * (`writing/prepare-act.ts`), then one durable transaction with rows, outbox and audit together
 * (`writing/write-changes.ts`). Operations on shared records wait for the hub: open ones as they are, sealed ones in boxes
 * that it cannot read.
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
    const prepared = await prepareAct(store, changes, act)
    return prepared.ok ? write(store, prepared.value, act) : prepared
  })
}

async function write(
  store: Store,
  { steps, lastN }: Prepared,
  { remark, duty, replaces }: Act,
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
    erases: duty === 'retention',
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
    return err(
      isFullDisk(error.cause) ? { kind: 'disk-full', space: store.guard.space() } : { kind: 'storage' },
    )
  }
}

const toAudited = ({ op, change: { entity, id } }: Step): Audited => ({
  action: op?.kind ?? 'give-up',
  entity,
  id,
  fields: Object.keys(op?.fields ?? {}),
})
