import { useCallback, useDeferredValue, useMemo } from 'react'
import { fold } from '../../../src-shared/text/fold.ts'
import { selectVisits, type VisitQuery } from '../../data/columns/query.ts'
import type { VisitColumns } from '../../data/columns/visit-columns.ts'
import { useColumns } from '../../data/hooks/use-columns.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Store } from '../../data/register/store.ts'
import { useLang } from '../../i18n/i18n.ts'
import { searchText } from './search-text.ts'

/** The slots of the visits that a query shows, fresh after each change. */
export function useVisitSearch(store: Store, query: VisitQuery): Uint32Array {
  const reference = useReference(store)
  const lang = useLang()
  const text = useDeferredValue(query.text)
  const textOf = useMemo(() => searchText(reference, lang), [reference, lang])
  const { from, to, filters } = query
  const select = useCallback(
    (columns: VisitColumns) => selectVisits(columns, { from, to, filters, text: fold(text) }, textOf).slice(),
    [from, to, filters, text, textOf],
  )
  return useColumns(select)
}
