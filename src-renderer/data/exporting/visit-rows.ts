import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import { type Db, tableOf } from '../database/db.ts'
import { monthInBlocks } from '../records/visit-blocks.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { inPages } from './pages.ts'
import { damagedRow, recordRow } from './record-row.ts'

const monthOf = (date: unknown): string => String(date).slice(0, 7)
const yearOf = (month: string): string => (/^\d{4}-/.test(month) ? month.slice(0, 4) : 'undated')

/** The months that have visits, in rows of their own or in blocks, by year. */
export async function visitYears({
  db,
}: {
  readonly db: Db
}): Promise<ReadonlyMap<string, readonly string[]>> {
  const dates = await tableOf(db, 'visit').orderBy('date').uniqueKeys()
  const inBlocks = await db.visitBlocks.orderBy('months').uniqueKeys()
  const months = new Set([...dates, ...inBlocks].map(monthOf))
  return Map.groupBy([...months].toSorted(), yearOf)
}

/** The visits of these months, month by month in the order of date and id. */
export async function* visitPages(
  store: Store,
  months: readonly string[],
): AsyncGenerator<readonly ExportRow[]> {
  for (const month of months) yield* inPages(await visitsOf(store, month))
}

async function visitsOf(store: Store, month: string): Promise<readonly ExportRow[]> {
  const rows = await tableOf(store.db, 'visit').where('date').startsWith(month).toArray()
  const own = rows
    .filter(({ date }) => monthOf(date) === month)
    .map((row) =>
      openRecord(store, 'visit', row).then(
        (record) => recordRow('visit', row.id, record),
        () => damagedRow(row.id),
      ),
    )
  const { visits, damaged } = await monthInBlocks(store, month)
  const found = [
    ...(await Promise.all(own)),
    ...visits.map(({ id, record }) => recordRow('visit', id, record)),
  ]
  const lost = Array.from({ length: damaged }, (_, n) => damagedRow(`${month}/${n + 1}`))
  return [...found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)), ...lost]
}
const keyOf = ({ id, fields }: ExportRow): string => `${fields.date} ${id}`
