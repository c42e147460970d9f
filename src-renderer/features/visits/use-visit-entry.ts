import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { useOneForm } from '../../ui/use-one-form.ts'
import type { Undo } from '../../ui/use-undo.ts'
import { useWriteBehind, type WriteBehind } from './use-write-behind.ts'

type Editing = Pick<VisitRow, 'id' | 'fields'>

/** Where visits are entered: what its form holds, and how the hands come to it. */
export type VisitEntry = {
  /** The element around the form. */
  readonly place: RefObject<HTMLDivElement | null>
  /** The visit that is corrected; null where a new one is entered. */
  readonly editing: Editing | null
  /** Another one for each form that is made anew. */
  readonly formKey: string
  readonly behind: WriteBehind
  /** Corrects this visit; where its form stands there already it gets the focus. */
  readonly open: (visit: Editing) => void
  /** Closes the form of this visit, and none that was opened since; without one, none is closed. */
  readonly close: (visit: Editing | null) => void
  /** The visit is gone: it is not corrected any more, and the focus that its row had goes to the form. */
  readonly gone: (id: string) => void
}

export function useVisitEntry(undo: Undo): VisitEntry {
  const place = useRef<HTMLDivElement>(null)
  const { form: editing, open, close } = useOneForm<Editing>()
  // another one when the form is filled from outside: it is made anew, with what was put there
  const [filling, setFilling] = useState(0)
  const formKey = editing?.id ?? `new ${filling}`
  const focus = useCallback(
    (): void => place.current?.querySelector<HTMLElement>('input, select')?.focus(),
    [],
  )
  const behind = useWriteBehind(
    undo,
    () => editing !== null || place.current?.querySelector('[data-typed="true"]') !== null,
    () => {
      open(null)
      setFilling((count) => count + 1)
    },
  )
  // the work of this screen is the next visit, or the row just opened: the hands need not look for it. At once, not in
  // the next frame, which on a busy machine would come after whoever types on has gone to another field
  // biome-ignore lint/correctness/useExhaustiveDependencies: another form is what the focus follows
  useLayoutEffect(focus, [focus, formKey])
  return {
    place,
    editing,
    formKey,
    behind,
    open(visit) {
      open(visit)
      if (visit.id === editing?.id) focus()
    },
    close,
    gone(id) {
      if (editing?.id === id) close(editing)
      focus()
    },
  }
}
