import type { Operation } from '../../../src-shared/sync/operation.ts'
import type { Db } from '../database/db.ts'
import type { Cipher } from './cipher.ts'
import { recordKey } from './sealed-record.ts'

/** An operation that the hub would not store, with its reason (S6). */
export type SetAside = { readonly n: number; readonly operation: Operation; readonly reason: string }
type Sealing = { readonly cipher: Cipher }

export const sealSetAside = async (
  { cipher }: Sealing,
  one: SetAside,
): Promise<{ readonly n: number; readonly box: Uint8Array }> => ({
  n: one.n,
  box: await cipher.seal(one, recordKey('setAside', String(one.n))),
})

export async function listSetAside({
  db,
  cipher,
}: Sealing & { readonly db: Db }): Promise<readonly SetAside[]> {
  const rows = await db.setAside.toArray()
  return Promise.all(
    rows.map(async ({ n, box }) => (await cipher.open(box, recordKey('setAside', String(n)))) as SetAside),
  ) // sealed by us
}
