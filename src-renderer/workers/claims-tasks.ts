import { areas } from '../../src-shared/codes/areas.ts'
import { type ReconcileInput, reconcile } from '../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { findDoubles, type Named } from '../../src-shared/domain/people/person-match.ts'

/** Work over all persons and years, which would hold up the window. Input and output can be cloned. */
export const claimsTasks = {
  reconcile: (input: Omit<ReconcileInput, 'areas'>) => reconcile({ ...input, areas }),
  doubles: (persons: readonly (Named & { readonly id: string })[]) => {
    const { pairs, isComplete } = findDoubles(persons)
    return { pairs: pairs.map(([one, other]) => [one.id, other.id] as const), isComplete }
  },
}
export type ClaimsTasks = typeof claimsTasks
export type TaskName = keyof ClaimsTasks
export type TaskInput<N extends TaskName> = Parameters<ClaimsTasks[N]>[0]
export type TaskOutput<N extends TaskName> = ReturnType<ClaimsTasks[N]>
export type TaskMessage = { readonly id: number; readonly name: TaskName; readonly input: never }
export type TaskAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly error: string }
