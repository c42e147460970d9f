import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { NoteInput } from './note-input.tsx'

/** "Call the Kela queue on Thursday": a note to oneself about a visit, without anybody's name. */
export function ReminderDialog({
  visitId,
  onClose,
}: {
  readonly visitId: string
  readonly onClose: () => void
}) {
  const t = useT()
  const store = useStore()
  const draft = useFieldsDraft(`reminder/${visitId}`, { text: '', due: addDays(today(), 1) })
  const { text, due } = draft.fields
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('visits.reminderSaved'), onClose)
  async function submit(): Promise<void> {
    const fields = { visitId, userId: store.userId, text: text.trim(), due, createdOn: today() }
    await save({ entity: 'reminder', id: newId(), kind: 'put', fields, isNew: true })
  }
  return (
    <Dialog title={t('visits.reminder')} onClose={onClose}>
      <p>{t('visits.reminderText')}</p>
      <Form onSave={submit} unplaced={unplaced}>
        <DraftNotice isShown={draft.isRestored} onDrop={draft.drop} />
        <div className="fields">
          <NoteInput
            label={t('visits.reminderWhat')}
            value={text}
            onChange={(value) => draft.set({ text: value })}
            error={errorOf('text')}
          />
          <TextInput
            type="date"
            label={t('visits.reminderDue')}
            value={due}
            onChange={(value) => draft.set({ due: value })}
            error={errorOf('due')}
          />
        </div>
        <FormButtons onCancel={giveUp} />
      </Form>
    </Dialog>
  )
}
