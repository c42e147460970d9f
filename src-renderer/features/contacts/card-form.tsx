import { useState } from 'react'
import type { ContactCardFields } from '../../../src-shared/domain/contact-card.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

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
  const { ofAll, ofField } = useProblemText()
  const [fields, setFields] = useState(given)
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  async function save(): Promise<void> {
    const done = await commit(store, [{ entity: 'contactCard', id, kind: 'put', fields, isNew }])
    setProblem(done.ok ? null : done.error)
    say(done.ok ? t('admin.saved') : ofAll(done.error))
    if (done.ok) onDone()
  }
  return (
    <Form onSave={save}>
      <div className="fields">
        {texts.map((name, index) => (
          <TextInput
            key={name}
            label={t(`contacts.${name}`)}
            value={fields[name]}
            onChange={(value) => setFields({ ...fields, [name]: value })}
            error={ofField(problem, name)}
            autoFocus={index === 0}
            maxLength={200}
          />
        ))}
        <CheckInput
          label={t('contacts.isUrgent')}
          checked={fields.isUrgent}
          onChange={(isUrgent) => setFields({ ...fields, isUrgent })}
        />
      </div>
      <Button type="submit" variant="primary">
        {t('common.save')}
      </Button>
    </Form>
  )
}
