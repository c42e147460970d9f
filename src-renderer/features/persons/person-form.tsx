import { useState } from 'react'
import { municipalityOptions } from '../../../src-shared/codes/municipality-options.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, CheckInput, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { newRecord } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { EarlierPermits } from './earlier-permits.tsx'
import {
  emptyPerson,
  formToPerson,
  impossibleFact,
  type PersonForm,
  personToForm,
  type ResidenceForm,
} from './model.ts'
import { PersonDraft, personChanges } from './person-draft.ts'
import { residenceField, type WrongFact, wrongFactsOf } from './wrong-facts.ts'

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
  const lang = useLang()
  const store = useStore()
  const draft = useDraft(`person/${editing?.id ?? newRecord}`, readAs(PersonDraft), () => ({
    form: editing ? personToForm(editing.fields) : emptyPerson(homeMunicipality),
    before: editing?.fields ?? null,
  }))
  const { form } = draft.form
  const setForm = (next: PersonForm): void => draft.set({ ...draft.form, form: next })
  const kept = { saved: () => draft.end(), drop: () => onDone(null) }
  const { save, refuse, giveUp, errorOf, unplaced } = useRecordForm(kept, t('persons.saved'))
  const [wrong, setWrong] = useState<ReadonlyMap<string, WrongFact>>(new Map())
  const set = (part: Partial<PersonForm>): void => setForm({ ...form, ...part })
  const isQuotaGround = (code: string): boolean =>
    pack.permitGrounds.some((row) => row.code === code && row.isQuota === true)
  const errorAt = (field: string): string | undefined => {
    const found = wrong.get(field)
    return found ? t(`persons.wrong.${found}`) : errorOf(field)
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
  const text = (
    name: 'ref' | 'name' | 'source' | 'identityCode' | 'migriNumber' | 'household',
    hint?: string,
  ) => (
    <TextInput
      label={t(`persons.${name}`)}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorAt(name)}
      {...(hint ? { hint } : {})}
    />
  )
  const date = (
    name:
      | 'birthDate'
      | 'firstPermit'
      | 'death'
      | 'citizenship'
      | 'permitDecidedOn'
      | 'permitValidFrom'
      | 'permitValidTo'
      | 'traffickingFrom'
      | 'arrivedOn',
    hint?: string,
  ) => (
    <TextInput
      type="date"
      label={t(`persons.${name}`)}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorAt(name)}
      {...(hint ? { hint } : {})}
    />
  )
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
            (index === 0 ? errorOf('residence') : undefined)
          }
        />
        <TextInput
          type="date"
          label={t('persons.from')}
          value={entry.from}
          onChange={(from) => change({ from })}
          error={errorAt(residenceField(entry.key, 'from'))}
        />
        <TextInput
          type="date"
          label={t('persons.to')}
          value={entry.to}
          onChange={(to) => change({ to })}
          error={errorAt(residenceField(entry.key, 'to'))}
        />
      </div>
    )
  }
  const others = [
    { value: '', label: t('common.none') },
    ...persons
      .filter(({ id }) => id !== editing?.id)
      .map(({ id, fields }) => ({ value: id, label: `${fields.ref} ${fields.name}` })),
  ]
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{editing ? t('persons.editing') : t('persons.new')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        {text('ref', t('persons.refHint'))}
        {text('name')}
        {date('birthDate')}
        {text('identityCode', t('persons.identityCodeHint'))}
        <SelectInput
          label={t('persons.permitGround')}
          value={form.permitGround}
          options={[
            ...pack.permitGrounds.map((row) => ({
              value: row.code,
              label: `${row.code} ${row.label[lang]}`,
            })),
            { value: '', label: t('common.none') },
          ]}
          // the ground of a quota refugee says by itself what the flag says of relatives (61 § sub 3)
          onChange={(permitGround) => set({ permitGround, quota: form.quota || isQuotaGround(permitGround) })}
          error={errorAt('permitGround')}
        />
        {date('permitDecidedOn')}
        {date('permitValidFrom')}
        {date('permitValidTo')}
        <EarlierPermits form={form} pack={pack} onChange={setForm} />
        {text('migriNumber')}
        <div className="wide">
          <CheckInput label={t('persons.quota')} checked={form.quota} onChange={(quota) => set({ quota })} />
          {isQuotaGround(form.permitGround) && !form.quota ? (
            <Notice tone="warning">{t('persons.quotaByGround')}</Notice>
          ) : null}
          {(['directedToPlace', 'unaccompanied', 'warVolunteer', 'isProtected'] as const).map((name) => (
            <CheckInput
              key={name}
              label={t(`persons.${name}`)}
              checked={form[name]}
              onChange={(value) => set({ [name]: value })}
            />
          ))}
        </div>
        <SelectInput
          label={t('persons.needOnArrival')}
          value={form.needOnArrival}
          options={(['yes', 'no', 'not-known'] as const).map((value) => ({
            value,
            label: t(`persons.tie.${value}`),
          }))}
          onChange={(value) =>
            set({ needOnArrival: value === 'yes' || value === 'no' ? value : 'not-known' })
          }
        />
        {date('traffickingFrom')}
        {date('arrivedOn', t('persons.arrivedOnHint'))}
        <h3 className="wide">{t('persons.residence')}</h3>
        {form.residence.map(residence)}
        <div className="wide">
          <Button
            onPress={() =>
              set({
                residence: [
                  ...form.residence,
                  {
                    key: Math.max(-1, ...form.residence.map((r) => r.key)) + 1,
                    municipality: '',
                    from: '',
                    to: '',
                  },
                ],
              })
            }
          >
            {t('persons.addResidence')}
          </Button>
        </div>
        {date('firstPermit')}
        {date('death')}
        {date('citizenship')}
        <CodePicker
          label={t('persons.parent')}
          value={form.parentId}
          options={others}
          onChange={(parentId) => {
            const household = persons.find(({ id }) => id === parentId)?.fields.household ?? ''
            set({ parentId, ...(form.household === '' ? { household } : {}) })
          }}
        />
        {form.parentId || form.otherParentId ? (
          <CodePicker
            label={t('persons.otherParent')}
            value={form.otherParentId}
            options={others}
            onChange={(otherParentId) => set({ otherParentId })}
          />
        ) : null}
        <CodePicker
          label={t('persons.familyTie')}
          value={form.familyTieId}
          options={others}
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
        {text('household', t('persons.householdHint'))}
        {text('source')}
      </div>
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
