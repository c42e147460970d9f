import type { Operation } from '../../../src-shared/sync/operation.ts'
import type { OutboxRow } from '../database/outbox-row.ts'
import type { Cipher } from './cipher.ts'
import { recordKey } from './sealed-record.ts'

const batchSize = 500
type Sealing = { readonly cipher: Cipher }

/** Numbered operations as rows of the outbox: many in one row, so that an import costs the disk a fraction. */
export async function toOutboxRows(
  { cipher }: Sealing,
  operations: readonly Operation[],
): Promise<OutboxRow[]> {
  const batches: (readonly Operation[])[] = []
  for (let from = 0; from < operations.length; from += batchSize)
    batches.push(operations.slice(from, from + batchSize))
  return Promise.all(
    batches.map(async (batch) => {
      const [first] = batch
      const last = batch.at(-1)
      if (!first || !last) throw new Error('an empty batch')
      return {
        n: first.n,
        last: last.n,
        at: first.at,
        left: batch.length,
        box: await cipher.seal(batch, recordKey('outbox', String(first.n))),
      }
    }),
  )
}

export async function operationsOf(
  { cipher }: Sealing,
  { n, box }: Pick<OutboxRow, 'n' | 'box'>,
): Promise<readonly Operation[]> {
  const held = (await cipher.open(box, recordKey('outbox', String(n)))) as Operation | readonly Operation[] // sealed by us
  return Array.isArray(held) ? held : [held as Operation]
}
