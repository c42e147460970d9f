import { scanText } from '../../../src-shared/domain/privacy/identifier-filter.ts'
import { useT } from '../../i18n/i18n.ts'
import { TextInput } from '../../ui/fields.tsx'

const longest = 200

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
}

/** Free text about a visit, watched while it is typed for what could identify a person (visits.md §8.2). */
export function NoteInput({ label, value, onChange, error }: Props) {
  const t = useT()
  const { verdict, ids } = scanText(value)
  const [first] = ids
  const hint =
    verdict === 'ok' || !first
      ? t('visits.noteHint')
      : `${t(`identifier.${first}`)} ${t(`identifier.${verdict}`)}`
  return (
    <TextInput
      className="wide"
      label={label}
      value={value}
      onChange={onChange}
      hint={hint}
      error={value.trim().length > longest ? t('visits.noteTooLong', { count: value.trim().length }) : error}
      maxLength={10_000}
    />
  )
}
