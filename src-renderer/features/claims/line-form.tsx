import { useState } from 'react'
import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import type { ClaimLineFields } from '../../../src-shared/domain/claims/records/claim-line.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { type PersonOption, PersonsPicker } from '../../ui/persons-picker.tsx'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { LineDraft, type LineEntry, readLine, sums, texts, toForm } from './line-entry.ts'

type Props = {
  readonly claimId: string
  readonly editing: { readonly id: string; readonly fields: ClaimLineFields } | null
  readonly firstDay: string
  readonly persons: readonly PersonOption[]
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** One cost: for whom, of what kind, on which days, and what the claimant bears of it. */
export function LineForm({ claimId, editing, firstDay, persons, onDone, onCancel }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const attachments = useRows(store, 'attachment', 'claimId', claimId) ?? []
  const draft = useDraft(
    `line/${claimId}/${editing?.id ?? newRecord}`,
    readAs(LineDraft),
    () => ({
      form: toForm(editing?.fields ?? null, firstDay, persons),
      before: editing?.fields ?? null,
    }),
    editing?.fields,
  )
  const { form, before } = draft.form
  const kept = { saved: () => draft.end(), drop: onCancel }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('lines.saved'))
  const [notMoney, setNotMoney] = useState<readonly string[]>([])
  const [wrongWeights, setWrongWeights] = useState<readonly string[]>([])
  const set = (part: Partial<LineEntry>): void => draft.set({ ...draft.form, form: { ...form, ...part } })

  async function submit(): Promise<void> {
    const read = readLine(claimId, form)
    setNotMoney(read.notMoney)
    setWrongWeights(read.wrongWeights)
    refuse()
    if (read.notMoney.length > 0 || read.wrongWeights.length > 0) return
    const fields = before ? changedSince(before, read.fields) : read.fields
    const id = editing?.id ?? newId()
    if (await save({ entity: 'claimLine', id, kind: 'put', fields, isNew: editing === null })) onDone()
  }
  return (
    <Form onSave={submit} label={t('lines.new')} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <PersonsPicker
          label={t('lines.persons')}
          persons={persons}
          values={form.personIds}
          onChange={(personIds) => set({ personIds: [...personIds] })}
          error={errorOf('shares')}
        />
        <WeightInputs form={form} set={set} wrong={wrongWeights} persons={persons} />
        <CodePicker
          label={t('lines.costType')}
          options={costTypes.map((row) => ({ value: row.code, label: row[lang] }))}
          value={form.costType}
          onChange={(costType) => set({ costType })}
          error={errorOf('costType')}
        />
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={errorOf(name)}
          />
        ))}
        {sums.map((name) => (
          <TextInput
            key={name}
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={notMoney.includes(name) ? t('lines.notMoney') : errorOf(name)}
          />
        ))}
        {texts.map((name) => (
          <TextInput
            key={name}
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={errorOf(name)}
          />
        ))}
        {attachments.length > 0 ? (
          <CodesPicker
            className="wide"
            label={t('lines.evidence')}
            options={attachments.map(({ id, fields }) => ({ value: id, label: fields.name }))}
            values={form.evidenceIds}
            onChange={(evidenceIds) => set({ evidenceIds: [...evidenceIds] })}
            placeholder={t('visits.typeToAdd')}
            removeLabel={(name) => t('common.remove', { name })}
          />
        ) : null}
      </div>
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}

type WeightsProps = {
  readonly form: LineEntry
  readonly set: (part: Partial<LineEntry>) => void
  readonly wrong: readonly string[]
  readonly persons: readonly PersonOption[]
}

/** The key by which a cost is divided; a cost of one person has none. */
function WeightInputs({ form, set, wrong, persons }: WeightsProps) {
  const t = useT()
  const nameOf = (id: string): string => persons.find(({ value }) => value === id)?.label ?? ''
  if (form.personIds.length < 2) return null
  return form.personIds.map((personId, index) => (
    <TextInput
      key={personId}
      type="number"
      label={t('lines.weight', { name: nameOf(personId) })}
      {...(index === 0 ? { hint: t('lines.weightHint') } : {})}
      value={form.weights[personId] ?? '1'}
      onChange={(weight) => set({ weights: { ...form.weights, [personId]: weight } })}
      error={wrong.includes(personId) ? t('lines.notWeight') : undefined}
    />
  ))
}
