import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { trustDay } from '../../data/database/known-day.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Row } from '../../data/records/records.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import type { CommitProblem } from '../../data/writing/commit.ts'
import { newId, timeOfDay, today } from '../../platform/clock.ts'
import { useNewDay } from '../../platform/use-new-day.ts'
import { useFormGuard } from '../../ui/form.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { isCommand, useKeys } from '../../ui/use-keys.ts'
import { problemOf } from './check.ts'
import {
  changeForm,
  formToVisit,
  freshForm,
  readVisitDraft,
  sameAgain,
  type VisitForm,
  visitToForm,
} from './model.ts'
import { clockAhead, type Question, questionsAbout } from './questions.ts'
import { type Entry, newVisitDraft } from './use-write-behind.ts'

type Next = 'fresh' | 'same'
export type VisitFormProps = {
  readonly editing: Pick<Row<'visit'>, 'id' | 'fields'> | null
  /** The visit goes on to the disk; the form is free for the next one. */
  readonly onWrite: (entry: Entry, date: string) => void
  /** What was typed is thrown away: the form is empty. */
  readonly onClear: () => void
}

/** The form of a visit as it is typed, what is asked about it, and the keys that save it. */
export function useVisitForm({ editing, onWrite, onClear }: VisitFormProps) {
  const store = useStore()
  const reference = useReference(store)
  const now = () => ({ date: today(), time: timeOfDay() })
  const fresh = (last: VisitForm | null): VisitForm => {
    const [site] = [...reference.sites].map(([id, fields]) => ({ id, fields }))
    return freshForm({ site, last }, now())
  }
  const draft = useDraft(
    editing ? `visit/${editing.id}` : newVisitDraft,
    readVisitDraft,
    () => ({
      form: editing ? visitToForm(editing.fields) : fresh(null),
      isTally: false,
      before: editing?.fields ?? null,
    }),
    editing?.fields,
  )
  const { form: typed, isTally, before } = draft.form
  // a device that has just joined shows the form before its first site has come: the list shows that site, so it is meant
  const [firstSite = ''] = reference.sites.keys()
  const form = typed.siteId === '' ? { ...typed, siteId: firstSite } : typed
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const [asked, setAsked] = useState<Question | null>(null)
  const guard = useFormGuard()
  const optionsOf = useCodeOptions(reference.codes, form.date)

  const set = (part: Partial<VisitForm>): void => {
    draft.set({ ...draft.form, form: changeForm(form, part) })
    setAsked(null)
  }
  // a form that stood open over night is for the visits of the new day, unless somebody chose another
  useNewDay((was, day) => {
    if (editing || form.date !== was) return
    if (store.forms.get(newVisitDraft) === undefined)
      draft.end({ ...draft.form, form: { ...form, date: day } })
    else set({ date: day })
  })
  const setTally = (isOn: boolean): void => draft.set({ ...draft.form, isTally: isOn })
  const focusFirst = (): void =>
    guard.element.current?.querySelector<HTMLElement>('[data-first] input')?.focus()
  const empty = (next: VisitForm): void => {
    guard.clearPickers()
    draft.end({ ...draft.form, form: next })
    setProblem(null)
    setAsked(null)
  }

  const clear = (): void => {
    onClear()
    empty(fresh(null))
    focusFirst()
  }

  async function save(next: Next): Promise<void> {
    const fields = formToVisit(form, {
      userId: editing ? editing.fields.userId : store.userId,
      codeSetVersion: reference.codes.version,
      completeness: isTally ? 'quick' : 'complete',
      today: today(),
      wasClosed: (month) => reference.periods.has(month),
      before,
    })
    const id = editing?.id ?? newId()
    const wrong = problemOf(store, fields, editing?.fields ?? null)
    setProblem(wrong)
    if (wrong) return setAsked(null)
    const question = questionsAbout(store, id, fields, before)
    if (question && question.key !== asked?.key) return setAsked(question)
    if (question?.warnings.some((warning) => warning.id === clockAhead)) void trustDay(store)
    // the form is empty and has the focus before the next key comes; what is written behind it cannot swallow that key
    flushSync(() => {
      empty(next === 'same' ? sameAgain(form, now()) : fresh(form))
      onWrite(
        {
          id,
          before,
          draft: draft.form,
          fields: before ? changedSince(before, fields) : fields,
          remark: question && `confirmed ${question.key}`,
        },
        form.date,
      )
    })
    if (!editing) focusFirst()
  }
  const latest = useRef(save)
  latest.current = save
  const run = (next: Next): void => void guard.run(() => latest.current(next))
  useKeys((event) => {
    const isSave = event.key === 'Enter' && isCommand(event)
    const isSwitch = event.key === 'F2' && !editing
    // a key that is held is one press
    if (isSave && !event.repeat) run(event.shiftKey && !editing ? 'same' : 'fresh')
    if (isSwitch && !event.repeat) setTally(!isTally)
    return isSave || isSwitch
  })
  return {
    form,
    set,
    isTally,
    setTally,
    isRestored: draft.isRestored,
    problem,
    asked,
    guard,
    reference,
    optionsOf,
    save,
    run,
    clear,
  }
}
