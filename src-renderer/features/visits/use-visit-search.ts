import { useDeferredValue, useMemo } from 'react'
import { fold } from '../../../src-shared/text/fold.ts'
import { selectVisits, type VisitQuery } from '../../data/columns/query.ts'
import { useReference, useVersion } from '../../data/hooks/use-store-value.ts'
import type { Store } from '../../data/register/store.ts'
import { useLang } from '../../i18n/i18n.ts'
import { searchText } from './search-text.ts'

/** The slots of the visits that a query shows, fresh after each change. */
export function useVisitSearch(store: Store, query: VisitQuery): Uint32Array {
  const version = useVersion(store)
  const reference = useReference(store)
  const lang = useLang()
  const text = useDeferredValue(query.text)
  const textOf = useMemo(() => searchText(reference, lang), [reference, lang])
  const { from, to, filters } = query
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns are another set of rows in each version
  return useMemo(
    () => selectVisits(store.columns, { from, to, filters, text: fold(text) }, textOf).slice(),
    [store, version, from, to, filters, text, textOf],
  )
}
