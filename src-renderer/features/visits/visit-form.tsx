import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import {
  type CodeSetName,
  codeSets,
  needsInterpreterLanguage,
} from '../../../src-shared/codes/visit-codes.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, timeOfDay, today } from '../../platform/clock.ts'
import { CodePicker, CodesPicker } from '../../ui/code-picker.tsx'
import { Button, Notice, type Option, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { changeForm, formToVisit, freshForm, type VisitForm, visitToForm } from './model.ts'
import { useVisitDraft } from './use-visit-draft.ts'

type Props = {
  readonly sites: readonly Row<'site'>[]
  readonly editing: Row<'visit'> | null
  readonly onDone: (saved: { readonly date: string } | null) => void
}

/** One visit, by keyboard: Tab through what differs from the last one, Ctrl+Enter saves from anywhere. */
export function VisitFormView({ sites, editing, onDone }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const fresh = (last: VisitForm | null): VisitForm =>
    freshForm(sites[0], last, { date: today(), time: timeOfDay() })
  const [form, setForm] = useState(() => (editing ? visitToForm(editing.fields) : fresh(null)))
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [isSaving, setSaving] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const { wasRestored, keepDraft, dropDraft } = useVisitDraft(store, editing === null, setForm)

  const set = (part: Partial<VisitForm>): void => {
    const next = changeForm(form, part)
    setForm(next)
    keepDraft(next)
  }
  async function save(event?: FormEvent): Promise<void> {
    event?.preventDefault()
    if (isSaving) return
    setSaving(true)
    const fields = formToVisit(form, editing?.fields.userId ?? store.userId)
    const done = await commit(store, [
      { entity: 'visit', id: editing?.id ?? newId(), kind: 'put', fields, isNew: editing === null },
    ])
    setSaving(false)
    setProblem(done.ok ? null : done.error)
    if (!done.ok) return say(ofAll(done.error))
    dropDraft()
    setForm(fresh(form))
    say(t('visits.saved'))
    onDone({ date: form.date })
    element.current?.querySelector<HTMLElement>('[data-first] input')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }
  const optionsOf = (set: CodeSetName): Option[] =>
    codeSets[set].map((row) => ({ value: row.code, label: row[lang] }))
  const one = (
    name: 'channel' | 'setting' | 'serviceLanguage' | 'interpreterMode' | 'outcome',
    set_: CodeSetName,
  ) => (
    <CodePicker
      label={t(`visits.${name}`)}
      options={optionsOf(set_)}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={ofField(problem, name)}
    />
  )
  const many = (name: 'topics' | 'measures' | 'referrals', set_: CodeSetName) => (
    <CodesPicker
      className="wide"
      label={t(`visits.${name}`)}
      options={optionsOf(set_)}
      values={form[name]}
      onChange={(values) => set({ [name]: [...values] })}
      placeholder={t('visits.typeToAdd')}
      removeLabel={(name) => t('common.remove', { name })}
      error={ofField(problem, name)}
    />
  )
  return (
    <form className="card" onSubmit={save} onKeyDown={onKeyDown} ref={element} noValidate>
      <h2>{editing ? t('visits.editing') : t('visits.new')}</h2>
      {wasRestored ? <Notice>{t('visits.draft')}</Notice> : null}
      <div className="fields">
        <div data-first>{one('serviceLanguage', 'language')}</div>
        {one('interpreterMode', 'interpreterMode')}
        {needsInterpreterLanguage(form.interpreterMode) ? (
          <CodePicker
            label={t('visits.interpreterLanguage')}
            options={optionsOf('language')}
            value={form.interpreterLanguage ?? ''}
            onChange={(value) => set({ interpreterLanguage: value || null })}
            error={ofField(problem, 'interpreterLanguage')}
          />
        ) : null}
        {many('topics', 'topic')}
        {many('measures', 'measure')}
        {form.measures.includes('M11') ? many('referrals', 'referral') : null}
        {one('outcome', 'outcome')}
        {form.kind === 'group' ? (
          <TextInput
            type="number"
            label={t('visits.participants')}
            value={form.participants}
            onChange={(participants) => set({ participants })}
            error={ofField(problem, 'participants')}
          />
        ) : (
          <TextInput
            type="number"
            label={t('visits.partySize')}
            value={form.partySize}
            onChange={(partySize) => set({ partySize })}
            error={ofField(problem, 'partySize')}
          />
        )}
        {one('channel', 'channel')}
        {one('setting', 'setting')}
        <SelectInput
          label={t('visits.site')}
          value={form.siteId}
          options={sites.map((site) => ({ value: site.id, label: site.fields.name }))}
          onChange={(siteId) => set({ siteId })}
          error={ofField(problem, 'siteId')}
        />
        <SelectInput
          label={t('visits.kind')}
          value={form.kind}
          options={optionsOf('kind')}
          onChange={(kind) => set({ kind: kind === 'group' ? 'group' : 'individual' })}
        />
        <TextInput
          type="date"
          label={t('visits.date')}
          value={form.date}
          onChange={(date) => set({ date })}
          error={ofField(problem, 'date')}
        />
        <TextInput
          type="time"
          label={t('visits.startTime')}
          value={form.startTime}
          onChange={(startTime) => set({ startTime: startTime.slice(0, 5) })}
          error={ofField(problem, 'startTime')}
        />
      </div>
      <p />
      <div className="row">
        <Button variant="primary" type="submit" isDisabled={isSaving}>
          {t('visits.saveKey')}
        </Button>
        {editing ? <Button onPress={() => onDone(null)}>{t('common.cancel')}</Button> : null}
      </div>
    </form>
  )
}
