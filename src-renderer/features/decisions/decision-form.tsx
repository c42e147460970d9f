import { useState } from 'react'
import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { authorityOn, latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import type { DecisionFields } from '../../../src-shared/domain/decision.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { centsToEuros, eurosToCents } from '../../platform/euros.ts'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { Button, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { PersonsPicker } from '../../ui/persons-picker.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

type Props = {
  readonly editing: Row<'decision'> | null
  readonly persons: readonly Row<'person'>[]
  readonly claimantType: ClaimantType
  readonly pack: RulePack
  readonly onDone: (id: string | null) => void
}

const freshDecision = (kind: string, centreName: string): DecisionFields => ({
  ...{ kind, state: 'draft', centreName, diaryNumber: '', fileReference: '' },
  ...{ appliedOn: null, decidedOn: null, noticeOn: null, supplementDue: null, personIds: [], costTypes: [] },
  period: { from: `${today().slice(0, 4)}-01-01`, to: `${today().slice(0, 4)}-12-31` },
  ...{ capCents: null, acceptedMonths: null, conditions: '', log: [] },
})

/** A decision of the regional centre: what it covers, and under which number it is found. */
export function DecisionForm({ editing, persons, claimantType, pack, onDone }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const codes = [
    ...new Set(
      pack.kinds
        .filter((kind) => kind.decision !== 'none' && kind.claimantTypes.includes(claimantType))
        .map(({ code }) => code),
    ),
  ]
  const [form, setForm] = useState(
    () =>
      editing?.fields ??
      freshDecision(codes[0] ?? '', authorityOn(pack, 'decider', today())?.name[lang] ?? ''),
  )
  const [cap, setCap] = useState(form.capCents === null ? '' : centsToEuros(form.capCents))
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const set = (part: Partial<DecisionFields>): void => setForm({ ...form, ...part })

  async function save(): Promise<void> {
    const id = editing?.id ?? newId()
    const fields = { ...form, capCents: cap === '' ? null : eurosToCents(cap) }
    const done = await commit(store, [
      { entity: 'decision', id, kind: 'put', fields, isNew: editing === null },
    ])
    setProblem(done.ok ? null : done.error)
    if (!done.ok) return say(ofAll(done.error))
    say(t('decisions.saved'))
    onDone(id)
  }
  const text = (name: 'centreName' | 'diaryNumber' | 'conditions', label: string) => (
    <TextInput
      label={label}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={ofField(problem, name)}
    />
  )
  return (
    <Form className="card" onSave={save}>
      <h2>{editing ? t('decisions.editing') : t('decisions.new')}</h2>
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
          error={ofField(problem, 'personIds')}
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
          error={ofField(problem, 'period')}
        />
        <TextInput
          type="date"
          label={t('decisions.to')}
          value={form.period.to}
          onChange={(to) => set({ period: { ...form.period, to } })}
        />
        <TextInput label={t('decisions.cap')} value={cap} onChange={setCap} />
        {latestKind(pack, form.kind)?.window?.monthsBeforeArrival ? (
          <TextInput
            type="number"
            label={t('decisions.acceptedMonths')}
            value={form.acceptedMonths === null ? '' : String(form.acceptedMonths)}
            onChange={(months) => set({ acceptedMonths: months === '' ? null : Number(months) })}
            error={ofField(problem, 'acceptedMonths')}
          />
        ) : null}
        {text('conditions', t('decisions.conditions'))}
      </div>
      <p />
      <div className="row">
        <Button variant="primary" type="submit">
          {t('common.save')}
        </Button>
        <Button onPress={() => onDone(null)}>{t('common.cancel')}</Button>
      </div>
    </Form>
  )
}
