import { useLiveQuery } from 'dexie-react-hooks'
import type { EntityName } from '../../src-shared/domain/registry.ts'
import { listRows, type Row } from './records.ts'
import type { Store } from './store.ts'

/** The revision of its entity under which a list was read. */
const readAt = new WeakMap<readonly unknown[], number>()
const revisionOf = ({ revisions }: Store, entity: EntityName): number => revisions.get(entity) ?? 0

/** The shown records of an entity, kept fresh; undefined until the first answer. */
export function useRows<E extends EntityName>(
  store: Store,
  entity: E,
  key?: string,
  value?: string,
): readonly Row<E>[] | undefined {
  return useLiveQuery(async () => {
    const at = revisionOf(store, entity)
    const where = key !== undefined && value !== undefined ? { key, value } : undefined
    const rows = await listRows(store, entity, where)
    readAt.set(rows, at)
    return rows
  }, [store, entity, key, value])
}

/**
 * All records of an entity as the register has them by now: the list that a screen shows, or, where the screen is a moment
 * behind what was saved, another one. For whoever acts on what is shown.
 * @param shown from {@link useRows}, without a key.
 */
export async function rowsNow<E extends EntityName>(
  store: Store,
  entity: E,
  shown: readonly Row<E>[],
): Promise<readonly Row<E>[]> {
  return readAt.get(shown) === revisionOf(store, entity) ? shown : listRows(store, entity)
}
