import { useT } from '../i18n/i18n.ts'
import { CodesPicker } from './codes-picker.tsx'
import type { Option } from './fields.tsx'

export type PersonOption = Option & {
  /** The household by its reference; empty for whoever is in none. */
  readonly household: string
}

type Props = {
  readonly label: string
  readonly persons: readonly PersonOption[]
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly error?: string | undefined
}

const mark = 'household/'

/** Several persons by typing, one by one or a whole household at once. */
export function PersonsPicker({ label, persons, values, onChange, error }: Props) {
  const t = useT()
  const households = Map.groupBy(
    persons.filter(({ household }) => household !== ''),
    ({ household }) => household,
  )
  const whole = [...households]
    .filter(([, members]) => members.length > 1 && members.some(({ value }) => !values.includes(value)))
    .map(([name, members]) => ({
      value: `${mark}${name}`,
      label: t('persons.wholeHousehold', { name, count: members.length }),
    }))
  const expand = (value: string): readonly string[] =>
    value.startsWith(mark)
      ? (households.get(value.slice(mark.length)) ?? []).map((member) => member.value)
      : [value]
  return (
    <CodesPicker
      className="wide"
      label={label}
      options={[...whole, ...persons]}
      values={values}
      onChange={(chosen) => onChange([...new Set(chosen.flatMap(expand))])}
      placeholder={t('visits.typeToAdd')}
      removeLabel={(name) => t('common.remove', { name })}
      error={error}
    />
  )
}
