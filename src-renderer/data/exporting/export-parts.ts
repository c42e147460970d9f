import type { IndexableType, Table } from 'dexie'
import { type EntityName, entityNames } from '../../../src-shared/domain/registry.ts'
import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import {
  type ExportPart,
  type ExportTableName,
  type LogName,
  logNames,
} from '../../../src-shared/export/export-tables.ts'
import { tableOf } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { logPages } from './log-rows.ts'
import { tablePages } from './pages.ts'
import { damagedRow, recordRow } from './record-row.ts'
import { type Boxed, tableStamp, visitStamp } from './row-stamp.ts'
import { visitPages, visitYears } from './visit-rows.ts'

/** Part of an export, with the way to its rows: they are read page by page when they are asked for. */
export type PartSource = {
  readonly part: ExportPart
  readonly pages: () => AsyncGenerator<readonly ExportRow[]>
  /** Tells two states of its rows apart, without opening any. */
  readonly stamp: () => Promise<string>
  /** The tables of the database that it is read from. */
  readonly tables: readonly string[]
}

/** All parts of the register: each table, the visits by year, and what is kept beside the records. */
export async function exportParts(store: Store): Promise<readonly PartSource[]> {
  const visits = [...(await visitYears(store))].map(([slice, months]) => ({
    part: { table: 'visit', slice } as const,
    pages: () => visitPages(store, months),
    stamp: () => visitStamp(store, months),
    tables: ['visit', 'visitBlocks'],
  }))
  const others = entityNames.filter((name) => name !== 'visit')
  return [
    ...visits,
    ...others.map((table) => partOf(table, tableOf(store.db, table), () => recordPages(store, table))),
    ...logNames.map((table) => logPart(store, table)),
  ]
}

const logTables: Readonly<Record<LogName, string>> = {
  audit: 'audit',
  unsent: 'outbox',
  setAside: 'setAside',
  refused: 'refused',
  lostValue: 'lost',
  foreign: 'foreign',
}
const logPart = (store: Store, log: LogName): PartSource =>
  partOf(log, store.db.table<Boxed>(logTables[log]), () => logPages[log](store))

const partOf = <K extends IndexableType>(
  table: ExportTableName,
  rows: Table<Boxed, K>,
  pages: PartSource['pages'],
): PartSource => ({ part: { table, slice: null }, pages, stamp: () => tableStamp(rows), tables: [rows.name] })

const recordPages = (store: Store, entity: EntityName): AsyncGenerator<readonly ExportRow[]> =>
  tablePages(tableOf(store.db, entity), async (row) => [
    await openRecord(store, entity, row).then(
      (record) => recordRow(entity, row.id, record),
      () => damagedRow(row.id),
    ),
  ])

/** How many rows the database has of all that leaves, as far as this is known without opening any. */
export async function countRows({ db }: Store): Promise<number> {
  const counts = await Promise.all(entityNames.map((name) => tableOf(db, name).count()))
  const blocks = await db.visitBlocks.toArray()
  const inBlocks = blocks.reduce((sum, block) => sum + block.counts.reduce((all, one) => all + one, 0), 0)
  return counts.reduce((sum, count) => sum + count, await db.audit.count()) + inBlocks
}
