import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import type { LogName } from '../../../src-shared/export/export-tables.ts'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import { waitingOf } from '../database/outbox-row.ts'
import type { Store } from '../register/store.ts'
import { operationsOf } from '../sealing/sealed-operations.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { tablePages } from './pages.ts'
import { damagedRow } from './record-row.ts'

type Pages = AsyncGenerator<readonly ExportRow[]>
const shown = (id: string, fields: object): ExportRow => ({ id, state: 'shown', fields: { ...fields } })

/** What is kept beside the records, in the form of records. */
export const logPages: Readonly<Record<LogName, (store: Store) => Pages>> = {
  audit: ({ db, cipher }) =>
    tablePages(db.audit, async ({ seq = 0, box }) =>
      opened(String(seq), async () => [shown(String(seq), asObject(await cipher.open(box, 'audit')))]),
    ),
  unsent: (store) =>
    tablePages(store.db.outbox, (row) =>
      opened(String(row.n), async () => {
        const waiting = new Set(waitingOf(row))
        const operations = await operationsOf(store, row)
        return operations.filter(({ n }) => waiting.has(n)).map((one) => shown(nameOf(one), one))
      }),
    ),
  setAside: ({ db, cipher }) =>
    tablePages(db.setAside, ({ n, box }) =>
      opened(String(n), async () => {
        const { n: _, ...held } = asObject(await cipher.open(box, recordKey('setAside', String(n))))
        return [shown(String(n), held)]
      }),
    ),
  refused: ({ db, cipher }) =>
    tablePages(db.refused, ({ key, isSeen, box }) =>
      opened(key, async () => {
        const held = asObject(await cipher.open(box, recordKey('refused', key)))
        return [shown(key, { ...held, isSeen: isSeen === 1 })]
      }),
    ),
  lostValue: ({ db, cipher }) =>
    tablePages(db.lost, ({ key, box }) =>
      opened(key, async () => [shown(key, asObject(await cipher.open(box, recordKey('lost', key))))]),
    ),
  foreign: ({ db, cipher }) =>
    tablePages(db.foreign, ({ entity, id, box }) =>
      opened(`${entity}/${id}`, async () => [
        shown(`${entity}/${id}`, { entity, id, values: await cipher.open(box, recordKey(entity, id)) }),
      ]),
    ),
}

const nameOf = ({ deviceId, n }: Operation): string => `${deviceId}/${n}`
const asObject = (held: unknown): Readonly<Record<string, unknown>> =>
  typeof held === 'object' && held !== null ? { ...held } : { value: held }

/** One box that does not open keeps none of the others from leaving. */
async function opened(id: string, read: () => Promise<readonly ExportRow[]>): Promise<readonly ExportRow[]> {
  try {
    return await read()
  } catch {
    return [damagedRow(id)]
  }
}
