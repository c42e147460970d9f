import { needsInterpreterLanguage } from '../../../src-shared/codes/code-sets.ts'
import type { OptionalField } from '../../../src-shared/domain/organisation/register-settings.ts'
import {
  type CodeField,
  type CodeListField,
  codeFields,
  codeLists,
} from '../../../src-shared/domain/visits/visit-rules.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Reference } from '../../data/register/reference.ts'
import { useT } from '../../i18n/i18n.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { type Option, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import type { VisitForm } from './model.ts'
import { NoteInput } from './note-input.tsx'

type Props = {
  readonly form: VisitForm
  readonly set: (part: Partial<VisitForm>) => void
  readonly errorOf: (field: string) => string | undefined
  /** The tally in the queue: language and topic only. */
  readonly isTally: boolean
}

/** The fields in the order in which a visit is told: who and about what first, where and when are mostly right already. */
export function VisitFieldsView(props: Props) {
  const { form, set, errorOf, isTally } = props
  const t = useT()
  const { one, many, number, optional, reference, optionsOf } = useVisitInputs(props)
  const isNoteOn = reference.settings.note !== null || form.note !== ''
  return (
    <div className="fields">
      <div data-first>{one('serviceLanguage', '', focusTopics)}</div>
      <div data-topics className="wide">
        {many('topics')}
      </div>
      {isTally ? null : (
        <>
          {many('measures')}
          {form.measures.includes('M11') ? many('referrals') : null}
          {one('interpreterMode')}
          {needsInterpreterLanguage(form.interpreterMode) ? one('interpreterLanguage') : null}
          {one('outcome')}
          <ClientFields {...props} />
          {optional('repeat')}
          {optional('heardFrom')}
          {one('channel')}
          {one('setting')}
          {reference.settings.durationMin !== null || form.durationMin !== '' ? number('durationMin') : null}
        </>
      )}
      <SelectInput
        label={t('visits.site')}
        value={form.siteId}
        options={siteOptions(reference, form)}
        onChange={(siteId) => set({ siteId })}
        error={errorOf('siteId')}
      />
      {isTally ? null : (
        <SelectInput
          label={t('visits.kind')}
          value={form.kind}
          options={optionsOf('kind')}
          onChange={(kind) => set({ kind: kind === 'group' ? 'group' : 'individual' })}
        />
      )}
      <TextInput
        type="date"
        label={t('visits.date')}
        value={form.date}
        onChange={(date) => set({ date })}
        error={errorOf('date')}
      />
      <TextInput
        type="time"
        label={t('visits.startTime')}
        value={form.startTime}
        onChange={(startTime) => set({ startTime: startTime.slice(0, 5) })}
        error={errorOf('startTime')}
      />
      {isNoteOn && !isTally ? (
        <NoteInput
          label={t('visits.note')}
          value={form.note}
          onChange={(note) => set({ note })}
          error={errorOf('note')}
        />
      ) : null}
    </div>
  )
}

/** Who came: a group by its size, one client with their household and background. */
function ClientFields(props: Props) {
  const { one, number, optional } = useVisitInputs(props)
  return props.form.kind === 'group' ? (
    <>
      {number('participants')}
      {number('participantsFemale')}
      {number('participantsMale')}
    </>
  ) : (
    <>
      {number('partySize')}
      {one('gender')}
      {one('ageGroup')}
      {optional('motherTongue')}
      {optional('nationality')}
      {optional('residenceBasis')}
      {optional('timeInFinland')}
      {optional('clientMunicipality')}
    </>
  )
}

/** The inputs of the form by the name of their field, and what they are chosen from. */
function useVisitInputs({ form, set, errorOf }: Props) {
  const t = useT()
  const reference = useReference(useStore())
  const optionsOf = useCodeOptions(reference.codes, form.date)
  const one = (name: CodeField, className = '', onChosen?: () => void) => (
    <CodePicker
      className={className}
      label={t(`visits.${name}`)}
      options={optionsOf(codeFields[name], form[name] === null ? [] : [form[name]])}
      value={form[name] ?? ''}
      onChange={(value) => set({ [name]: value })}
      error={errorOf(name)}
      {...(onChosen ? { onChosen } : {})}
    />
  )
  const many = (name: CodeListField) => (
    <CodesPicker
      className="wide"
      label={t(`visits.${name}`)}
      options={optionsOf(codeLists[name], form[name])}
      values={form[name]}
      onChange={(values) => set({ [name]: [...values] })}
      placeholder={t('visits.typeToAdd')}
      removeLabel={(label) => t('common.remove', { name: label })}
      error={errorOf(name)}
    />
  )
  const number = (
    name: 'partySize' | 'participants' | 'participantsFemale' | 'participantsMale' | 'durationMin',
  ) => (
    <TextInput
      type="number"
      label={t(`visits.${name}`)}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorOf(name)}
    />
  )
  const optional = (name: CodeField & OptionalField) =>
    reference.settings[name] !== null || form[name] !== null ? one(name) : null
  return { one, many, number, optional, reference, optionsOf }
}

/** Sites that are open on the day, and the one that stands on the row. */
const siteOptions = ({ sites }: Reference, { siteId, date }: VisitForm): Option[] =>
  [...sites]
    .filter(([id, { openTo }]) => id === siteId || openTo === null || openTo >= date)
    .map(([id, { name }]) => ({ value: id, label: name }))

/** After the picker has closed its list and before the next key press: whoever types on at once loses no letter. */
function focusTopics(): void {
  queueMicrotask(() => document.querySelector<HTMLElement>('[data-topics] input')?.focus())
}
