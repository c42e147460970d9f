import { useState } from 'react'
import { type Change, type CommitProblem, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** Saves changes, says so, and keeps what was wrong for the fields to show. */
export function useSave() {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll, ofField } = useProblemText()
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const save = async (...changes: readonly Change[]): Promise<boolean> => {
    const done = await commit(store, changes)
    setProblem(done.ok ? null : done.error)
    say(done.ok ? t('admin.saved') : ofAll(done.error))
    return done.ok
  }
  return { save, errorOf: (field: string) => ofField(problem, field) }
}
