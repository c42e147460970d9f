import { type OpeningHours, SiteFields, siteKinds } from '../../../src-shared/domain/organisation/site.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { DraftNotice, DraftOffers } from '../../ui/draft-offers.tsx'
import { EditTable } from '../../ui/edit-table.tsx'
import { Button, CheckInput, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

const newSite: SiteFields = SiteFields.parse({
  name: ' - ',
  kind: 'office',
  municipality: null,
  defaultChannel: 'in-person',
  defaultSetting: 'walk-in',
  defaultLanguage: 'fi',
})

/** The places of the advice point; a new one can be added anywhere, without a network. */
export function SitesSection() {
  const t = useT()
  const store = useStore()
  const { sites } = useReference(store)
  const { form, open, close, offered, idOf } = useListForm('site', [...sites.keys()])
  return (
    <section className="card" aria-label={t('admin.sites')}>
      <h2>{t('admin.sites')}</h2>
      <EditTable
        heads={[t('admin.name'), t('admin.siteKind'), t('admin.openTo')]}
        rows={[...sites]}
        keyOf={([id]) => id}
        cells={([, site]) => [site.name, t(`admin.siteKind.${site.kind}`), site.openTo ?? '–']}
        nameOf={([, { name }]) => name}
        onEdit={([id]) => open(id)}
      />
      <DraftOffers
        names={offered}
        textOf={(name) => sites.get(idOf(name))?.name ?? t('admin.newSite')}
        onOpen={(name) => open(idOf(name))}
      />
      {form ? (
        <SiteForm
          key={form.id}
          id={form.id}
          site={sites.get(form.id) ?? { ...newSite, name: '' }}
          onDone={() => close(form)}
        />
      ) : (
        <Button onPress={() => open(newRecord)}>{t('admin.newSite')}</Button>
      )}
    </section>
  )
}

type FormProps = { readonly id: string; readonly site: SiteFields; readonly onDone: () => void }

function SiteForm({ id, site, onDone }: FormProps) {
  const t = useT()
  const store = useStore()
  const { codes } = useReference(store)
  const optionsOf = useCodeOptions(codes, today())
  const isNew = id === newRecord
  const draft = useFieldsDraft(`site/${id}`, site, isNew)
  const { fields, set } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('admin.saved'), onDone)
  async function submit(): Promise<void> {
    const change = { id: isNew ? newId() : id, fields: draft.changes(), isNew }
    await save({ entity: 'site', kind: 'put', ...change })
  }
  return (
    <Form onSave={submit} label={t('admin.site')} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        <TextInput
          label={t('admin.name')}
          value={fields.name}
          onChange={(name) => set({ name })}
          error={errorOf('name')}
          autoFocus
        />
        <SelectInput
          label={t('admin.siteKind')}
          value={fields.kind}
          options={siteKinds.map((kind) => ({ value: kind, label: t(`admin.siteKind.${kind}`) }))}
          onChange={(kind) => set({ kind: kind as SiteFields['kind'] })} // one of the options
        />
        <CodePicker
          label={t('admin.municipality')}
          options={optionsOf('municipality')}
          value={fields.municipality ?? ''}
          onChange={(municipality) => set({ municipality })}
          error={errorOf('municipality')}
        />
        <CodePicker
          label={t('admin.defaultChannel')}
          options={optionsOf('channel')}
          value={fields.defaultChannel}
          onChange={(defaultChannel) => set({ defaultChannel })}
        />
        <CodePicker
          label={t('admin.defaultSetting')}
          options={optionsOf('setting')}
          value={fields.defaultSetting}
          onChange={(defaultSetting) => set({ defaultSetting })}
        />
        <CodePicker
          label={t('admin.defaultLanguage')}
          options={optionsOf('language')}
          value={fields.defaultLanguage}
          onChange={(defaultLanguage) => set({ defaultLanguage })}
        />
        <TextInput
          type="date"
          label={t('admin.openFrom')}
          value={fields.openFrom ?? ''}
          onChange={(date) => set({ openFrom: date || null })}
          error={errorOf('openFrom')}
        />
        <TextInput
          type="date"
          label={t('admin.openTo')}
          value={fields.openTo ?? ''}
          onChange={(date) => set({ openTo: date || null })}
          error={errorOf('openTo')}
        />
      </div>
      <HoursInput value={fields.openingHours} onChange={(openingHours) => set({ openingHours })} />
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}

type HoursProps = {
  readonly value: OpeningHours | null
  readonly onChange: (value: OpeningHours | null) => void
}
const usual = { from: '09:00', to: '16:00' }

function HoursInput({ value, onChange }: HoursProps) {
  const t = useT()
  return (
    <fieldset>
      <legend>{t('admin.openingHours')}</legend>
      <CheckInput
        label={t('admin.hasHours')}
        checked={value !== null}
        onChange={(isOn) => onChange(isOn ? [usual, usual, usual, usual, usual, null, null] : null)}
      />
      {value?.map((hours, index) => {
        const day = t(`admin.weekday.${index as 0}`) // seven of them, Monday first
        const put = (next: OpeningHours[number]): void => onChange(value.with(index, next))
        return (
          <div className="row" key={day}>
            <CheckInput
              label={day}
              checked={hours !== null}
              onChange={(isOpen) => put(isOpen ? usual : null)}
            />
            {hours ? (
              <>
                <TextInput
                  type="time"
                  label={t('admin.from', { day })}
                  value={hours.from}
                  onChange={(from) => put({ ...hours, from })}
                />
                <TextInput
                  type="time"
                  label={t('admin.to', { day })}
                  value={hours.to}
                  onChange={(to) => put({ ...hours, to })}
                />
              </>
            ) : null}
          </div>
        )
      })}
    </fieldset>
  )
}
