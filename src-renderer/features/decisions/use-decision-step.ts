import { useState } from 'react'
import { remedyUntil } from '../../../src-shared/domain/claims/life/deadline-board.ts'
import type { DecisionFields } from '../../../src-shared/domain/claims/records/decision.ts'
import {
  type DecisionEventName,
  decisionEventsFrom,
  nextDecisionState,
} from '../../../src-shared/domain/claims/records/decision-states.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'
import { outdated, rowNow } from '../../data/records/row-now.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** What a step changes beside the state: the day it stands for. */
function daysOf(name: DecisionEventName, on: string, day: string | null): Partial<DecisionFields> {
  switch (name) {
    case 'apply':
      return { appliedOn: on }
    case 'ask_supplement':
      return { supplementDue: day }
    case 'answer':
      return { supplementDue: null }
    case 'grant':
    case 'grant_partly':
    case 'refuse':
      return { decidedOn: on, noticeOn: day ?? on }
    case 'uphold':
      return { noticeOn: day ?? on }
    default:
      return {}
  }
}

/** The next step of a decision as it is typed, and what records it. */
export function useDecisionStep({ id, fields }: Row<'decision'>, pack: RulePack) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const events = decisionEventsFrom(fields.state)
  const draft = useFieldsDraft(`decision-step/${id}`, { chosen: '', on: today(), day: '', note: '' })
  const { chosen, on, day, note } = draft.fields
  const [problem, setProblem] = useState<string | null>(null)
  /** Missing where nothing can follow. */
  const name = events.find((event) => event === chosen) ?? events[0]

  function refuse(why: string): false {
    setProblem(why)
    return false
  }
  /** True when it was recorded: the button stays, and the next step is another one. */
  async function record(): Promise<boolean> {
    if (!name) return false
    if (on > latestDay(store)) return refuse(t('claims.refusal.not-now'))
    // what was recorded or corrected a moment before counts, though the screen may not show it yet
    const now = (await rowNow(store, 'decision', id))?.fields
    if (!now) return refuse(ofAll(outdated))
    const until = remedyUntil(pack, now.noticeOn, name === 'appeal' ? 'appeal' : 'correction')
    const next = nextDecisionState(now.state, { name, on }, until)
    if (!next.ok) return refuse(t(`claims.refusal.${next.error}`))
    const log = [...now.log, { event: name, on, by: store.userId, note }]
    const changed = { state: next.value, log, ...daysOf(name, on, day || null) }
    const done = await commit(store, [{ entity: 'decision', id, kind: 'put', fields: changed }])
    if (!done.ok) return refuse(ofAll(done.error))
    setProblem(null)
    draft.drop()
    say(t('claims.recorded'))
    return true
  }
  return { name, events, typed: draft.fields, set: draft.set, problem, record }
}

export type DecisionStepEntry = ReturnType<typeof useDecisionStep>
