import { useSyncExternalStore } from 'react'
import type { Role } from '../../../src-shared/kernel/role.ts'
import type { Reference } from '../register/reference.ts'
import type { Store } from '../register/store.ts'

/** The small tables, fresh after each change. */
export const useReference = (store: Store): Reference =>
  useSyncExternalStore(store.onChange, () => store.reference)

/** A number that is another one after each change: what is computed from the columns hangs on it. */
export const useVersion = (store: Store): number => useSyncExternalStore(store.onChange, store.version)

/** What whoever is signed in may do. */
export const useRole = (store: Store): Role => useSyncExternalStore(store.onChange, () => store.role)

/** How many rows of visits do not open. */
export const useDamagedCount = (store: Store): number =>
  useSyncExternalStore(store.onChange, () =>
    [...store.damaged.values()].reduce((sum, count) => sum + count, 0),
  )
