import { useState } from 'react'
import { z } from 'zod'
import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { ClaimLineFields } from '../../../src-shared/domain/claims/records/claim-line.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'
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

const sums = ['grossCents', 'vatCents', 'recoverableVatCents', 'clientFeeCents', 'otherFundingCents'] as const
const texts = ['supplier', 'invoiceNumber', 'voucherNumber', 'note'] as const
const text = z.string()
const LineEntry = z.object({
  personIds: z.array(text),
  /** The allocation key, by person; 1 where nothing is said. */
  weights: z.record(text, text),
  evidenceIds: z.array(text),
  from: text,
  to: text,
  costType: text,
  supplier: text,
  invoiceNumber: text,
  voucherNumber: text,
  note: text,
  grossCents: text,
  vatCents: text,
  recoverableVatCents: text,
  clientFeeCents: text,
  otherFundingCents: text,
})
type LineEntry = z.infer<typeof LineEntry>
const LineDraft = z.object({ form: LineEntry, before: ClaimLineFields.nullable() })

const toForm = (line: ClaimLineFields | null, from: string, persons: readonly PersonOption[]): LineEntry => ({
  personIds:
    line?.shares.map(({ personId }) => personId) ?? (persons.length === 1 ? [persons[0]?.value ?? ''] : []),
  weights: Object.fromEntries(line?.shares.map(({ personId, weight }) => [personId, String(weight)]) ?? []),
  evidenceIds: line?.evidenceIds ?? [],
  costType: line?.costType ?? '',
  from: line?.from ?? from,
  to: line?.to ?? from,
  supplier: line?.supplier ?? '',
  invoiceNumber: line?.invoiceNumber ?? '',
  voucherNumber: line?.voucherNumber ?? '',
  note: line?.note ?? '',
  grossCents: line ? centsToEuros(line.grossCents) : '',
  vatCents: line ? centsToEuros(line.vatCents) : '0',
  recoverableVatCents: line ? centsToEuros(line.recoverableVatCents) : '0',
  clientFeeCents: line ? centsToEuros(line.clientFeeCents) : '0',
  otherFundingCents: line ? centsToEuros(line.otherFundingCents) : '0',
})

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
  const draft = useDraft(`line/${claimId}/${editing?.id ?? newRecord}`, readAs(LineDraft), () => ({
    form: toForm(editing?.fields ?? null, firstDay, persons),
    before: editing?.fields ?? null,
  }))
  const { form, before } = draft.form
  const kept = { saved: () => draft.end(), drop: onCancel }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('lines.saved'))
  const [notMoney, setNotMoney] = useState<readonly string[]>([])
  const [wrongWeights, setWrongWeights] = useState<readonly string[]>([])
  const nameOf = (id: string): string => persons.find(({ value }) => value === id)?.label ?? ''
  const set = (part: Partial<LineEntry>): void => draft.set({ ...draft.form, form: { ...form, ...part } })

  async function submit(): Promise<void> {
    const cents = Object.fromEntries(sums.map((name) => [name, eurosToCents(form[name] || '0')]))
    const wrong = sums.filter((name) => cents[name] === null)
    setNotMoney(wrong)
    const shares = form.personIds.map((personId) => ({
      personId,
      weight: form.personIds.length > 1 ? Number(form.weights[personId] ?? '1') : 1,
    }))
    const unfit = shares.filter(({ weight }) => !Number.isInteger(weight) || weight < 1)
    setWrongWeights(unfit.map(({ personId }) => personId))
    refuse()
    if (wrong.length > 0 || unfit.length > 0) return
    const all = {
      claimId,
      shares,
      costType: form.costType,
      from: form.from,
      to: form.to,
      supplier: form.supplier,
      invoiceNumber: form.invoiceNumber,
      voucherNumber: form.voucherNumber,
      note: form.note,
      evidenceIds: [...form.evidenceIds],
      grossCents: cents.grossCents ?? 0,
      vatCents: cents.vatCents ?? 0,
      recoverableVatCents: cents.recoverableVatCents ?? 0,
      clientFeeCents: cents.clientFeeCents ?? 0,
      otherFundingCents: cents.otherFundingCents ?? 0,
    }
    const fields = before ? changedSince(before, all) : all
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
        {form.personIds.length > 1
          ? form.personIds.map((personId, index) => (
              <TextInput
                key={personId}
                type="number"
                label={t('lines.weight', { name: nameOf(personId) })}
                {...(index === 0 ? { hint: t('lines.weightHint') } : {})}
                value={form.weights[personId] ?? '1'}
                onChange={(weight) => set({ weights: { ...form.weights, [personId]: weight } })}
                error={wrongWeights.includes(personId) ? t('lines.notWeight') : undefined}
              />
            ))
          : null}
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
