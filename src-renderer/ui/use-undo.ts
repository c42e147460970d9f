import { useCallback, useMemo, useRef } from 'react'
import { useStore } from '../data/hooks/store-context.ts'
import type { Change } from '../data/writing/change.ts'
import { commit } from '../data/writing/commit.ts'
import { useT } from '../i18n/i18n.ts'
import { useSay } from './toast.tsx'
import { isCommand, useKeys } from './use-keys.ts'
import { useProblemText } from './use-problem-text.ts'

const deepest = 50

export type UndoStep = {
  /** What takes the act back; several changes are one act. */
  readonly changes: readonly Change[]
  /** Whether the act was done, where it is noted before that is known: nothing is taken back of what was not. */
  readonly wasDone?: Promise<boolean>
  readonly onUndone?: () => void
}

export type Undo = {
  /** Notes what would take the last act back. */
  readonly push: (step: UndoStep) => void
  /** Notes it, and tells what was done with a button that takes it back. */
  readonly offer: (said: string, step: UndoStep) => void
  readonly run: () => Promise<void>
}

/** Takes acts back, the last one first: by the button of the message, or by Ctrl+Z outside of a text that has its own. */
export function useUndo(): Undo {
  const store = useStore()
  const say = useSay()
  const t = useT()
  const { ofAll } = useProblemText()
  const stack = useRef<readonly UndoStep[]>([])
  const run = useCallback(async (): Promise<void> => {
    const step = stack.current.at(-1)
    if (!step) return say(t('visits.nothingToUndo'))
    stack.current = stack.current.slice(0, -1)
    if (step.wasDone && !(await step.wasDone)) return
    const done = await commit(store, step.changes)
    say(done.ok ? t('visits.undone') : ofAll(done.error))
    if (done.ok) step.onUndone?.()
  }, [store, say, t, ofAll])
  const latest = useRef(run)
  latest.current = run
  useKeys((event) => {
    const isUndo = event.key.toLowerCase() === 'z' && isCommand(event) && !event.shiftKey
    if (!isUndo || hasOwnUndo(event.target)) return false
    if (!event.repeat) void latest.current()
    return true
  })
  return useMemo(() => {
    const push = (step: UndoStep): void => {
      stack.current = [...stack.current, step].slice(-deepest)
    }
    return {
      push,
      offer(said, step) {
        push(step)
        say(said, { label: t('common.undo'), run: () => void latest.current() })
      },
      run: () => latest.current(),
    }
  }, [say, t])
}

/** A text field takes back its own typing, and so does a picker of what is no choice yet. */
const hasOwnUndo = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement &&
  target.value !== '' &&
  (target.role !== 'combobox' || target.dataset.typed === 'true')
