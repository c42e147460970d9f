import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import { emptyRecord, type RecordState } from '../../../src-shared/sync/merge.ts'
import { type PackedRecord, packRecord, unpackRecord } from '../../../src-shared/sync/packed-record.ts'
import { type BlockRow, type Db, type SealedRow, tableOf } from '../database/db.ts'
import { putRows, removeRows, type TableChange } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { recordKey, sealRecord } from '../sealing/sealed-record.ts'

/**
 * Visits that come in bulk stand many in one sealed row, a block, which costs the disk a fraction of a row for each. One
 * that is changed alone moves out of its block into a row of its own, so that the block keeps nothing of it; many changed
 * at once are changed in their block. A visit stands in one place only.
 */
type IdentifiedRecord = { readonly id: string; readonly record: RecordState }
type InBlock = IdentifiedRecord & { readonly block: string }

/** From this many visits at once on, blocks are written. */
const fewest = 50
/** Enough that the disk's share is small, few enough that opening one for a single visit is not felt. */
const most = 250

const place = (block: string): string => recordKey('visitBlocks', block)

async function openBlock({ cipher }: Store, { id, box }: BlockRow): Promise<readonly InBlock[]> {
  const held = (await cipher.open(box, place(id))) as readonly (readonly [string, PackedRecord])[] // sealed by us
  return held.map(([visit, packed]) => ({ id: visit, record: unpackRecord(packed), block: id }))
}

async function sealBlock(
  { cipher }: Store,
  block: string,
  visits: readonly IdentifiedRecord[],
): Promise<BlockRow> {
  const ids = visits.map(({ id }) => id).toSorted()
  const months = Map.groupBy(visits, ({ record }) => monthOfVisit(record))
  const held = visits.map(({ id, record }) => [id, packRecord(record)] as const)
  return {
    id: block,
    first: ids[0] ?? '',
    last: ids.at(-1) ?? '',
    ids: ids.join(),
    months: [...months.keys()],
    counts: [...months.values()].map(({ length }) => length),
    box: await cipher.seal(held, place(block)),
  }
}

const monthOfVisit = ({ fields }: RecordState): string => monthOf(String(fields.date))

/** Of these visits, which have no row of their own, those that stand in a block. */
export async function readFromBlocks(store: Store, ids: readonly string[]): Promise<readonly InBlock[]> {
  const { visitBlocks } = store.db
  const keys = (await visitBlocks.orderBy('[first+last+id]').keys()) as unknown as [string, string, string][] // the parts of the index
  const sorted = ids.toSorted()
  const near = keys.filter(([first, last]) => (firstFrom(sorted, first) ?? '~') <= last)
  const wanted = new Set(ids)
  const found: InBlock[] = []
  for (const block of await visitBlocks.bulkGet(near.map(([, , id]) => id)))
    if (block?.ids.split(',').some((id) => wanted.has(id)))
      found.push(...(await openBlock(store, block)).filter(({ id }) => wanted.has(id)))
  return found
}

/** The first of sorted ids that is not before `from`, by halving. */
function firstFrom(sorted: readonly string[], from: string): string | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < from) low = middle + 1
    else high = middle
  }
  return sorted[low]
}

export async function allInBlocks(store: Store): Promise<readonly InBlock[]> {
  const blocks = await store.db.visitBlocks.toArray()
  return (await Promise.all(blocks.map((block) => openBlock(store, block)))).flat()
}

/** A month's visits that stand in blocks; `damaged` counts those in blocks that do not open. */
export async function monthInBlocks(
  store: Store,
  month: string,
): Promise<{ readonly visits: readonly InBlock[]; readonly damaged: number }> {
  const visits: InBlock[] = []
  let damaged = 0
  for (const block of await blocksOf(store.db, month)) {
    const held = await openBlock(store, block).catch(() => null)
    if (!held) damaged += block.counts[block.months.indexOf(month)] ?? 0
    for (const visit of held ?? []) if (monthOfVisit(visit.record) === month) visits.push(visit)
  }
  return { visits, damaged }
}

const blocksOf = ({ visitBlocks }: Db, month: string): PromiseLike<BlockRow[]> =>
  visitBlocks.where('months').equals(month).toArray()

/** What is to become of a visit, and the block in which it stands so far. */
export type ToPlace = {
  readonly id: string
  /** `emptyRecord` itself when the visit stands nowhere yet. */
  readonly before: RecordState
  readonly after: RecordState
  readonly block: string | null
}
export type PlacedVisits = {
  readonly rows: readonly SealedRow[]
  readonly blocks: readonly BlockRow[]
  /** Blocks that hold nothing any more. */
  readonly emptied: readonly string[]
}

/** Seals visits for where they belong: few into rows of their own, many into blocks. */
export async function placeVisits(store: Store, visits: readonly ToPlace[]): Promise<PlacedVisits> {
  const outside = visits.filter(({ block }) => block === null)
  const byBlock = Map.groupBy(
    visits.filter(({ block }) => block !== null),
    ({ block }) => block ?? '',
  )
  const isFresh = ({ before }: ToPlace): boolean => before === emptyRecord
  const areMany = outside.filter(isFresh).length >= fewest
  const alone = outside.filter((visit) => !areMany || !isFresh(visit))
  const fresh = areMany ? outside.filter(isFresh) : []
  const blocks: Promise<BlockRow>[] = []
  const emptied: string[] = []
  for (const [block, changed] of byBlock) {
    const moveOut = changed.length < fewest
    if (moveOut) alone.push(...changed)
    const left = await heldAfter(store, block, changed, moveOut)
    if (left.length === 0) emptied.push(block)
    else blocks.push(sealBlock(store, block, left))
  }
  const sorted = fresh
    .map(({ id, after }) => ({ id, record: after, month: monthOfVisit(after) }))
    .toSorted((a, b) => (a.month === b.month ? 0 : a.month < b.month ? -1 : 1))
  for (let from = 0; from < sorted.length; from += most) {
    const some = sorted.slice(from, from + most)
    blocks.push(sealBlock(store, some[0]?.id ?? '', some))
  }
  return {
    rows: await Promise.all(alone.map(({ id, after }) => sealRecord(store, 'visit', id, after))),
    blocks: await Promise.all(blocks),
    emptied,
  }
}

/** What a block holds once these of its visits have changed in it, or moved out of it. */
async function heldAfter(
  store: Store,
  block: string,
  changed: readonly ToPlace[],
  moveOut: boolean,
): Promise<readonly IdentifiedRecord[]> {
  const standing = await store.db.visitBlocks.get(block)
  if (!standing) throw new Error('a visit was read from a block that is not there')
  const after = new Map(changed.map((visit) => [visit.id, visit.after]))
  const held = await openBlock(store, standing)
  return moveOut
    ? held.filter(({ id }) => !after.has(id))
    : held.map(({ id, record }) => ({ id, record: after.get(id) ?? record }))
}

export const putVisits = (db: Db, { rows, blocks, emptied }: PlacedVisits): readonly TableChange[] => [
  putRows(tableOf(db, 'visit'), rows),
  putRows(db.visitBlocks, blocks),
  removeRows(db.visitBlocks, emptied),
]
