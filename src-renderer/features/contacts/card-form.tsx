import type { ContactCardFields } from '../../../src-shared/domain/visits/contact-card.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useProblems } from '../../ui/use-problems.ts'

type Props = {
  readonly id: string
  readonly isNew: boolean
  readonly fields: ContactCardFields
  readonly onDone: () => void
}
const texts = ['nameFi', 'nameSv', 'nameEn', 'forFi', 'forSv', 'forEn', 'phone', 'web', 'address'] as const

export function CardForm({ id, isNew, fields: given, onDone }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const problems = useProblems()
  const draft = useFieldsDraft(`card/${isNew ? newRecord : id}`, given, isNew)
  const { fields, set } = draft
  async function save(): Promise<void> {
    const done = await commit(store, [
      { entity: 'contactCard', id: isNew ? newId() : id, kind: 'put', fields: draft.changes(), isNew },
    ])
    problems.show(done.ok ? null : done.error)
    if (!done.ok) return
    draft.saved()
    say(t('admin.saved'))
    onDone()
  }
  return (
    <Form onSave={save} unplaced={problems.unplaced}>
      <DraftNotice
        isShown={draft.isRestored}
        onDrop={() => {
          draft.drop()
          onDone()
        }}
      />
      <div className="fields">
        {texts.map((name, index) => (
          <TextInput
            key={name}
            label={t(`contacts.${name}`)}
            value={fields[name]}
            onChange={(value) => set({ [name]: value })}
            error={problems.at(name)}
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
      <Button type="submit" variant="primary">
        {t('common.save')}
      </Button>
    </Form>
  )
}
