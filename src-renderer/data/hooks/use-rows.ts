import { useLiveQuery } from 'dexie-react-hooks'
import type { EntityName } from '../../../src-shared/domain/registry.ts'
import { listRows, type Row } from '../records/records.ts'
import type { Store } from '../register/store.ts'

/** The shown records of an entity, kept fresh; undefined until the first answer. */
export function useRows<E extends EntityName>(
  store: Store,
  entity: E,
  key?: string,
  value?: string,
): readonly Row<E>[] | undefined {
  return useLiveQuery(
    () => listRows(store, entity, key !== undefined && value !== undefined ? { key, value } : undefined),
    [store, entity, key, value],
  )
}
