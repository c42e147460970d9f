import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblems } from '../../ui/use-problems.ts'
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
  const say = useSay()
  const problems = useProblems()
  const draft = useFieldsDraft(`reminder/${visitId}`, { text: '', due: addDays(today(), 1) })
  const { text, due } = draft.fields
  async function submit(): Promise<void> {
    const fields = { visitId, userId: store.userId, text: text.trim(), due, createdOn: today() }
    const done = await commit(store, [{ entity: 'reminder', id: newId(), kind: 'put', fields, isNew: true }])
    problems.show(done.ok ? null : done.error)
    if (!done.ok) return
    draft.saved()
    say(t('visits.reminderSaved'))
    onClose()
  }
  return (
    <Dialog title={t('visits.reminder')} onClose={onClose}>
      <p>{t('visits.reminderText')}</p>
      <Form onSave={submit} unplaced={problems.unplaced}>
        <DraftNotice isShown={draft.isRestored} onDrop={draft.drop} />
        <div className="fields">
          <NoteInput
            label={t('visits.reminderWhat')}
            value={text}
            onChange={(value) => draft.set({ text: value })}
            error={problems.at('text')}
          />
          <TextInput
            type="date"
            label={t('visits.reminderDue')}
            value={due}
            onChange={(value) => draft.set({ due: value })}
            error={problems.at('due')}
          />
        </div>
        <div className="row">
          <Button variant="primary" type="submit">
            {t('common.save')}
          </Button>
          <Button
            onPress={() => {
              draft.drop()
              onClose()
            }}
          >
            {t('common.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
