import { useEffect, useState } from 'react'
import { useStore } from '../data/hooks/store-context.ts'
import { useDraftNames } from './use-draft.ts'

/** Stands for the record that is made by the form. */
export const newRecord = 'new'

type OpenForm = { readonly id: string }

/**
 * The one form that is open over a list of records. Who left it unfinished finds it open again, and the others that were
 * left are offered. `ids` are those of the list; null while it is not known. A save that ends late closes the form it belongs to, never one that was opened since.
 */
export function useListForm(kind: string, ids: readonly string[] | null) {
  const { forms } = useStore()
  const prefix = `${kind}/`
  const left = useDraftNames(prefix).map((name) => name.slice(prefix.length))
  const isThere = (id: string): boolean => id === newRecord || ids === null || ids.includes(id)
  const [form, setForm] = useState<OpenForm | null>(() => {
    const last = left.find(isThere)
    return last === undefined ? null : { id: last }
  })
  // nothing stays of a record that was deleted or erased, also not what somebody wanted to change of it
  const gone = left.filter((id) => !isThere(id)).join(' ')
  useEffect(() => {
    for (const id of gone.split(' ')) if (id) forms.drop(prefix + id)
  }, [forms, gone, prefix])
  return {
    form,
    open: (id: string): void => setForm({ id }),
    close: (mine: OpenForm | null): void => setForm((now) => (now === mine ? null : now)),
    offered: left.filter((id) => isThere(id) && id !== form?.id).map((id) => prefix + id),
    idOf: (name: string): string => name.slice(prefix.length),
  }
}
