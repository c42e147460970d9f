import { useState } from 'react'
import { addDays } from '../../../src-shared/domain/iso-date.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
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
  const { ofField, ofAll } = useProblemText()
  const [text, setText] = useState('')
  const [due, setDue] = useState(() => addDays(today(), 1))
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  async function submit(): Promise<void> {
    const fields = { visitId, userId: store.userId, text: text.trim(), due, createdOn: today() }
    const done = await commit(store, [{ entity: 'reminder', id: newId(), kind: 'put', fields, isNew: true }])
    setProblem(done.ok ? null : done.error)
    say(done.ok ? t('visits.reminderSaved') : ofAll(done.error))
    if (done.ok) onClose()
  }
  return (
    <Dialog title={t('visits.reminder')} onClose={onClose}>
      <p>{t('visits.reminderText')}</p>
      <Form onSave={submit}>
        <div className="fields">
          <NoteInput
            label={t('visits.reminderWhat')}
            value={text}
            onChange={setText}
            error={ofField(problem, 'text')}
          />
          <TextInput
            type="date"
            label={t('visits.reminderDue')}
            value={due}
            onChange={setDue}
            error={ofField(problem, 'due')}
          />
        </div>
        <div className="row">
          <Button variant="primary" type="submit">
            {t('common.save')}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </Dialog>
  )
}
