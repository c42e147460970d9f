import { useStore } from '../../data/hooks/store-context.ts'
import { type Change, commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { useSay } from '../../ui/toast.tsx'
import { useProblems } from '../../ui/use-problems.ts'

/** Saves changes, says so, and keeps what was wrong for the fields to show. */
export function useSave() {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const problems = useProblems()
  const save = async (...changes: readonly Change[]): Promise<boolean> => {
    const done = await commit(store, changes)
    problems.show(done.ok ? null : done.error)
    if (done.ok) say(t('admin.saved'))
    return done.ok
  }
  return { save, errorOf: problems.at, unplaced: problems.unplaced }
}
