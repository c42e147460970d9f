import type { ContactCardFields } from '../../../src-shared/domain/visits/contact-card.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

type Props = {
  readonly id: string
  readonly isNew: boolean
  readonly fields: ContactCardFields
  readonly onDone: () => void
}
const texts = ['nameFi', 'nameSv', 'nameEn', 'forFi', 'forSv', 'forEn', 'phone', 'web', 'address'] as const

export function CardForm({ id, isNew, fields: given, onDone }: Props) {
  const t = useT()
  const draft = useFieldsDraft(`card/${isNew ? newRecord : id}`, given, isNew)
  const { fields, set } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('admin.saved'), onDone)
  const submit = (): Promise<boolean> =>
    save({ entity: 'contactCard', id: isNew ? newId() : id, kind: 'put', fields: draft.changes(), isNew })
  return (
    <Form onSave={submit} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        {texts.map((name, index) => (
          <TextInput
            key={name}
            label={t(`contacts.${name}`)}
            value={fields[name]}
            onChange={(value) => set({ [name]: value })}
            error={errorOf(name)}
            autoFocus={index === 0}
            maxLength={200}
          />
        ))}
        <CheckInput
          label={t('contacts.isUrgent')}
          checked={fields.isUrgent}
          onChange={(isUrgent) => set({ isUrgent })}
        />
      </div>
      <FormButtons />
    </Form>
  )
}
