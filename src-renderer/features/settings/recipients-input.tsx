import { useId } from 'react'
import { readRecipients, recipientProblem } from '../../../src-shared/export/age-recipient.ts'
import { useT } from '../../i18n/i18n.ts'

type Props = {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whether what is wrong is told by now: not while somebody still types. */
  readonly isChecked: boolean
}

/** The keys of age to which an export is encrypted, one a line. */
export function RecipientsInput({ value, onChange, isChecked }: Props) {
  const t = useT()
  const id = useId()
  const wrong = readRecipients(value).flatMap((text) => {
    const problem = recipientProblem(text)
    return problem ? [t(`exports.key.${problem}`, { key: `${text.slice(0, 24)}…` })] : []
  })
  const errors = readRecipients(value).length === 0 ? [t('exports.key.none')] : wrong
  const isWrong = isChecked && errors.length > 0
  return (
    <div className="field">
      <label htmlFor={id}>{t('exports.keys')}</label>
      <textarea
        id={id}
        rows={3}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
      />
      <span id={`${id}-hint`} className={isWrong ? 'error' : 'hint'} role={isWrong ? 'alert' : undefined}>
        {isWrong ? errors.join(' ') : t('exports.keysHint')}
      </span>
    </div>
  )
}

/** The keys of the text; null while there is none, or one of them is wrong. */
export function recipientsIn(text: string): readonly string[] | null {
  const all = readRecipients(text)
  return all.length > 0 && all.every((one) => recipientProblem(one) === null) ? all : null
}
