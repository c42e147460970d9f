import { useState } from 'react'
import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import type { ClaimLineFields } from '../../../src-shared/domain/claim-line.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { type PersonOption, PersonsPicker } from '../../ui/persons-picker.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

const sums = ['grossCents', 'vatCents', 'recoverableVatCents', 'clientFeeCents', 'otherFundingCents'] as const
const texts = ['supplier', 'invoiceNumber', 'voucherNumber', 'note'] as const
type LineEntry = Readonly<
  Record<(typeof sums)[number] | (typeof texts)[number] | 'from' | 'to' | 'costType', string>
> & {
  readonly personIds: readonly string[]
  /** The allocation key, by person; 1 where nothing is said. */
  readonly weights: Readonly<Record<string, string>>
  readonly evidenceIds: readonly string[]
}

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
}

/** One cost: for whom, of what kind, on which days, and what the claimant bears of it. */
export function LineForm({ claimId, editing, firstDay, persons, onDone }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const attachments = useRows(store, 'attachment', 'claimId', claimId) ?? []
  const [form, setForm] = useState(() => toForm(editing?.fields ?? null, firstDay, persons))
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [notMoney, setNotMoney] = useState<readonly string[]>([])
  const [wrongWeights, setWrongWeights] = useState<readonly string[]>([])
  const nameOf = (id: string): string => persons.find(({ value }) => value === id)?.label ?? ''
  const set = (part: Partial<LineEntry>): void => setForm({ ...form, ...part })

  async function save(): Promise<void> {
    const cents = Object.fromEntries(sums.map((name) => [name, eurosToCents(form[name] || '0')]))
    const wrong = sums.filter((name) => cents[name] === null)
    setNotMoney(wrong)
    const shares = form.personIds.map((personId) => ({
      personId,
      weight: form.personIds.length > 1 ? Number(form.weights[personId] ?? '1') : 1,
    }))
    const unfit = shares.filter(({ weight }) => !Number.isInteger(weight) || weight < 1)
    setWrongWeights(unfit.map(({ personId }) => personId))
    if (wrong.length > 0 || unfit.length > 0) return
    const fields = {
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
    const done = await commit(store, [
      { entity: 'claimLine', id: editing?.id ?? newId(), kind: 'put', fields, isNew: editing === null },
    ])
    setProblem(done.ok ? null : done.error)
    if (!done.ok) return say(ofAll(done.error))
    say(t('lines.saved'))
    onDone()
  }
  return (
    <Form onSave={save} label={t('lines.new')}>
      <div className="fields">
        <PersonsPicker
          label={t('lines.persons')}
          persons={persons}
          values={form.personIds}
          onChange={(personIds) => set({ personIds })}
          error={ofField(problem, 'shares')}
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
          error={ofField(problem, 'costType')}
        />
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={ofField(problem, name)}
          />
        ))}
        {sums.map((name) => (
          <TextInput
            key={name}
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={notMoney.includes(name) ? t('lines.notMoney') : ofField(problem, name)}
          />
        ))}
        {texts.map((name) => (
          <TextInput
            key={name}
            label={t(`lines.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            error={ofField(problem, name)}
          />
        ))}
        {attachments.length > 0 ? (
          <CodesPicker
            className="wide"
            label={t('lines.evidence')}
            options={attachments.map(({ id, fields }) => ({ value: id, label: fields.name }))}
            values={form.evidenceIds}
            onChange={(evidenceIds) => set({ evidenceIds })}
            placeholder={t('visits.typeToAdd')}
            removeLabel={(name) => t('common.remove', { name })}
          />
        ) : null}
      </div>
      <p />
      <div className="row">
        <Button variant="primary" type="submit">
          {t('common.save')}
        </Button>
        <Button onPress={onDone}>{t('common.cancel')}</Button>
      </div>
    </Form>
  )
}
