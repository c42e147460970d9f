import { useState } from 'react'
import {
  optionalFields,
  registerSettingsId,
} from '../../../src-shared/domain/organisation/register-settings.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { CheckInput, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

/** Background fields that the form asks for only where the organisation has said why (visits.md §8.1). */
export function BackgroundSection() {
  const t = useT()
  const store = useStore()
  const { settings } = useReference(store)
  const draft = useFieldsDraft('settings/background', settings)
  const { fields, set } = draft
  const { save, giveUp, unplaced } = useRecordForm(draft, t('admin.saved'))
  const [isTold, setTold] = useState(false)
  const isMissing = optionalFields.some((name) => fields[name]?.trim() === '')
  async function submit(): Promise<void> {
    setTold(isMissing)
    if (isMissing) return
    const change = { id: registerSettingsId, fields: draft.changes() }
    await save({ entity: 'registerSettings', kind: 'put', ...change })
  }
  return (
    <Form className="card" onSave={submit} label={t('admin.background')} unplaced={unplaced}>
      <h2>{t('admin.background')}</h2>
      <p>{t('admin.backgroundText')}</p>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      {store.role === 'admin' ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      {optionalFields.map((name) => (
        <div className="row" key={name}>
          <CheckInput
            label={t(`visits.${name}`)}
            checked={fields[name] !== null}
            onChange={(isOn) => set({ [name]: isOn ? '' : null })}
          />
          {fields[name] === null ? null : (
            <TextInput
              className="wide"
              label={t('admin.reasonFor', { field: t(`visits.${name}`) })}
              value={fields[name]}
              onChange={(reason) => set({ [name]: reason })}
              error={isTold && fields[name].trim() === '' ? t('admin.needsReason') : undefined}
              maxLength={200}
            />
          )}
        </div>
      ))}
      <FormButtons isDisabled={store.role !== 'admin'} />
    </Form>
  )
}
