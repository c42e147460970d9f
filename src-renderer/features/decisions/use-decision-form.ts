import { useState } from 'react'
import type { DecisionFields } from '../../../src-shared/domain/claims/records/decision.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { acceptsMonths, DecisionDraft, decisionChanges, draftOf } from './decision-draft.ts'

/** The form of a decision as its fields see it. */
export type DecisionEntry = {
  readonly form: DecisionFields
  readonly set: (part: Partial<DecisionFields>) => void
  /** The most that the decision grants, in euros as they are typed. */
  readonly cap: string
  readonly setCap: (cap: string) => void
  readonly errorAt: (field: string) => string | undefined
}

/** The fields of the record that the form shows what is wrong with. */
const shownFields = (pack: RulePack, { kind }: DecisionFields): readonly string[] => [
  'centreName',
  'diaryNumber',
  'personIds',
  'period',
  'capCents',
  'conditions',
  ...(acceptsMonths(pack, kind) ? ['acceptedMonths'] : []),
]

type Options = {
  readonly editing: Row<'decision'> | null
  readonly pack: RulePack
  /** What a new one begins with. */
  readonly fresh: () => DecisionFields
  /** The id of the decision that was saved; null where the form was given up. */
  readonly onDone: (id: string | null) => void
}

/** A decision as it is typed, and how its form ends. */
export function useDecisionForm({ editing, pack, fresh, onDone }: Options) {
  const t = useT()
  const standing = editing?.fields ?? null
  const draft = useDraft(
    `decision/${editing?.id ?? newRecord}`,
    readAs(DecisionDraft),
    () => draftOf(standing ?? fresh(), standing),
    standing,
  )
  const { form, cap } = draft.form
  const kept = { saved: () => draft.end(), drop: () => onDone(null) }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('decisions.saved'))
  const [isNoSum, setNoSum] = useState(false)
  // asked before the fields are drawn, for the top of the form tells of all others
  const errors = new Map(shownFields(pack, form).map((field) => [field, errorOf(field)]))
  if (isNoSum) errors.set('capCents', t('lines.notMoney'))

  async function submit(): Promise<void> {
    const fields = decisionChanges(draft.form)
    setNoSum(fields === null)
    refuse()
    if (fields === null) return
    const id = editing?.id ?? newId()
    if (await save({ entity: 'decision', id, kind: 'put', fields, isNew: editing === null })) onDone(id)
  }
  const entry: DecisionEntry = {
    form,
    set: (part) => draft.set({ ...draft.form, form: { ...form, ...part } }),
    cap,
    setCap: (text) => draft.set({ ...draft.form, cap: text }),
    errorAt: (field) => errors.get(field),
  }
  return { entry, submit, giveUp, unplaced, isRestored: draft.isRestored }
}
