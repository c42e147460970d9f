import { useState } from 'react'
import { optionalFields, registerSettingsId } from '../../../src-shared/domain/register-settings.ts'
import { useStore } from '../../data/store-context.ts'
import { useReference } from '../../data/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSave } from './use-save.ts'

/** Background fields that the form asks for only where the organisation has said why (visits.md §8.1). */
export function BackgroundSection() {
  const t = useT()
  const store = useStore()
  const { settings } = useReference(store)
  const { save } = useSave()
  const [fields, setFields] = useState(settings)
  const [isTold, setTold] = useState(false)
  const isMissing = optionalFields.some((name) => fields[name]?.trim() === '')
  async function submit(): Promise<void> {
    setTold(isMissing)
    if (!isMissing) await save({ entity: 'registerSettings', id: registerSettingsId, kind: 'put', fields })
  }
  return (
    <Form className="card" onSave={submit} label={t('admin.background')}>
      <h2>{t('admin.background')}</h2>
      <p>{t('admin.backgroundText')}</p>
      {store.role === 'admin' ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      {optionalFields.map((name) => (
        <div className="row" key={name}>
          <CheckInput
            label={t(`visits.${name}`)}
            checked={fields[name] !== null}
            onChange={(isOn) => setFields({ ...fields, [name]: isOn ? '' : null })}
          />
          {fields[name] === null ? null : (
            <TextInput
              className="wide"
              label={t('admin.reasonFor', { field: t(`visits.${name}`) })}
              value={fields[name]}
              onChange={(reason) => setFields({ ...fields, [name]: reason })}
              error={isTold && fields[name].trim() === '' ? t('admin.needsReason') : undefined}
              maxLength={200}
            />
          )}
        </div>
      ))}
      <Button type="submit" variant="primary" isDisabled={store.role !== 'admin'}>
        {t('common.save')}
      </Button>
    </Form>
  )
}
