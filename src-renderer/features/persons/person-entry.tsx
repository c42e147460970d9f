import { useT } from '../../i18n/i18n.ts'
import { TextInput } from '../../ui/fields.tsx'
import type { PersonForm } from './model.ts'

/** The form of a person as each part of it sees it. */
export type PersonEntry = {
  readonly form: PersonForm
  readonly set: (part: Partial<PersonForm>) => void
  readonly errorAt: (field: string) => string | undefined
}

const texts = ['ref', 'name', 'source', 'identityCode', 'migriNumber', 'household'] as const
const dates = [
  'birthDate',
  'firstPermit',
  'death',
  'citizenship',
  'permitDecidedOn',
  'permitValidFrom',
  'permitValidTo',
  'traffickingFrom',
  'arrivedOn',
] as const
type TextName = (typeof texts)[number]
type DateName = (typeof dates)[number]

/** The fields of the record that the form shows what is wrong with. */
export const shownFields = ({ residence }: PersonForm): readonly string[] => [
  ...texts,
  ...dates,
  'permitGround',
  ...(residence.length > 0 ? ['residence'] : []),
]
type Props<Name extends keyof PersonForm> = {
  readonly entry: PersonEntry
  readonly name: Name
  readonly hint?: string
}

export const PersonText = (props: Props<TextName>) => <PersonInput type="text" {...props} />
export const PersonDate = (props: Props<DateName>) => <PersonInput type="date" {...props} />

function PersonInput({
  entry: { form, set, errorAt },
  name,
  hint,
  type,
}: Props<TextName | DateName> & { readonly type: 'text' | 'date' }) {
  const t = useT()
  return (
    <TextInput
      type={type}
      label={t(`persons.${name}`)}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorAt(name)}
      {...(hint ? { hint } : {})}
    />
  )
}
