import type { KeyPath } from '../../../src-shared/journal/act.ts'
import type { Chunk } from '../format/backup-file.ts'
import { damaged } from '../format/problem.ts'
import { type RawRow, readRawAct } from './act-rows.ts'
import type { ChangedRows, TableChanges } from './changed-rows.ts'
import { endsChunk, type KeepRows, keepChunk, partRows } from './chunks.ts'

/** The content of a chunk's blob. */
export type LoadRows = (chunk: Chunk) => Promise<Uint8Array>

/**
 * The chunks of all rows after changes: those that none of them touches are taken over unread, the others are read, changed
 * and parted anew. What comes out is what parting all rows from the beginning would give.
 */
export async function mergeChunks(
  before: readonly Chunk[],
  changed: ChangedRows,
  load: LoadRows,
  keep: KeepRows,
): Promise<readonly Chunk[]> {
  const tables = new Set([...before.map(({ table }) => table), ...changed.keys()])
  const chunks: Chunk[] = []
  for (const table of [...tables].toSorted()) {
    const own = before.filter((chunk) => chunk.table === table)
    const changes = changed.get(table)
    if (!changes) chunks.push(...own)
    else chunks.push(...(await mergeTable(table, changes.isCleared ? [] : own, changes, load, keep)))
  }
  return chunks
}

async function mergeTable(
  table: string,
  before: readonly Chunk[],
  changes: TableChanges,
  load: LoadRows,
  keep: KeepRows,
): Promise<readonly Chunk[]> {
  const touched = changesByChunk(before, changes)
  const chunks: Chunk[] = []
  let { path } = changes
  /** Rows behind the last boundary: they belong to the next chunk. */
  let open: readonly RawRow[] = []
  const close = async (rows: readonly RawRow[]): Promise<void> => {
    chunks.push(await keepChunk(table, path, rows, keep))
  }
  for (const [index, chunk] of before.entries()) {
    const own = touched.get(index)
    if (!own && open.length === 0) {
      chunks.push(chunk)
      continue
    }
    const loaded = await loadRows(chunk, load)
    path ??= loaded.path
    const parts = partRows([...open, ...merged(loaded.rows, own ?? [])])
    open = []
    for (const part of parts) {
      const last = part.at(-1)
      if (last && !endsChunk(last)) open = part
      else await close(part)
    }
  }
  const fresh = [...open, ...merged([], touched.get(before.length) ?? [])]
  for (const part of partRows(fresh)) await close(part)
  return chunks
}

type Change = { readonly place: string; readonly row: RawRow | null }
const byPlace = (a: { readonly place: string }, b: { readonly place: string }): number =>
  a.place < b.place ? -1 : a.place > b.place ? 1 : 0

/** Changes by the chunk that they belong to: the first whose last place is not before theirs, or else the last, which may go on. */
function changesByChunk(
  chunks: readonly Chunk[],
  { rows }: TableChanges,
): ReadonlyMap<number, readonly Change[]> {
  const changes = Array.from(rows, ([place, row]): Change => ({ place, row })).toSorted(byPlace)
  const byChunk = new Map<number, Change[]>()
  let index = 0
  for (const change of changes) {
    while (index < chunks.length - 1 && (chunks[index]?.last ?? '') < change.place) index++
    const own = byChunk.get(index)
    if (own) own.push(change)
    else byChunk.set(index, [change])
  }
  return byChunk
}

/** Both come in the order of their places. */
function merged(rows: readonly RawRow[], changes: readonly Change[]): readonly RawRow[] {
  const result: RawRow[] = []
  let at = 0
  for (const { place, row } of changes) {
    for (let old = rows[at]; old && old.place < place; old = rows[++at]) result.push(old)
    if (rows[at]?.place === place) at++
    if (row) result.push(row)
  }
  return [...result, ...rows.slice(at)]
}

async function loadRows(
  chunk: Chunk,
  load: LoadRows,
): Promise<{ readonly rows: readonly RawRow[]; readonly path: KeyPath | undefined }> {
  const act = readRawAct(await load(chunk))
  const rows = act?.puts.get(chunk.table)
  if (!act || !rows) throw damaged(chunk.id)
  return { rows, path: act.keys[chunk.table] }
}
