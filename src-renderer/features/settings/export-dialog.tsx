import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, Notice, SelectInput } from '../../ui/fields.tsx'
import { RecipientsInput, recipientsIn } from './recipients-input.tsx'

type Props = {
  readonly title: string
  readonly text: string
  readonly onClose: () => void
  /** The keys to encrypt to; none for an export in plain. */
  readonly onChosen: (recipients: readonly string[]) => void
}

/** Asks whether what leaves is encrypted, and to whom; in plain only after a person has read what that means. */
export function ExportDialog({ title, text, onClose, onChosen }: Props) {
  const t = useT()
  const [isPlain, setPlain] = useState(false)
  const [keys, setKeys] = useState('')
  const [isChecked, setChecked] = useState(false)
  function choose(): void {
    const recipients = isPlain ? [] : recipientsIn(keys)
    if (recipients) onChosen(recipients)
    else setChecked(true)
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <div className="gap-below">
        <SelectInput
          className="gap-below"
          label={t('exports.protection')}
          value={isPlain ? 'plain' : 'age'}
          options={[
            { value: 'age', label: t('exports.protection.age') },
            { value: 'plain', label: t('exports.protection.plain') },
          ]}
          onChange={(value) => setPlain(value === 'plain')}
        />
        {isPlain ? (
          <Notice tone="warning">{t('exports.plainWarning')}</Notice>
        ) : (
          <RecipientsInput value={keys} onChange={setKeys} isChecked={isChecked} />
        )}
      </div>
      <p>{t('exports.careText')}</p>
      <div className="row">
        <Button variant="primary" onPress={choose}>
          {t(isPlain ? 'exports.choosePlain' : 'exports.choose')}
        </Button>
      </div>
    </Dialog>
  )
}
