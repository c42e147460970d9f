import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import { listRows, type Row } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'

/**
 * The organisation's own record of each code of a set, by code, once what is being written is written. A code has one: who
 * makes another looks here first, for it may have come since the list was shown.
 */
export async function ownCodes(
  store: Store,
  set: CodeSetName,
): Promise<ReadonlyMap<string, Row<'codeValue'>>> {
  await store.exclusive(async () => undefined)
  const rows = await listRows(store, 'codeValue')
  return new Map(rows.filter(({ fields }) => fields.set === set).map((row) => [row.fields.code, row]))
}
