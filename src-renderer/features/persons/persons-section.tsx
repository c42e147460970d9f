import { useMemo, useState } from 'react'
import type { NamedClaimant } from '../../../src-shared/domain/claims/rules/claimant-area.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { hasNameParts } from '../../../src-shared/domain/people/person-name.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { fold } from '../../../src-shared/text/fold.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { DraftOffers, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import { matches } from '../../ui/match.ts'
import { readAs } from '../../ui/use-draft.ts'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { VirtualRows } from '../../ui/virtual-table.tsx'
import { DoublesPanel } from './doubles-panel.tsx'
import { ImportPersons } from './import-persons.tsx'
import { OwedTable } from './owed-table.tsx'
import { PersonDraft } from './person-draft.ts'
import { PersonFormView } from './person-form.tsx'
import { PersonRecord } from './person-record.tsx'

type Props = {
  readonly persons: readonly Row<'person'>[]
  readonly claimant: NamedClaimant | null
  readonly pack: RulePack
}

/** The persons on one side, what is owed for the chosen one on the other. */
export function PersonsSection({ persons, claimant, pack }: Props) {
  const t = useT()
  const { forms } = useStore()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const { form, open, close, offered, idOf } = useListForm(
    'person',
    persons.map(({ id }) => id),
  )
  const dropDraft = useDropDraft()
  const textOf = (name: string): string => {
    const draft = readAs(PersonDraft)(forms.get(name))
    const what = t(idOf(name) === newRecord ? 'persons.new' : 'persons.editing')
    return `${what}: ${draft?.form.ref ?? ''} ${draft?.form.name ?? ''}`.trim()
  }
  const [wanted, setWanted] = useState('')
  const found = useMemo(
    () =>
      wanted.trim() === ''
        ? persons
        : persons.filter(
            ({ fields }) =>
              matches({ value: fields.ref, label: fields.name }, wanted) ||
              hasNameParts(fields.name, wanted) ||
              (fields.household !== '' && fold(fields.household) === fold(wanted.trim())),
          ),
    [persons, wanted],
  )
  const chosen = persons.find(({ id }) => id === chosenId) ?? null
  return (
    <div className="columns">
      <div>
        <section className="card" aria-label={t('persons.title')}>
          <h2>{t('persons.title')}</h2>
          {persons.length === 0 ? (
            <p>{t('persons.empty')}</p>
          ) : (
            <>
              <TextInput label={t('persons.find')} value={wanted} onChange={setWanted} />
              <PersonList persons={found} chosenId={chosenId} onChoose={setChosenId} onEdit={open} />
            </>
          )}
          <div className="row gap-above">
            <Button variant="primary" onPress={() => open(newRecord)}>
              {t('persons.new')}
            </Button>
            <ImportPersons pack={pack} />
          </div>
        </section>
        <DoublesPanel persons={persons} />
        <DraftOffers names={offered} textOf={textOf} onOpen={(name) => open(idOf(name))} />
        {form ? (
          <PersonFormView
            key={form.id}
            editing={persons.find(({ id }) => id === form.id) ?? null}
            persons={persons}
            pack={pack}
            homeMunicipality={
              claimant?.type === 'municipality' || claimant?.type === 'municipality-ax' ? claimant.code : ''
            }
            onDone={(id) => {
              if (id === null) void dropDraft(`person/${form.id}`)
              close(form)
              if (id) setChosenId(id)
            }}
          />
        ) : null}
      </div>
      {chosen ? (
        <div>
          <OwedTable person={chosen} all={persons} claimant={claimant} pack={pack} />
          <PersonRecord key={chosen.id} person={chosen} />
        </div>
      ) : null}
    </div>
  )
}

type ListProps = {
  readonly persons: readonly Row<'person'>[]
  readonly chosenId: string | null
  readonly onChoose: (id: string) => void
  readonly onEdit: (id: string) => void
}

function PersonList({ persons, chosenId, onChoose, onEdit }: ListProps) {
  const t = useT()
  return (
    <VirtualRows
      label={t('persons.title')}
      rows={persons}
      keyOf={({ id }) => id}
      head={
        <>
          <th scope="col">{t('persons.ref')}</th>
          <th scope="col">{t('persons.name')}</th>
          <th scope="col">{t('persons.birthDate')}</th>
          <th scope="col">{t('persons.household')}</th>
          <td />
        </>
      }
      cells={({ id, fields }) => (
        <>
          <td>
            <Button variant="plain" aria-pressed={id === chosenId} onPress={() => onChoose(id)}>
              {fields.ref}
            </Button>
          </td>
          <td>{fields.name}</td>
          <td>{dateToText(fields.birthDate)}</td>
          <td>{fields.household}</td>
          <td>
            <Button
              variant="plain"
              aria-label={`${t('common.edit')} ${fields.ref}`}
              onPress={() => {
                onChoose(id)
                onEdit(id)
              }}
            >
              {t('common.edit')}
            </Button>
          </td>
        </>
      )}
    />
  )
}
