import { useRef, useState } from 'react'
import type { CommitProblem } from '../data/writing/change.ts'
import { useProblemText } from './use-problem-text.ts'

/** What kept a form from being saved: each at its field, and the rest for the top of the form. */
export function useProblems() {
  const { ofAll, ofField, ofRuleId } = useProblemText()
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [others, setOthers] = useState<readonly string[]>([])
  // the fields that this form shows: they ask while it is drawn, and the top of the form asks after them
  const asked = useRef<Set<string>>(new Set())
  asked.current = new Set()
  return {
    /** `words`: what the form itself has found wrong and no field shows. */
    show: (next: CommitProblem | null, ...words: readonly string[]): void => {
      setProblem(next)
      setOthers(words)
    },
    at: (field: string): string | undefined => {
      asked.current.add(field)
      return ofField(problem, field)
    },
    unplaced: (): readonly string[] => {
      if (problem?.kind !== 'invalid') return problem ? [...others, ofAll(problem)] : others
      const rest = problem.problems.filter(({ field }) => !asked.current.has(field))
      return [...new Set([...others, ...rest.map(({ id }) => ofRuleId(id))])]
    },
  }
}
