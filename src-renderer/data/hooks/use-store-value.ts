import { useSyncExternalStore } from 'react'
import type { Reference } from '../register/reference.ts'
import type { Store } from '../register/store.ts'

/** The small tables, fresh after each change. */
export const useReference = (store: Store): Reference =>
  useSyncExternalStore(store.onChange, () => store.reference)

/** A number that is another one after each change: what is computed from the columns hangs on it. */
export const useVersion = (store: Store): number => useSyncExternalStore(store.onChange, store.version)
