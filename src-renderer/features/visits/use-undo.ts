import { useCallback, useMemo, useRef } from 'react'
import { type Change, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useSay } from '../../ui/toast.tsx'
import { isCommand, useKeys } from '../../ui/use-keys.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

const deepest = 50

export type Undo = {
  /** Notes what would take the last action back; several changes are one action. */
  readonly push: (...changes: readonly Change[]) => void
  readonly run: () => Promise<void>
}

/** Takes actions back, the last one first: by the button of the message, or by Ctrl+Z outside of a text that has its own. */
export function useUndo(): Undo {
  const store = useStore()
  const say = useSay()
  const t = useT()
  const { ofAll } = useProblemText()
  const stack = useRef<(readonly Change[])[]>([])
  const run = useCallback(async (): Promise<void> => {
    const changes = stack.current.pop()
    if (!changes) return say(t('visits.nothingToUndo'))
    const done = await commit(store, changes)
    say(done.ok ? t('visits.undone') : ofAll(done.error))
  }, [store, say, t, ofAll])
  const latest = useRef(run)
  latest.current = run
  useKeys((event) => {
    const isUndo = event.key.toLowerCase() === 'z' && isCommand(event) && !event.shiftKey
    if (!isUndo || hasOwnUndo(event.target)) return false
    void latest.current()
    return true
  })
  return useMemo(
    () => ({
      push: (...changes) => {
        stack.current = [...stack.current, changes].slice(-deepest)
      },
      run: () => latest.current(),
    }),
    [],
  )
}

/** A text field takes back its own typing; a picker has nothing of its own to take back. */
const hasOwnUndo = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.value !== '' && target.role !== 'combobox'
