import type { PushOutcome } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import type { KnownDevice } from '../access/devices.ts'
import type { Transaction } from '../database/database.ts'

/**
 * What became of operations that came before; `forked` where another one had come under one of these numbers: a device
 * whose folder was copied, or put back from a backup, has used them a second time.
 */
export async function outcomesAgain(
  tx: Transaction,
  device: KnownDevice,
  repeated: readonly { readonly n: number; readonly operation: Operation | null }[],
): Promise<PushOutcome[] | 'forked'> {
  if (repeated.length === 0) return []
  const { rows } = await tx.query<{
    n: number
    seq: number | null
    reason: string | null
    id: string | null
    at: string | null
  }>(
    `SELECT n, seq, NULL AS reason, body::jsonb->>'id' AS id, body::jsonb->>'at' AS at
     FROM operations WHERE device_id = $1 AND n = ANY($2)
     UNION ALL SELECT n, NULL, reason, NULL, NULL FROM set_aside WHERE device_id = $1 AND n = ANY($2)`,
    [device.id, repeated.map(({ n }) => n)],
  )
  const before = new Map(rows.map((row) => [row.n, row]))
  // of a sealed one the box is another each time: who wrote what when is the same
  const isOther = repeated.some(({ n, operation }) => {
    const { id, at } = before.get(n) ?? { id: null, at: null }
    return operation !== null && id !== null && (operation.id !== id || operation.at !== at)
  })
  if (isOther) return 'forked'
  return rows.map(({ n, seq, reason }) =>
    seq === null ? { kind: 'set-aside', n, reason: reason ?? '' } : { kind: 'stored', n, seq },
  )
}
