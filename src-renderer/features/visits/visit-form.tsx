import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { AskPanel } from './ask-panel.tsx'
import type { VisitForm } from './model.ts'
import { useVisitForm, type VisitFormProps } from './use-visit-form.ts'
import { VisitFieldsView } from './visit-fields.tsx'

type Props = VisitFormProps & {
  readonly onCancel: () => void
  readonly onInform: (form: VisitForm) => void
}

/** One visit, by keyboard: what differs from the last one, and Ctrl+Enter from anywhere. */
export function VisitFormView({ editing, onWrite, onCancel, onClear, onInform }: Props) {
  const t = useT()
  const { ofField } = useProblemText()
  const visit = useVisitForm({ editing, onWrite, onClear })
  const { form, set, isTally, setTally, isRestored, problem, asked, guard, save, run, clear } = visit
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
      <DraftNotice
        isShown={isRestored}
        text={
          editing || form.date === today()
            ? t('visits.draft')
            : t('visits.draftOf', { date: dateToText(form.date) })
        }
        onDrop={editing ? onCancel : clear}
      />
      <VisitFieldsView form={form} set={set} errorOf={(field) => ofField(problem, field)} isTally={isTally} />
      {asked ? (
        <AskPanel
          question={asked}
          onDrop={(part) => {
            set(part)
            // the panel goes, and with it the button that had the focus
            guard.element.current?.querySelector<HTMLElement>('[type="submit"]')?.focus()
          }}
        />
      ) : null}
      <FormButtons
        label={t(asked ? 'visits.saveAnyway' : 'visits.saveKey')}
        onCancel={editing ? onCancel : undefined}
      >
        {editing ? null : (
          <>
            <Button onPress={() => run('same')}>{t('visits.saveSame')}</Button>
            <Button variant="plain" onPress={clear}>
              {t('visits.clear')}
            </Button>
          </>
        )}
        <Button variant="plain" onPress={() => onInform(form)}>
          {t('visits.inform')}
        </Button>
      </FormButtons>
    </Form>
  )
}
