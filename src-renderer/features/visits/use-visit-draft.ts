import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Row } from '../../data/records/records.ts'
import { timeOfDay, today } from '../../platform/clock.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { changeForm, freshForm, readVisitDraft, sameAgain, type VisitForm, visitToForm } from './model.ts'
import { newVisitDraft } from './use-write-behind.ts'

/** What the next form takes over of the one that was saved. */
export type Next = 'fresh' | 'same'

const now = () => ({ date: today(), time: timeOfDay() })

/** A visit as it is typed, and the form that comes after it. `editing` is null where a new one is entered. */
export function useVisitDraft(editing: Pick<Row<'visit'>, 'id' | 'fields'> | null) {
  const store = useStore()
  const { sites } = useReference(store)
  const fresh = (last: VisitForm | null): VisitForm => {
    const [site] = [...sites].map(([id, fields]) => ({ id, fields }))
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
  const { form: typed } = draft.form
  // a device that has just joined shows the form before its first site has come: the list shows that site, so it is meant
  const [firstSite = ''] = sites.keys()
  const form = typed.siteId === '' ? { ...typed, siteId: firstSite } : typed
  return {
    form,
    /** All that is kept of it. */
    kept: draft.form,
    isRestored: draft.isRestored,
    change: (part: Partial<VisitForm>): void => draft.set({ ...draft.form, form: changeForm(form, part) }),
    setTally: (isTally: boolean): void => draft.set({ ...draft.form, isTally }),
    /** Nothing that was typed is kept any more; this is shown next. */
    end: (next: VisitForm): void => draft.end({ ...draft.form, form: next }),
    /** The form after this one. */
    next: (next: Next): VisitForm => (next === 'same' ? sameAgain(form, now()) : fresh(form)),
    /** A form that knows of none before it. */
    first: (): VisitForm => fresh(null),
  }
}
