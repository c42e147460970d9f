import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { SelectInput } from '../../ui/fields.tsx'
import type { PersonEntry } from './person-entry.tsx'

type Props = {
  readonly entry: PersonEntry
  /** Everybody else on record. */
  readonly others: readonly Row<'person'>[]
}

/** Whose child a person is, and to whom the family tie leads. */
export function FamilyFields({ entry: { form, set }, others }: Props) {
  const t = useT()
  const options = [
    { value: '', label: t('common.none') },
    ...others.map(({ id, fields }) => ({ value: id, label: `${fields.ref} ${fields.name}` })),
  ]
  return (
    <>
      <CodePicker
        label={t('persons.parent')}
        value={form.parentId}
        options={options}
        onChange={(parentId) => {
          const household = others.find(({ id }) => id === parentId)?.fields.household ?? ''
          set({ parentId, ...(form.household === '' ? { household } : {}) })
        }}
      />
      {form.parentId || form.otherParentId ? (
        <CodePicker
          label={t('persons.otherParent')}
          value={form.otherParentId}
          options={options}
          onChange={(otherParentId) => set({ otherParentId })}
        />
      ) : null}
      <CodePicker
        label={t('persons.familyTie')}
        value={form.familyTieId}
        options={options}
        onChange={(familyTieId) => set({ familyTieId })}
      />
      {form.familyTieId ? (
        <SelectInput
          label={t('persons.tieBeforeArrival')}
          value={form.tieBeforeArrival || 'not-known'}
          options={(['yes', 'no', 'not-known'] as const).map((value) => ({
            value,
            label: t(`persons.tie.${value}`),
          }))}
          onChange={(tieBeforeArrival) => set({ tieBeforeArrival })}
        />
      ) : null}
    </>
  )
}
