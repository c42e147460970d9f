import type { CommitProblem } from '../data/commit.ts'
import { fi, type TextKey } from '../i18n/fi.ts'
import { useT } from '../i18n/i18n.ts'

/** Why something was not saved, field by field and as a whole, in words. */
export function useProblemText() {
  const t = useT()
  const ofRule = (id: string): string => {
    const key = `problem.${id}`
    return t(key in fi ? (key as TextKey) : 'problem.shape') // looked up on the line itself
  }
  return {
    ofField: (problem: CommitProblem | null, field: string): string | undefined => {
      const found =
        problem?.kind === 'invalid' ? problem.problems.find((one) => one.field === field) : undefined
      return found && ofRule(found.id)
    },
    ofAll: (problem: CommitProblem): string =>
      problem.kind === 'invalid'
        ? problem.problems.map(({ id }) => ofRule(id)).join(' ')
        : t(`problem.${problem.kind}`),
  }
}
