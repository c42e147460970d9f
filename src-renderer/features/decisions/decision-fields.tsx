import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { SelectInput, TextInput } from '../../ui/fields.tsx'
import { PersonsPicker } from '../../ui/persons-picker.tsx'
import { acceptsMonths } from './decision-draft.ts'
import type { DecisionEntry } from './use-decision-form.ts'

type Props = {
  readonly entry: DecisionEntry
  readonly persons: readonly Row<'person'>[]
  readonly pack: RulePack
  /** The kinds of claim that need a decision. */
  readonly kinds: readonly string[]
}

/** What a decision is about, whom and what it covers, and for how long. */
export function DecisionFieldsView({ entry, persons, pack, kinds }: Props) {
  const t = useT()
  const lang = useLang()
  const { form, set, errorAt } = entry
  return (
    <div className="fields">
      <SelectInput
        className="wide"
        label={t('claims.kind')}
        value={form.kind}
        options={kinds.map((code) => {
          const kind = latestKind(pack, code)
          return {
            value: code,
            label: `${kind?.name[lang] ?? code} (${sourceIn(kind?.section ?? '', lang)})`,
          }
        })}
        onChange={(kind) => set({ kind })}
      />
      <DecisionText entry={entry} name="centreName" label={t('decisions.centre')} />
      <DecisionText entry={entry} name="diaryNumber" label={t('decisions.diaryNumber')} />
      <PersonsPicker
        label={t('decisions.persons')}
        persons={persons.map(({ id, fields }) => ({
          value: id,
          label: `${fields.ref} ${fields.name}`,
          household: fields.household,
        }))}
        values={form.personIds}
        onChange={(personIds) => set({ personIds: [...personIds] })}
        error={errorAt('personIds')}
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
      <PeriodInputs entry={entry} />
      <TextInput
        label={t('decisions.cap')}
        value={entry.cap}
        onChange={entry.setCap}
        error={errorAt('capCents')}
      />
      {acceptsMonths(pack, form.kind) ? <AcceptedMonths entry={entry} /> : null}
      <DecisionText entry={entry} name="conditions" label={t('decisions.conditions')} />
    </div>
  )
}

type EntryProps = Pick<Props, 'entry'>
type TextProps = EntryProps & {
  readonly name: 'centreName' | 'diaryNumber' | 'conditions'
  readonly label: string
}

const DecisionText = ({ entry: { form, set, errorAt }, name, label }: TextProps) => (
  <TextInput
    label={label}
    value={form[name]}
    onChange={(value) => set({ [name]: value })}
    error={errorAt(name)}
  />
)

/** From when until when costs are covered. */
function PeriodInputs({ entry: { form, set, errorAt } }: EntryProps) {
  const t = useT()
  return (
    <>
      <TextInput
        type="date"
        label={t('decisions.from')}
        value={form.period.from}
        onChange={(from) => set({ period: { ...form.period, from } })}
        error={errorAt('period')}
      />
      <TextInput
        type="date"
        label={t('decisions.to')}
        value={form.period.to}
        onChange={(to) => set({ period: { ...form.period, to } })}
      />
    </>
  )
}

/** How many months before arrival are accepted. */
function AcceptedMonths({ entry: { form, set, errorAt } }: EntryProps) {
  const t = useT()
  return (
    <TextInput
      type="number"
      label={t('decisions.acceptedMonths')}
      value={form.acceptedMonths === null ? '' : String(form.acceptedMonths)}
      onChange={(months) => set({ acceptedMonths: months === '' ? null : Number(months) })}
      error={errorAt('acceptedMonths')}
    />
  )
}
