import { useMemo } from 'react'
import type { Reconciliation } from '../../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { calculatedKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { personToFacts } from '../../../src-shared/domain/people/person.ts'
import type { FactProblem } from '../../../src-shared/domain/people/person-facts.ts'
import type { Result } from '../../../src-shared/kernel/result.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'
import { useTask } from '../../workers/run-task.ts'

/** The kind by which the earlier Act paid the calculated sum. */
const earlierKind = 'L_CALC'

export type Reconciled = Result<Reconciliation, FactProblem>

/** What the State paid by itself beside what it owes, for the months of which there are lists; null without a claimant, and until it is worked out. */
export function useReconciliation(
  claimant: { readonly type: ClaimantType; readonly code: string } | null,
  persons: readonly Row<'person'>[],
  lists: readonly Row<'paymentList'>[],
  pack: RulePack,
): Reconciled | null {
  const store = useStore()
  const input = useMemo(() => {
    if (!claimant) return null
    return {
      claimant: { type: claimant.type, code: claimant.code },
      kinds: [earlierKind, calculatedKind(pack, claimant.type)?.code ?? ''],
      period: { from: pack.activityFrom, to: '2099-12-31' },
      persons: persons.map(({ id, fields }) => personToFacts(id, fields)),
      paid: lists.flatMap(({ fields }) => fields.rows),
      pack,
      today: latestDay(store),
    }
  }, [claimant, persons, lists, pack, store])
  return useTask('reconcile', input)
}
