import { municipalityOptions } from '../../../src-shared/codes/municipality-options.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import type { ResidenceForm } from './model.ts'
import type { PersonEntry } from './person-entry.tsx'
import { residenceField } from './wrong-facts.ts'

/** The municipalities that a person has lived in, each with its days. */
export function ResidenceFields({ entry: { form, set, errorAt } }: { readonly entry: PersonEntry }) {
  const t = useT()
  const lang = useLang()
  const municipalities = municipalityOptions(lang, (merged) => t('persons.mergedUntil', merged))
  const residence = (entry: ResidenceForm, index: number) => {
    const change = (part: Partial<ResidenceForm>): void =>
      set({
        residence: form.residence.map((other) => (other.key === entry.key ? { ...other, ...part } : other)),
      })
    return (
      <div className="fields wide" key={entry.key}>
        <CodePicker
          label={t('persons.municipality')}
          options={municipalities}
          value={entry.municipality}
          onChange={(municipality) => change({ municipality })}
          error={
            errorAt(residenceField(entry.key, 'municipality')) ??
            (index === 0 ? errorAt('residence') : undefined)
          }
        />
        {(['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`persons.${name}`)}
            value={entry[name]}
            onChange={(day) => change({ [name]: day })}
            error={errorAt(residenceField(entry.key, name))}
          />
        ))}
      </div>
    )
  }
  const nextKey = Math.max(-1, ...form.residence.map(({ key }) => key)) + 1
  return (
    <>
      <h3 className="wide">{t('persons.residence')}</h3>
      {form.residence.map(residence)}
      <div className="wide">
        <Button
          onPress={() =>
            set({ residence: [...form.residence, { key: nextKey, municipality: '', from: '', to: '' }] })
          }
        >
          {t('persons.addResidence')}
        </Button>
      </div>
    </>
  )
}
