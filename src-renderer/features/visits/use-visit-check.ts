import { useState } from 'react'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { trustDay } from '../../data/database/known-day.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { CommitProblem } from '../../data/writing/change.ts'
import { problemOf } from './check.ts'
import { clockAhead, type Question, questionsAbout } from './questions.ts'

/** What keeps a visit from being saved, and what is asked about it before. `standing` is the record that it corrects. */
export function useVisitCheck(standing: VisitFields | null) {
  const store = useStore()
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [asked, setAsked] = useState<Question | null>(null)
  return {
    problem,
    asked,
    /**
     * Looks at a visit that somebody wants to save; `before` is the record as it was when its form was opened. Null where
     * it cannot be saved, or is to be confirmed first; else with what was asked and is confirmed by saving again.
     */
    pass(
      id: string,
      fields: VisitFields,
      before: VisitFields | null,
    ): { readonly confirmed: string | null } | null {
      const wrong = problemOf(store, fields, standing)
      const question = wrong ? null : questionsAbout(store, id, fields, before)
      const isOpen = question !== null && question.key !== asked?.key
      setProblem(wrong)
      if (wrong || isOpen) {
        setAsked(question)
        return null
      }
      if (question?.warnings.some((warning) => warning.id === clockAhead)) void trustDay(store)
      return { confirmed: question?.key ?? null }
    },
    /** What was asked is not about the form as it is now. */
    withdraw: (): void => setAsked(null),
    forget(): void {
      setProblem(null)
      setAsked(null)
    },
  }
}
