import type { Outdated } from '../data/records/row-now.ts'
import type { CommitProblem } from '../data/writing/change.ts'
import { isTextKey, useT } from '../i18n/i18n.ts'
import { spaceInWords } from '../platform/megabytes.ts'

/** Why something was not saved, field by field and as a whole, in words. */
export function useProblemText() {
  const t = useT()
  const ofRule = (id: string): string => {
    const key = `problem.${id}`
    return t(isTextKey(key) ? key : 'problem.shape')
  }
  const diskText = ({ space }: Extract<CommitProblem, { kind: 'disk-full' }>): string =>
    space ? t('problem.disk-named', spaceInWords(space)) : t('problem.disk-full')
  return {
    ofRuleId: ofRule,
    /** What is asked before saving; a rule that only forbids has no such text, and says the one it has. */
    ofWarning: (id: string): string => {
      const key = `warning.${id}`
      return isTextKey(key) ? t(key) : ofRule(id)
    },
    ofField: (problem: CommitProblem | null, field: string): string | undefined => {
      const found =
        problem?.kind === 'invalid' ? problem.problems.find((one) => one.field === field) : undefined
      return found && ofRule(found.id)
    },
    ofAll: (problem: CommitProblem | Outdated): string =>
      problem.kind === 'invalid'
        ? problem.problems.map(({ id }) => ofRule(id)).join(' ')
        : problem.kind === 'disk-full'
          ? diskText(problem)
          : t(`problem.${problem.kind}`),
  }
}
