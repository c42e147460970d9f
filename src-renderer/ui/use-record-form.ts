import { useStore } from '../data/hooks/store-context.ts'
import type { Change } from '../data/writing/change.ts'
import { commit } from '../data/writing/commit.ts'
import { useSay, useUnsay } from './toast.tsx'
import { useProblems } from './use-problems.ts'

/** The draft that a form keeps of what is typed. */
type KeptDraft = {
  /** What was typed is in the record. */
  readonly saved: () => void
  /** What was typed is given up. */
  readonly drop: () => void
}

/**
 * How the form of a record ends. `save` writes the changes as one act: when they are refused, each problem stands at its
 * field (`errorOf`) and the rest at the top of the form (`unplaced`); when they are saved, the draft goes and `said` is
 * told. `giveUp` drops the draft. `onDone` follows both.
 */
export function useRecordForm(draft: KeptDraft, said: string, onDone: () => void = () => undefined) {
  const store = useStore()
  const say = useSay()
  const unsay = useUnsay()
  const problems = useProblems()
  return {
    /** True when the changes were saved. */
    save: async (...changes: readonly Change[]): Promise<boolean> => {
      unsay(said)
      const done = await commit(store, changes)
      problems.show(done.ok ? null : done.error)
      if (!done.ok) return false
      draft.saved()
      say(said)
      onDone()
      return true
    },
    giveUp: (): void => {
      draft.drop()
      onDone()
    },
    /** Forgets what was wrong, and shows what the form itself has found wrong and no field shows. */
    refuse: (...words: readonly string[]): void => problems.show(null, ...words),
    errorOf: problems.at,
    unplaced: problems.unplaced,
  }
}
