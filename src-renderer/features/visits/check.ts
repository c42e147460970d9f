import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { visitProblems } from '../../../src-shared/domain/visits/visit-rules.ts'
import { ruleContext } from '../../data/records/load-reference.ts'
import type { Store } from '../../data/register/store.ts'
import type { CommitProblem } from '../../data/writing/change.ts'

/**
 * What would keep a visit from being saved, known before it is written: then the form can be emptied at once. What the
 * write finds beside it (a full disk) brings the entry back.
 */
export function problemOf(
  store: Store,
  fields: VisitFields,
  before: VisitFields | null,
): CommitProblem | null {
  const read = VisitFields.safeParse(fields)
  const rules = visitProblems({ kind: 'put', before, after: fields }, ruleContext(store))
  const shapes = (read.error?.issues ?? []).map(({ path }) => ({ id: 'shape', field: String(path[0] ?? '') }))
  // a rule knows better than the schema what to do about a field
  const problems = [...rules, ...shapes.filter(({ field }) => !rules.some((rule) => rule.field === field))]
  return problems.length === 0 ? null : { kind: 'invalid', entity: 'visit', problems }
}
