import { declareEntity } from '../entity/entity.ts'
import { retentionProblems } from './retention.ts'
import { VisitFields } from './visit-fields.ts'
import { visitProblems } from './visit-rules.ts'

export const visit = declareEntity({
  name: 'visit',
  realm: 'open',
  fields: VisitFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: { date: (fields) => fields.date },
  problems: (change, context) =>
    context.duty === 'retention' ? retentionProblems(change, context) : visitProblems(change, context),
  retention: {
    rule: 'rows become frozen tables five years after the end of the year',
    source: 'visits.md §13, proposal',
  },
})
