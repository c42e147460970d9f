import { useState } from 'react'
import type { UserFields } from '../../../src-shared/domain/organisation/user.ts'
import { type Role, roles } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { DraftNotice, DraftOffers } from '../../ui/draft-offers.tsx'
import { EditTable } from '../../ui/edit-table.tsx'
import { Button, CheckInput, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { useWayIn, WayInFields } from './way-in.tsx'

const newUser: UserFields = { displayName: '', role: 'adviser', active: true, languages: [] }

/** Who works here, in which role and languages, and who can sign in on this computer. */
export function UsersSection() {
  const t = useT()
  const store = useStore()
  const { users } = useReference(store)
  const { form, open, close, offered, idOf } = useListForm('user', [...users.keys()])
  const isAdmin = store.role === 'admin'
  return (
    <section className="card" aria-label={t('admin.users')}>
      <h2>{t('admin.users')}</h2>
      {isAdmin ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      <EditTable
        heads={[t('admin.name'), t('admin.role'), t('admin.active')]}
        rows={[...users]}
        keyOf={([id]) => id}
        cells={([, user]) => [
          user.displayName,
          t(`admin.role.${user.role}`),
          t(user.active ? 'admin.yes' : 'admin.no'),
        ]}
        nameOf={([, { displayName }]) => displayName}
        onEdit={isAdmin ? ([id]) => open(id) : undefined}
      />
      <DraftOffers
        names={isAdmin ? offered : []}
        textOf={(name) => users.get(idOf(name))?.displayName ?? t('admin.newUser')}
        onOpen={(name) => open(idOf(name))}
      />
      {form && isAdmin ? (
        <UserForm
          key={form.id}
          openedId={form.id}
          user={users.get(form.id) ?? newUser}
          onDone={() => close(form)}
        />
      ) : null}
      {isAdmin && !form ? <Button onPress={() => open(newRecord)}>{t('admin.newUser')}</Button> : null}
    </section>
  )
}

type FormProps = {
  readonly openedId: string
  readonly user: UserFields
  readonly onDone: () => void
}

function UserForm({ openedId, user, onDone }: FormProps) {
  const t = useT()
  const store = useStore()
  const { codes, users } = useReference(store)
  const optionsOf = useCodeOptions(codes, today())
  const isNew = openedId === newRecord
  // a second try after the passphrase was taken is about the same user
  const [id] = useState(() => (isNew ? newId() : openedId))
  const draft = useFieldsDraft(`user/${openedId}`, user, isNew)
  const { fields, set } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('admin.saved'), onDone)
  const wayIn = useWayIn()
  const [isLastAdmin, setLastAdmin] = useState(false)
  async function submit(): Promise<void> {
    const others = [...users].filter(([other]) => other !== id)
    const isAdmin = ({ role, active }: UserFields): boolean => role === 'admin' && active
    const isLast = !isAdmin(fields) && !others.some(([, other]) => isAdmin(other))
    setLastAdmin(isLast)
    if (isLast || (wayIn.passphrase !== '' && !(await wayIn.give(id, fields.displayName)))) return
    await save({ entity: 'user', id, kind: 'put', fields: draft.changes(), isNew })
  }
  return (
    <Form onSave={submit} label={t('admin.user')} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <TextInput
          label={t('setup.userName')}
          value={fields.displayName}
          onChange={(displayName) => set({ displayName })}
          error={errorOf('displayName')}
          autoFocus
        />
        <SelectInput
          label={t('admin.role')}
          value={fields.role}
          options={roles.map((role) => ({ value: role, label: t(`admin.role.${role}`) }))}
          onChange={(role) => set({ role: role as Role })} // one of the options
        />
        <CodesPicker
          className="wide"
          label={t('admin.languages')}
          options={optionsOf('language')}
          values={fields.languages}
          onChange={(languages) => set({ languages: [...languages] })}
          placeholder={t('visits.typeToAdd')}
          removeLabel={(name) => t('common.remove', { name })}
        />
        <WayInFields wayIn={wayIn} />
        <CheckInput
          label={t('admin.active')}
          checked={fields.active}
          onChange={(active) => set({ active })}
        />
      </div>
      {isLastAdmin ? <Notice tone="alert">{t('admin.lastAdmin')}</Notice> : null}
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
