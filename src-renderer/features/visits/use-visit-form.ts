import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { newId, today } from '../../platform/clock.ts'
import { useNewDay } from '../../platform/use-new-day.ts'
import { useFormGuard } from '../../ui/form.tsx'
import { formToVisit, type VisitForm } from './model.ts'
import { useVisitCheck } from './use-visit-check.ts'
import { type Next, useVisitDraft } from './use-visit-draft.ts'
import { useVisitKeys } from './use-visit-keys.ts'
import { type Entry, newVisitDraft } from './use-write-behind.ts'

export type VisitFormProps = {
  readonly editing: Pick<Row<'visit'>, 'id' | 'fields'> | null
  /** The visit goes on to the disk; the form is free for the next one. */
  readonly onWrite: (entry: Entry, date: string) => void
  /** What was typed is thrown away: the form is empty. */
  readonly onClear: () => void
}

/** The form of a visit as it is typed, what is asked about it, and how it is saved. */
export function useVisitForm({ editing, onWrite, onClear }: VisitFormProps) {
  const store = useStore()
  const draft = useVisitDraft(editing)
  const { form } = draft
  const { isTally, before } = draft.kept
  const { problem, asked, pass, withdraw, forget } = useVisitCheck(editing?.fields ?? null)
  const guard = useFormGuard()

  const set = (part: Partial<VisitForm>): void => {
    draft.change(part)
    withdraw()
  }
  // a form that stood open over night is for the visits of the new day, unless somebody chose another
  useNewDay((was, day) => {
    if (editing || form.date !== was) return
    if (store.forms.get(newVisitDraft) === undefined) draft.end({ ...form, date: day })
    else set({ date: day })
  })
  const focusFirst = (): void =>
    guard.element.current?.querySelector<HTMLElement>('[data-first] input')?.focus()
  const empty = (next: VisitForm): void => {
    guard.clearPickers()
    draft.end(next)
    forget()
  }
  const clear = (): void => {
    onClear()
    empty(draft.first())
    focusFirst()
  }
  async function save(next: Next): Promise<void> {
    const fields = formToVisit(form, {
      userId: editing ? editing.fields.userId : store.userId,
      codeSetVersion: store.reference.codes.version,
      completeness: isTally ? 'quick' : 'complete',
      today: today(),
      wasClosed: (month) => store.reference.periods.has(month),
      before,
    })
    const id = editing?.id ?? newId()
    const passed = pass(id, fields, before)
    if (!passed) return
    const changes = before ? changedSince(before, fields) : fields
    const remark = passed.confirmed && `confirmed ${passed.confirmed}`
    // the form is empty and has the focus before the next key comes; what is written behind it cannot swallow that key
    flushSync(() => {
      empty(draft.next(next))
      onWrite({ id, before, draft: draft.kept, fields: changes, remark }, form.date)
    })
    if (!editing) focusFirst()
  }
  const latest = useRef(save)
  latest.current = save
  const run = (next: Next): void => void guard.run(() => latest.current(next))
  const setTally = draft.setTally
  useVisitKeys(editing === null, { save: run, toggleTally: () => setTally(!isTally) })
  return {
    form,
    set,
    isTally,
    setTally,
    isRestored: draft.isRestored,
    problem,
    asked,
    guard,
    save,
    run,
    clear,
  }
}
