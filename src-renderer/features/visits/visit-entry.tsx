import { useStore } from '../../data/hooks/store-context.ts'
import { useRole } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { useDropDraft } from '../../ui/draft-offers.tsx'
import { readVisitDraft, type VisitForm } from './model.ts'
import { UnfinishedVisits } from './unfinished-visits.tsx'
import type { VisitEntry } from './use-visit-entry.ts'
import { newVisitDraft } from './use-write-behind.ts'
import { VisitFormView } from './visit-form.tsx'

type Props = {
  readonly entry: VisitEntry
  readonly onInform: (form: VisitForm) => void
  /** A visit of this day is on the disk. */
  readonly onSaved: (day: string) => void
}

/** The form of visits, and above it those that were left unfinished. */
export function VisitEntryPanel({ entry, onInform, onSaved }: Props) {
  const t = useT()
  const role = useRole(useStore())
  const dropDraft = useDropDraft()
  const { place, editing, formKey, behind, open, close } = entry
  const cancel = (): void => {
    if (editing) void dropDraft(`visit/${editing.id}`)
    close(editing)
  }
  const clear = (): void =>
    void dropDraft(newVisitDraft, t('visits.cleared'), (typed) => {
      const draft = readVisitDraft(typed)
      if (draft) behind.bringBack(draft)
    })
  return (
    <>
      <UnfinishedVisits behind={behind} openId={editing?.id ?? null} onEdit={open} />
      <div ref={place}>
        {role === 'viewer' ? null : (
          <VisitFormView
            key={formKey}
            editing={editing}
            onInform={onInform}
            onCancel={cancel}
            onClear={clear}
            onWrite={(written, day) => {
              close(editing)
              void behind.write(written).then((isSaved) => {
                if (isSaved) onSaved(day)
              })
            }}
          />
        )}
      </div>
    </>
  )
}
