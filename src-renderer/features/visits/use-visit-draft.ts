import { useCallback, useEffect, useRef, useState } from 'react'
import { dropDraft as drop, readDraft, saveDraft } from '../../data/drafts.ts'
import type { Store } from '../../data/store.ts'
import { readDraftForm, type VisitForm } from './model.ts'

const key = 'visit'
const soonMs = 250

/** Keeps an unfinished new visit on the disk while it is typed, and brings it back once after a crash. */
export function useVisitDraft(store: Store, isNew: boolean, restore: (form: VisitForm) => void) {
  const [wasRestored, setRestored] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const unsaved = useRef<VisitForm | null>(null)
  const put = useRef(restore)
  useEffect(() => {
    if (!isNew) return
    let isGone = false
    void readDraft(store, key).then((value) => {
      const form = readDraftForm(value)
      if (!form || isGone) return
      put.current(form)
      setRestored(true)
    })
    return () => {
      isGone = true
      clearTimeout(timer.current)
      // whoever leaves the form in the middle, or locks, finds it as it was
      if (unsaved.current) void saveDraft(store, key, unsaved.current)
      unsaved.current = null
    }
  }, [store, isNew])
  const keepDraft = useCallback(
    (form: VisitForm): void => {
      if (!isNew) return
      clearTimeout(timer.current)
      unsaved.current = form
      timer.current = setTimeout(() => {
        unsaved.current = null
        void saveDraft(store, key, form)
      }, soonMs)
    },
    [store, isNew],
  )
  const dropDraft = useCallback((): void => {
    clearTimeout(timer.current)
    unsaved.current = null
    setRestored(false)
    if (isNew) void drop(store, key)
  }, [store, isNew])
  return { wasRestored, keepDraft, dropDraft }
}
