import type { EntityName } from '../../../src-shared/domain/registry.ts'
import { isHidden, type RecordState } from '../../../src-shared/sync/merge.ts'
import { type HeldMark, heldMarkRow } from '../database/held-mark.ts'
import { putRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import type { RecordChange } from './record-storage.ts'
import { listRows } from './records.ts'

/** What people would miss by name. */
const counted: readonly EntityName[] = ['visit', 'person', 'decision', 'paymentClaim', 'attachment']
const maxRecent = 32
const beginning: HeldMark = { generation: 0, chain: '0'.repeat(64), counts: {}, recent: [] }

/** The mark of a write that is about to be made; it becomes the register's by {@link Store.keepMark}. */
export async function nextMark(
  store: Store,
  changes: readonly RecordChange[],
  boxes: readonly Uint8Array[],
): Promise<HeldMark> {
  const before = store.mark ?? beginning
  const counts = { ...before.counts }
  for (const { entity, before: was, after } of changes)
    if (counted.includes(entity)) counts[entity] = (counts[entity] ?? 0) + shown(after) - shown(was)
  return { ...linked(before, await chainOver(before.chain, boxes)), counts }
}

/** A register of an older version has no mark yet: it begins with what stands there. */
export async function beginMark(store: Store): Promise<void> {
  if (store.mark) return
  const counts: Record<string, number> = { visit: store.columns.size() }
  for (const entity of counted)
    if (entity !== 'visit') counts[entity] = (await listRows(store, entity)).length
  const random = crypto.getRandomValues(new Uint8Array(tagBytes))
  const mark = { ...linked(beginning, await chainOver(beginning.chain, [random])), counts }
  await store.note(putRows(store.db.meta, [heldMarkRow(mark)]))
  await store.keepMark(mark)
}

const linked = ({ generation, recent }: HeldMark, chain: string): Omit<HeldMark, 'counts'> => ({
  generation: generation + 1,
  chain,
  recent: [chain, ...recent].slice(0, maxRecent),
})

const shown = (record: RecordState): number =>
  Object.keys(record.fields).length > 0 && !isHidden(record) ? 1 : 0

/** The tag at the end of a box is bound to all of its content, so that nothing longer has to be hashed. */
const tagBytes = 16

async function chainOver(before: string, boxes: readonly Uint8Array[]): Promise<string> {
  const bytes = new Uint8Array(before.length + boxes.length * tagBytes)
  new TextEncoder().encodeInto(before, bytes)
  for (const [index, box] of boxes.entries())
    bytes.set(box.subarray(-tagBytes), before.length + index * tagBytes)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
