import { areas, countyRows, municipalityRows } from '../../../src-shared/codes/areas.ts'
import { municipalityOptions } from '../../../src-shared/codes/municipality-options.ts'
import { claimantTypes } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { type Option, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

const isClaimantType = (text: string): text is (typeof claimantTypes)[number] =>
  (claimantTypes as readonly string[]).includes(text)

/** Who the organisation is, and as what it claims. */
export function OrganisationSection({ organisation }: { readonly organisation: Row<'organisation'> }) {
  const t = useT()
  const lang = useLang()
  const draft = useFieldsDraft('settings/organisation', organisation.fields)
  const { fields, set } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('settings.saved'))

  // a claimant that has merged since stays in its list until somebody chooses the one of today
  const mergedClaimant = municipalityOptions(lang, (merged) => t('persons.mergedUntil', merged)).filter(
    ({ value }) => value === organisation.fields.claimantCode && areas.get(value)?.validTo !== null,
  )
  const codes = (): readonly Option[] => {
    const isAland = (row: (typeof municipalityRows)[number]): boolean => row.region === '21'
    switch (fields.claimantType) {
      case 'municipality':
        return municipalityRows
          .filter((row) => !isAland(row))
          .map((row) => ({ value: row.code, label: row[lang] }))
          .concat(mergedClaimant)
      case 'municipality-ax':
        return municipalityRows.filter(isAland).map((row) => ({ value: row.code, label: row[lang] }))
      case 'wellbeing-county':
        return countyRows
          .filter((row) => row.code !== '91')
          .map((row) => ({ value: row.code, label: row[lang] }))
      case 'ax-health':
        return countyRows
          .filter((row) => row.code === '91')
          .map((row) => ({ value: row.code, label: row[lang] }))
      case null:
        return []
    }
  }
  const submit = (): Promise<boolean> =>
    save({ entity: 'organisation', id: organisation.id, kind: 'put', fields: draft.changes() })
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{t('settings.organisation')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <TextInput
          label={t('setup.organisation')}
          value={fields.name}
          onChange={(name) => set({ name })}
          error={errorOf('name')}
        />
        <SelectInput
          label={t('settings.claimantType')}
          value={fields.claimantType ?? ''}
          options={[
            { value: '', label: t('settings.claimantType.none') },
            ...claimantTypes.map((type) => ({ value: type, label: t(`settings.claimantType.${type}`) })),
          ]}
          onChange={(type) =>
            set({
              claimantType: isClaimantType(type) ? type : null,
              claimantCode: type === 'ax-health' ? '91' : null,
            })
          }
        />
        {fields.claimantType ? (
          <>
            <CodePicker
              label={t('settings.claimantCode')}
              options={codes()}
              value={fields.claimantCode ?? ''}
              onChange={(claimantCode) => set({ claimantCode })}
              error={errorOf('claimantCode')}
            />
            <TextInput
              label={t('settings.businessId')}
              value={fields.businessId ?? ''}
              maxLength={9}
              onChange={(text) => set({ businessId: text || null })}
              error={errorOf('businessId')}
            />
          </>
        ) : null}
      </div>
      <FormButtons />
    </Form>
  )
}
