import { useLiveQuery } from 'dexie-react-hooks'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import type { Store } from '../register/store.ts'
import { type Conflicts, readConflicts } from '../syncing/conflicts.ts'
import { useVersion } from './use-store-value.ts'

/** What waits for a person, fresh after each change; undefined until the first answer. */
export function useConflicts(store: Store): Conflicts | undefined {
  const version = useVersion(store)
  return useLiveQuery(() => readConflicts(store), [store, version])
}

/** How much waits, for the menu: looked up anew only when a value lost or a decision was made, or a visit is contested. */
export function useConflictCount(store: Store): number {
  useVersion(store)
  const contested = store.columns.contestedIds().join()
  const found = useLiveQuery(async () => {
    const { lost, setAside, refused } = store.db
    const [losses, aside, unseen] = await Promise.all([
      lost.count(),
      setAside.count(),
      isLeader(store.role) ? refused.where('isSeen').equals(0).count() : 0,
    ])
    if (losses === 0 && contested === '') return aside + unseen
    return (await readConflicts(store)).open.length + aside + unseen
  }, [store, contested])
  return found ?? 0
}
