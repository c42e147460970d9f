import { useState } from 'react'
import { areas, countyRows, municipalityRows } from '../../../src-shared/codes/areas.ts'
import { municipalityOptions } from '../../../src-shared/codes/municipality-options.ts'
import { claimantTypes } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { Button, type Option, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

const isClaimantType = (text: string): text is (typeof claimantTypes)[number] =>
  (claimantTypes as readonly string[]).includes(text)

/** Who the organisation is, and as what it claims. */
export function OrganisationSection({ organisation }: { readonly organisation: Row<'organisation'> }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const [fields, setFields] = useState(organisation.fields)
  const [problem, setProblem] = useState<CommitProblem | null>(null)

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
  async function save(): Promise<void> {
    const done = await commit(store, [{ entity: 'organisation', id: organisation.id, kind: 'put', fields }])
    setProblem(done.ok ? null : done.error)
    say(done.ok ? t('settings.saved') : ofAll(done.error))
  }
  return (
    <Form className="card" onSave={save}>
      <h2>{t('settings.organisation')}</h2>
      <div className="fields">
        <TextInput
          label={t('setup.organisation')}
          value={fields.name}
          onChange={(name) => setFields({ ...fields, name })}
          error={ofField(problem, 'name')}
        />
        <SelectInput
          label={t('settings.claimantType')}
          value={fields.claimantType ?? ''}
          options={[
            { value: '', label: t('settings.claimantType.none') },
            ...claimantTypes.map((type) => ({ value: type, label: t(`settings.claimantType.${type}`) })),
          ]}
          onChange={(type) =>
            setFields({
              ...fields,
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
              onChange={(claimantCode) => setFields({ ...fields, claimantCode })}
            />
            <TextInput
              label={t('settings.businessId')}
              value={fields.businessId ?? ''}
              maxLength={9}
              onChange={(text) => setFields({ ...fields, businessId: text || null })}
            />
          </>
        ) : null}
      </div>
      <p />
      <Button variant="primary" type="submit">
        {t('common.save')}
      </Button>
    </Form>
  )
}
