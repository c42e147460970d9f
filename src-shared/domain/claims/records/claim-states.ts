import { err, ok, type Result } from '../../../kernel/result.ts'

/** The life of a payment claim (claims.md §11). The table is the law of it: what is not in it cannot happen. */
export const claimStates = [
  'drafted',
  'ready',
  'decision_applied',
  'decision_received',
  'closed_refused',
  'payment_claimed',
  'returned',
  'paid',
  'partly_paid',
  'refused',
  'recovered',
  'correction_requested',
  'corrected',
  'upheld',
  'appealed',
  'court_decided',
  'withdrawn',
] as const
export type ClaimState = (typeof claimStates)[number]

export const claimEvents = [
  'check',
  'wait_for_decision',
  'decision_arrives',
  'decision_refused',
  'submit',
  'return',
  'answer',
  'pay',
  'refuse',
  'order_repayment',
  'request_correction',
  'correct',
  'uphold',
  'appeal',
  'judge',
  'withdraw',
] as const
export type ClaimEventName = (typeof claimEvents)[number]

const transitions: Readonly<Record<ClaimEventName, Partial<Record<ClaimState, ClaimState>>>> = {
  check: { drafted: 'ready' },
  wait_for_decision: { drafted: 'decision_applied' },
  decision_arrives: { decision_applied: 'decision_received' },
  decision_refused: { decision_applied: 'closed_refused' },
  submit: { ready: 'payment_claimed', decision_received: 'payment_claimed' },
  return: { payment_claimed: 'returned' },
  answer: { returned: 'payment_claimed' },
  pay: { payment_claimed: 'paid' }, // or partly_paid, by the amount
  refuse: { payment_claimed: 'refused' },
  order_repayment: { paid: 'recovered', partly_paid: 'recovered' },
  request_correction: {
    refused: 'correction_requested',
    partly_paid: 'correction_requested',
    recovered: 'correction_requested',
  },
  correct: { correction_requested: 'corrected' },
  uphold: { correction_requested: 'upheld' },
  appeal: { upheld: 'appealed' },
  judge: { appealed: 'court_decided' },
  withdraw: {
    drafted: 'withdrawn',
    ready: 'withdrawn',
    decision_applied: 'withdrawn',
    decision_received: 'withdrawn',
  },
}

/** What may happen next, in the order of the table. */
export const eventsFrom = (state: ClaimState): readonly ClaimEventName[] =>
  claimEvents.filter((event) => transitions[event][state] !== undefined)

/** States in which lines and persons may still be changed: a submitted claim is frozen. */
export const isOpenForChange = (state: ClaimState): boolean =>
  state === 'drafted' || state === 'decision_applied' || state === 'decision_received'

/** What the badge shows: the plain way from draft to payment, derived and never stored. */
export function badgeOf(
  state: ClaimState,
): 'draft' | 'decision' | 'claimed' | 'paid' | 'returned' | 'recovered' | 'appeal' | 'closed' {
  switch (state) {
    case 'drafted':
    case 'ready':
      return 'draft'
    case 'decision_applied':
    case 'decision_received':
      return 'decision'
    case 'payment_claimed':
      return 'claimed'
    case 'returned':
      return 'returned'
    case 'paid':
    case 'partly_paid':
      return 'paid'
    case 'recovered':
      return 'recovered'
    case 'correction_requested':
    case 'corrected':
    case 'upheld':
    case 'appealed':
    case 'court_decided':
      return 'appeal'
    case 'closed_refused':
    case 'refused':
    case 'withdrawn':
      return 'closed'
  }
}

/** What is known when an event happens; each guard looks at its own part. */
export type ClaimFacts = {
  readonly state: ClaimState
  /** Ids of the blocking findings of the last validation. */
  readonly blocking: readonly string[]
  readonly needsDecision: boolean
  readonly hasDecision: boolean
  /** The first claim deadline of the lines; null when there are none. */
  readonly deadline: string | null
  /** Whether a person other than the preparer has approved, or nobody has to. */
  readonly isApproved: boolean
  readonly claimedCents: number
  /** The last day on which a correction or an appeal may be asked for; null before any notice. */
  readonly remedyUntil: string | null
  /** The day by which a supplement has to be given; null when none was asked for. */
  readonly supplementDue: string | null
}

export type Refusal =
  | 'not-now'
  | 'blocking'
  | 'decision-needed'
  | 'decision-missing'
  | 'not-approved'
  | 'deadline-passed'
  | 'remedy-passed'
  | 'supplement-late'
  | 'amount'
  | 'reason'

export type ClaimEvent = {
  readonly name: ClaimEventName
  /** The day on which it happened. */
  readonly on: string
  /** Cents paid, granted or ordered back, where the event brings a sum. */
  readonly amountCents: number | null
  readonly reason: string
}

/** The state after an event, or why it cannot happen. Deadlines look at the day of the event, never at the clock alone. */
export function nextState(facts: ClaimFacts, event: ClaimEvent): Result<ClaimState, Refusal> {
  const to = transitions[event.name][facts.state]
  if (to === undefined) return err('not-now')
  switch (event.name) {
    case 'check':
      if (facts.needsDecision) return err('decision-needed')
      return facts.blocking.length > 0 ? err('blocking') : ok(to)
    case 'wait_for_decision':
      return facts.needsDecision ? ok(to) : err('not-now')
    case 'decision_arrives':
    case 'decision_refused':
      return facts.hasDecision ? ok(to) : err('decision-missing')
    case 'submit':
      if (facts.blocking.length > 0) return err('blocking')
      if (facts.deadline !== null && event.on > facts.deadline) return err('deadline-passed')
      return facts.isApproved ? ok(to) : err('not-approved')
    case 'answer':
      return facts.supplementDue !== null && event.on > facts.supplementDue ? err('supplement-late') : ok(to)
    case 'pay':
      if (event.amountCents === null || event.amountCents <= 0 || event.amountCents > facts.claimedCents)
        return err('amount')
      return ok(event.amountCents < facts.claimedCents ? 'partly_paid' : 'paid')
    case 'order_repayment':
      return event.amountCents === null || event.amountCents <= 0 ? err('amount') : ok(to)
    case 'request_correction':
    case 'appeal':
      return facts.remedyUntil !== null && event.on > facts.remedyUntil ? err('remedy-passed') : ok(to)
    case 'withdraw':
      return event.reason.trim() === '' ? err('reason') : ok(to)
    default:
      return ok(to)
  }
}
