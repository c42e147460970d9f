import { useRef, useState } from 'react'
import { type CommitProblem, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useReference } from '../../data/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, timeOfDay, today } from '../../platform/clock.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { Form, useFormGuard } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { isCommand, useKeys } from '../../ui/use-keys.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { AskPanel } from './ask-panel.tsx'
import { changeForm, formToVisit, freshForm, sameAgain, type VisitForm, visitToForm } from './model.ts'
import { type Question, questionsAbout } from './questions.ts'
import type { Undo } from './use-undo.ts'
import { useVisitDraft } from './use-visit-draft.ts'
import { VisitFieldsView } from './visit-fields.tsx'

type Props = {
  readonly editing: Pick<Row<'visit'>, 'id' | 'fields'> | null
  readonly onDone: (saved: { readonly date: string } | null) => void
  readonly undo: Undo
  readonly onInform: (form: VisitForm) => void
}
type Next = 'fresh' | 'same'

/** One visit, by keyboard: what differs from the last one, and Ctrl+Enter from anywhere. */
export function VisitFormView({ editing, onDone, undo, onInform }: Props) {
  const t = useT()
  const store = useStore()
  const reference = useReference(store)
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const now = () => ({ date: today(), time: timeOfDay() })
  const fresh = (last: VisitForm | null): VisitForm => {
    const [site] = [...reference.sites].map(([id, fields]) => ({ id, fields }))
    return freshForm({ site, last }, now())
  }
  const [typed, setForm] = useState(() => (editing ? visitToForm(editing.fields) : fresh(null)))
  // a device that has just joined shows the form before its first site has come: the list shows that site, so it is meant
  const [firstSite = ''] = reference.sites.keys()
  const form = typed.siteId === '' ? { ...typed, siteId: firstSite } : typed
  const [isTally, setTally] = useState(false)
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [asked, setAsked] = useState<Question | null>(null)
  const guard = useFormGuard()
  const { wasRestored, keepDraft, dropDraft } = useVisitDraft(store, editing === null, setForm)
  const optionsOf = useCodeOptions(reference.codes, form.date)

  const set = (part: Partial<VisitForm>): void => {
    const next = changeForm(form, part)
    setForm(next)
    setAsked(null)
    keepDraft(next)
  }
  const focusFirst = (): void =>
    guard.element.current?.querySelector<HTMLElement>('[data-first] input')?.focus()

  async function save(next: Next): Promise<void> {
    const fields = formToVisit(form, {
      userId: editing ? editing.fields.userId : store.userId,
      codeSetVersion: reference.codes.version,
      completeness: isTally ? 'quick' : 'complete',
      today: today(),
      wasClosed: (month) => reference.periods.has(month),
      before: editing?.fields ?? null,
    })
    const id = editing?.id ?? newId()
    const question = questionsAbout(store, id, fields, editing?.fields ?? null)
    if (question && question.key !== asked?.key) return setAsked(question)
    const done = await commit(
      store,
      [{ entity: 'visit', id, kind: 'put', fields, isNew: editing === null }],
      question && `confirmed ${question.key}`,
    )
    setAsked(null)
    setProblem(done.ok ? null : done.error)
    if (!done.ok) return say(ofAll(done.error))
    dropDraft()
    setForm(next === 'same' ? sameAgain(form, now()) : fresh(form))
    const before = editing?.fields
    undo.push(
      before ? { entity: 'visit', id, kind: 'put', fields: before } : { entity: 'visit', id, kind: 'delete' },
    )
    say(t('visits.saved'), { label: t('common.undo'), run: () => void undo.run() })
    onDone({ date: form.date })
    focusFirst()
  }
  const latest = useRef(save)
  latest.current = save
  const run = (next: Next): void => void guard.run(() => latest.current(next))
  useKeys((event) => {
    const isSave = event.key === 'Enter' && isCommand(event)
    const isSwitch = event.key === 'F2' && !editing
    if (isSave && !event.repeat) run(event.shiftKey ? 'same' : 'fresh')
    if (isSwitch) setTally(!isTally)
    return isSave || isSwitch
  })
  return (
    <Form className="card" onSave={() => save('fresh')} guard={guard}>
      <div className="row">
        <h2>{editing ? t('visits.editing') : isTally ? t('visits.tally') : t('visits.new')}</h2>
        {editing ? null : (
          <Button variant="plain" aria-pressed={isTally} onPress={() => setTally(!isTally)}>
            {t(isTally ? 'visits.toFull' : 'visits.toTally')}
          </Button>
        )}
      </div>
      {wasRestored ? <Notice>{t('visits.draft')}</Notice> : null}
      <VisitFieldsView
        form={form}
        set={set}
        errorOf={(field) => ofField(problem, field)}
        optionsOf={optionsOf}
        reference={reference}
        isTally={isTally}
      />
      {asked ? <AskPanel question={asked} onDrop={(part) => set(part)} /> : null}
      <p />
      <div className="row">
        <Button variant="primary" type="submit">
          {t(asked ? 'visits.saveAnyway' : 'visits.saveKey')}
        </Button>
        {editing ? (
          <Button onPress={() => onDone(null)}>{t('common.cancel')}</Button>
        ) : (
          <>
            <Button onPress={() => run('same')}>{t('visits.saveSame')}</Button>
            <Button
              variant="plain"
              onPress={() => {
                dropDraft()
                guard.clearPickers()
                setForm(fresh(null))
                setProblem(null)
                setAsked(null)
                focusFirst()
              }}
            >
              {t('visits.clear')}
            </Button>
          </>
        )}
        <Button variant="plain" onPress={() => onInform(form)}>
          {t('visits.inform')}
        </Button>
      </div>
    </Form>
  )
}
