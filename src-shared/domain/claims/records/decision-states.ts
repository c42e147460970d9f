import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Refusal } from './claim-states.ts'

/** The life of a regional centre's decision (claims.md §11); one decision serves many payment claims. */
export const decisionStates = [
  'draft',
  'applied',
  'supplement_requested',
  'granted',
  'partly_granted',
  'refused',
  'correction_requested',
  'corrected',
  'upheld',
  'appealed',
  'court_decided',
] as const
export type DecisionState = (typeof decisionStates)[number]

export const decisionEvents = [
  'apply',
  'ask_supplement',
  'answer',
  'grant',
  'grant_partly',
  'refuse',
  'request_correction',
  'correct',
  'uphold',
  'appeal',
  'judge',
] as const
export type DecisionEventName = (typeof decisionEvents)[number]

const decided = ['granted', 'partly_granted', 'refused'] as const
const fromDecided = (to: DecisionState): Partial<Record<DecisionState, DecisionState>> =>
  Object.fromEntries(decided.map((state) => [state, to]))

const transitions: Readonly<Record<DecisionEventName, Partial<Record<DecisionState, DecisionState>>>> = {
  apply: { draft: 'applied' },
  ask_supplement: { applied: 'supplement_requested' },
  answer: { supplement_requested: 'applied' },
  grant: { applied: 'granted' },
  grant_partly: { applied: 'partly_granted' },
  refuse: { applied: 'refused' },
  request_correction: fromDecided('correction_requested'),
  correct: { correction_requested: 'corrected' },
  uphold: { correction_requested: 'upheld' },
  appeal: { upheld: 'appealed' },
  judge: { appealed: 'court_decided' },
}

export const decisionEventsFrom = (state: DecisionState): readonly DecisionEventName[] =>
  decisionEvents.filter((event) => transitions[event][state] !== undefined)

/** True for a decision on which a payment can rest on that day: granted in whole, in part, or after a correction. */
export const isInForce = (
  {
    state,
    period,
  }: { readonly state: DecisionState; readonly period: { readonly from: string; readonly to: string } },
  day: string,
): boolean =>
  (state === 'granted' || state === 'partly_granted' || state === 'corrected') &&
  period.from <= day &&
  day <= period.to

/** Whether the centre has said its word. */
export const isDecided = (state: DecisionState): boolean =>
  (decided as readonly DecisionState[]).includes(state) || state === 'corrected'

/** "expired" is not stored: a decision has it when its period has ended (claims.md §11). */
export const isExpired = (period: { readonly to: string }, today: string): boolean => period.to < today

/** The state after an event; a correction or an appeal only within its days. */
export function nextDecisionState(
  state: DecisionState,
  event: { readonly name: DecisionEventName; readonly on: string },
  remedyUntil: string | null,
): Result<DecisionState, Refusal> {
  const to = transitions[event.name][state]
  if (to === undefined) return err('not-now')
  const isRemedy = event.name === 'request_correction' || event.name === 'appeal'
  return isRemedy && remedyUntil !== null && event.on > remedyUntil ? err('remedy-passed') : ok(to)
}
