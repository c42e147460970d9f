import type { EntityName } from '../../../src-shared/domain/registry.ts'
import type { Store } from '../register/store.ts'
import { type Row, readRow } from './records.ts'

/** What an act rests on is gone, or is not what the screen showed: nothing is written, and a person looks again. */
export type Outdated = { readonly kind: 'outdated' }
export const outdated: Outdated = { kind: 'outdated' }

/**
 * A record as the register has it, once what is being written is written; null where there is none to show. For whoever
 * acts on what a screen showed a moment ago.
 */
export async function rowNow<E extends EntityName>(
  store: Store,
  entity: E,
  id: string,
): Promise<Row<E> | null> {
  await store.exclusive(async () => undefined)
  return readRow(store, entity, id)
}
