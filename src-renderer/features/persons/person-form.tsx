import { useState } from 'react'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { FamilyFields } from './family-fields.tsx'
import { emptyPerson, formToPerson, impossibleFact, type PersonForm, personToForm } from './model.ts'
import { CircumstanceFields, PermitFields } from './permit-fields.tsx'
import { PersonDraft, personChanges } from './person-draft.ts'
import { PersonDate, PersonText, shownFields } from './person-entry.tsx'
import { ResidenceFields } from './residence-fields.tsx'
import { type WrongFact, wrongFactsOf } from './wrong-facts.ts'

type Props = {
  readonly editing: Row<'person'> | null
  readonly persons: readonly Row<'person'>[]
  readonly pack: RulePack
  readonly homeMunicipality: string
  readonly onDone: (id: string | null) => void
}

/** A person, with no more than a claim needs. */
export function PersonFormView({ editing, persons, pack, homeMunicipality, onDone }: Props) {
  const t = useT()
  const store = useStore()
  const draft = useDraft(
    `person/${editing?.id ?? newRecord}`,
    readAs(PersonDraft),
    () => ({
      form: editing ? personToForm(editing.fields) : emptyPerson(homeMunicipality),
      before: editing?.fields ?? null,
    }),
    editing?.fields,
  )
  const { form } = draft.form
  const kept = { saved: () => draft.end(), drop: () => onDone(null) }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('persons.saved'))
  const [wrong, setWrong] = useState<ReadonlyMap<string, WrongFact>>(new Map())
  const set = (part: Partial<PersonForm>): void => draft.set({ ...draft.form, form: { ...form, ...part } })
  // asked before the parts are drawn, for the top of the form tells of all others
  const errors = new Map(shownFields(form).map((field) => [field, errorOf(field)]))
  const errorAt = (field: string): string | undefined => {
    const found = wrong.get(field)
    return found ? t(`persons.wrong.${found}`) : errors.get(field)
  }

  async function submit(): Promise<void> {
    refuse()
    const found = wrongFactsOf(form, today())
    setWrong(found)
    if (found.size > 0) return
    if (impossibleFact(formToPerson(form, store.userId, null, today())) !== null)
      return refuse(t('persons.impossibleHere'))
    const id = editing?.id ?? newId()
    const fields = personChanges(draft.form, editing?.fields ?? null, store.userId, today())
    if (await save({ entity: 'person', id, kind: 'put', fields, isNew: editing === null })) onDone(id)
  }
  const entry = { form, set, errorAt }
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{editing ? t('persons.editing') : t('persons.new')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <PersonText entry={entry} name="ref" hint={t('persons.refHint')} />
        <PersonText entry={entry} name="name" />
        <PersonDate entry={entry} name="birthDate" />
        <PersonText entry={entry} name="identityCode" hint={t('persons.identityCodeHint')} />
        <PermitFields entry={entry} pack={pack} />
        <CircumstanceFields entry={entry} pack={pack} />
        <ResidenceFields entry={entry} />
        <PersonDate entry={entry} name="firstPermit" />
        <PersonDate entry={entry} name="death" />
        <PersonDate entry={entry} name="citizenship" />
        <FamilyFields entry={entry} others={persons.filter(({ id }) => id !== editing?.id)} />
        <PersonText entry={entry} name="household" hint={t('persons.householdHint')} />
        <PersonText entry={entry} name="source" />
      </div>
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
