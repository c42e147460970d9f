import { useState } from 'react'
import type { RulePack } from '../../../src-shared/domain/claims/rule-pack.ts'
import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import type { Row } from '../../data/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import type { Claimant } from './model.ts'
import { OwedTable } from './owed-table.tsx'
import { PersonFormView } from './person-form.tsx'

type Props = {
  readonly persons: readonly Row<'person'>[]
  readonly claimant: Claimant | null
  readonly pack: RulePack
}

/** The persons on one side, what is owed for the chosen one on the other. */
export function PersonsSection({ persons, claimant, pack }: Props) {
  const t = useT()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [form, setForm] = useState<'new' | 'edit' | null>(null)
  const chosen = persons.find(({ id }) => id === chosenId) ?? null
  return (
    <div className="columns">
      <div>
        <section className="card" aria-label={t('persons.title')}>
          <h2>{t('persons.title')}</h2>
          {persons.length === 0 ? (
            <p>{t('persons.empty')}</p>
          ) : (
            <table aria-label={t('persons.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('persons.ref')}</th>
                  <th scope="col">{t('persons.name')}</th>
                  <th scope="col">{t('persons.birthDate')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {persons.map(({ id, fields }) => (
                  <tr key={id}>
                    <td>
                      <Button variant="plain" aria-pressed={id === chosenId} onPress={() => setChosenId(id)}>
                        {fields.ref}
                      </Button>
                    </td>
                    <td>{fields.name}</td>
                    <td>{dateToText(fields.birthDate)}</td>
                    <td>
                      <Button
                        variant="plain"
                        aria-label={`${t('common.edit')} ${fields.ref}`}
                        onPress={() => {
                          setChosenId(id)
                          setForm('edit')
                        }}
                      >
                        {t('common.edit')}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <p />
          <Button variant="primary" onPress={() => setForm('new')}>
            {t('persons.new')}
          </Button>
        </section>
        {form ? (
          <PersonFormView
            key={form === 'edit' ? chosenId : 'new'}
            editing={form === 'edit' ? chosen : null}
            persons={persons}
            pack={pack}
            homeMunicipality={
              claimant?.type === 'municipality' || claimant?.type === 'municipality-ax' ? claimant.code : ''
            }
            onDone={(id) => {
              setForm(null)
              if (id) setChosenId(id)
            }}
          />
        ) : null}
      </div>
      {chosen ? <OwedTable person={chosen} all={persons} claimant={claimant} pack={pack} /> : null}
    </div>
  )
}
