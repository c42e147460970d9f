import { useMemo } from 'react'
import type { VisitColumns } from '../columns/visit-columns.ts'
import { useStore } from './store-context.ts'
import { useVersion } from './use-store-value.ts'

/**
 * What `select` finds in the columns, looked up anew after each change of the register. `select` comes from `useCallback`:
 * what else it looks at stands in its own list.
 */
export function useColumns<T>(select: (columns: VisitColumns) => T): T {
  const store = useStore()
  // the columns are the same object over other rows: the number of the change tells one finding from the next
  const version = useVersion(store)
  return useMemo(() => ({ version, found: select(store.columns) }), [store, version, select]).found
}
