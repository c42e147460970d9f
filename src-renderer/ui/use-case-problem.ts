import type { FactProblem } from '../../src-shared/domain/people/person-facts.ts'
import { isTextKey, useT } from '../i18n/i18n.ts'

/** Why nothing at all can be computed, in words that say what to do; of one person see refused-persons.tsx. */
export function useCaseProblem(): (problem: FactProblem) => string {
  const t = useT()
  return ({ path, message }) => {
    const key = `persons.case.${path}`
    return isTextKey(key) ? t(key) : t('persons.impossible', { path: `${path}: ${message}` })
  }
}
