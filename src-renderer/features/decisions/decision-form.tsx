import { useState } from 'react'
import { z } from 'zod'
import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { DecisionFields } from '../../../src-shared/domain/claims/records/decision.ts'
import { kindsWithDecision } from '../../../src-shared/domain/claims/rules/claimable-kinds.ts'
import { authorityOn, latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import type { Row } from '../../data/records/records.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { PersonsPicker } from '../../ui/persons-picker.tsx'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

type Props = {
  readonly editing: Row<'decision'> | null
  readonly persons: readonly Row<'person'>[]
  readonly claimantType: ClaimantType
  readonly pack: RulePack
  readonly onDone: (id: string | null) => void
}

// as they are typed: what is not right yet is kept too
const TypedDecision = DecisionFields.extend({
  centreName: z.string(),
  diaryNumber: z.string(),
  conditions: z.string(),
  period: z.object({ from: z.string(), to: z.string() }),
  acceptedMonths: z.number().nullable(),
})
type DecisionDraft = {
  readonly form: DecisionFields
  readonly cap: string
  readonly before: DecisionFields | null
}
const DecisionDraft: z.ZodType<DecisionDraft> = z.object({
  form: TypedDecision,
  cap: z.string(),
  before: DecisionFields.nullable(),
})

const freshDecision = (kind: string, centreName: string): DecisionFields => ({
  kind,
  state: 'draft',
  centreName,
  diaryNumber: '',
  fileReference: '',
  appliedOn: null,
  decidedOn: null,
  noticeOn: null,
  supplementDue: null,
  personIds: [],
  costTypes: [],
  period: { from: `${today().slice(0, 4)}-01-01`, to: `${today().slice(0, 4)}-12-31` },
  capCents: null,
  acceptedMonths: null,
  conditions: '',
  log: [],
})

/** A decision of the regional centre: what it covers, and under which number it is found. */
export function DecisionForm({ editing, persons, claimantType, pack, onDone }: Props) {
  const t = useT()
  const lang = useLang()
  const codes = kindsWithDecision(pack, claimantType)
  const draft = useDraft(
    `decision/${editing?.id ?? newRecord}`,
    readAs(DecisionDraft),
    () => {
      const fields =
        editing?.fields ??
        freshDecision(codes[0] ?? '', authorityOn(pack, 'decider', today())?.name[lang] ?? '')
      const capText = fields.capCents === null ? '' : centsToEuros(fields.capCents)
      return { form: fields, cap: capText, before: editing?.fields ?? null }
    },
    editing?.fields,
  )
  const { form, cap, before } = draft.form
  const kept = { saved: () => draft.end(), drop: () => onDone(null) }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('decisions.saved'))
  const [isNoSum, setNoSum] = useState(false)
  const set = (part: Partial<DecisionFields>): void =>
    draft.set({ ...draft.form, form: { ...form, ...part } })

  async function submit(): Promise<void> {
    const id = editing?.id ?? newId()
    const capCents = cap.trim() === '' ? null : eurosToCents(cap)
    // a sum that cannot be read is no missing cap
    const isUnread = cap.trim() !== '' && capCents === null
    setNoSum(isUnread)
    refuse()
    if (isUnread) return
    const all = { ...form, capCents }
    const fields = before ? changedSince(before, all) : all
    if (await save({ entity: 'decision', id, kind: 'put', fields, isNew: editing === null })) onDone(id)
  }
  const text = (name: 'centreName' | 'diaryNumber' | 'conditions', label: string) => (
    <TextInput
      label={label}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorOf(name)}
    />
  )
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{editing ? t('decisions.editing') : t('decisions.new')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <SelectInput
          className="wide"
          label={t('claims.kind')}
          value={form.kind}
          options={codes.map((code) => {
            const kind = latestKind(pack, code)
            return {
              value: code,
              label: `${kind?.name[lang] ?? code} (${sourceIn(kind?.section ?? '', lang)})`,
            }
          })}
          onChange={(kind) => set({ kind })}
        />
        {text('centreName', t('decisions.centre'))}
        {text('diaryNumber', t('decisions.diaryNumber'))}
        <PersonsPicker
          label={t('decisions.persons')}
          persons={persons.map(({ id, fields }) => ({
            value: id,
            label: `${fields.ref} ${fields.name}`,
            household: fields.household,
          }))}
          values={form.personIds}
          onChange={(personIds) => set({ personIds: [...personIds] })}
          error={errorOf('personIds')}
        />
        <CodesPicker
          className="wide"
          label={t('decisions.costTypes')}
          options={costTypes.map((row) => ({ value: row.code, label: row[lang] }))}
          values={form.costTypes}
          onChange={(types) => set({ costTypes: [...types] })}
          placeholder={t('visits.typeToAdd')}
          removeLabel={(name) => t('common.remove', { name })}
        />
        <TextInput
          type="date"
          label={t('decisions.from')}
          value={form.period.from}
          onChange={(from) => set({ period: { ...form.period, from } })}
          error={errorOf('period')}
        />
        <TextInput
          type="date"
          label={t('decisions.to')}
          value={form.period.to}
          onChange={(to) => set({ period: { ...form.period, to } })}
        />
        <TextInput
          label={t('decisions.cap')}
          value={cap}
          onChange={(text) => draft.set({ ...draft.form, cap: text })}
          error={isNoSum ? t('lines.notMoney') : errorOf('capCents')}
        />
        {latestKind(pack, form.kind)?.window?.monthsBeforeArrival ? (
          <TextInput
            type="number"
            label={t('decisions.acceptedMonths')}
            value={form.acceptedMonths === null ? '' : String(form.acceptedMonths)}
            onChange={(months) => set({ acceptedMonths: months === '' ? null : Number(months) })}
            error={errorOf('acceptedMonths')}
          />
        ) : null}
        {text('conditions', t('decisions.conditions'))}
      </div>
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
