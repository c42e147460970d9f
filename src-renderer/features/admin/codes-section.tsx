import { useState } from 'react'
import type { DatedCode } from '../../../src-shared/codes/code-book.ts'
import { type CodeSetName, isCodeSetName, setTitles } from '../../../src-shared/codes/code-sets.ts'
import type { CodeValueFields } from '../../../src-shared/domain/organisation/code-value.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { EditTable } from '../../ui/edit-table.tsx'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useOneForm } from '../../ui/use-one-form.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { CodeSheetButtons } from './code-sheet-buttons.tsx'
import { ownCodes } from './own-codes.ts'

const editable = Object.keys(setTitles).filter(isCodeSetName)
type Editing = { readonly id: string; readonly isNew: boolean; readonly fields: CodeValueFields }

/** The code sets as this organisation uses them: its own values beside the national ones, and what it has retired. */
export function CodesSection() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { codes } = useReference(store)
  const local = useRows(store, 'codeValue') ?? []
  const [set, setSet] = useState<CodeSetName>('topic')
  const { form: editing, open: setEditing, close } = useOneForm<Editing>()
  const isAdmin = store.role === 'admin'
  const edit = ({ code, fi, sv, en, validFrom, validTo, national }: DatedCode): void => {
    const known = local.find(({ fields }) => fields.set === set && fields.code === code)
    const fields = { set, code, fi, sv, en, validFrom, validTo, national }
    setEditing({ id: known?.id ?? newId(), isNew: !known, fields })
  }
  const blank: CodeValueFields = {
    set,
    code: '',
    fi: '',
    sv: '',
    en: '',
    validFrom: today(),
    validTo: null,
    national: null,
  }
  return (
    <section className="card" aria-label={t('admin.codes')}>
      <h2>{t('admin.codes')}</h2>
      <p>{t('admin.codesText', { version: codes.version })}</p>
      {isAdmin ? null : <Notice>{t('admin.onlyAdmin')}</Notice>}
      <SelectInput
        label={t('admin.codeSet')}
        value={set}
        options={editable.map((name) => ({ value: name, label: setTitles[name]?.[lang] ?? name }))}
        onChange={(name) => {
          setSet(isCodeSetName(name) ? name : 'topic')
          setEditing(null)
        }}
      />
      <CodeSheetButtons key={set} set={set} />
      <div className="table-frame">
        <EditTable
          label={setTitles[set]?.[lang]}
          heads={[t('admin.code'), 'suomi', 'svenska', 'English', t('admin.validTo'), t('admin.national')]}
          rows={codes.all(set)}
          keyOf={({ code }) => code}
          cells={(row) => [row.code, row.fi, row.sv, row.en, row.validTo ?? '–', row.national ?? '–']}
          nameOf={({ code }) => code}
          onEdit={isAdmin ? edit : undefined}
        />
      </div>
      {editing ? (
        <CodeForm key={editing.id} editing={editing} onDone={() => close(editing)} />
      ) : isAdmin ? (
        <Button onPress={() => setEditing({ id: newId(), isNew: true, fields: blank })}>
          {t('admin.newCode')}
        </Button>
      ) : null}
    </section>
  )
}

function CodeForm({ editing, onDone }: { readonly editing: Editing; readonly onDone: () => void }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { codes } = useReference(store)
  const draft = useFieldsDraft(
    `code/${editing.fields.set}/${editing.fields.code}`,
    editing.fields,
    editing.isNew,
  )
  const { fields, set: put } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('admin.saved'), onDone)
  const [isTaken, setTaken] = useState(false)
  const set = isCodeSetName(fields.set) ? fields.set : 'topic'
  const all = codes.all(set)
  const isOwn = fields.national !== null || !all.some(({ code }) => code === fields.code)
  const isFixed = editing.fields.code !== ''
  async function submit(): Promise<void> {
    const isUsed = !isFixed && all.some(({ code }) => code === fields.code)
    setTaken(isUsed)
    if (isUsed) return
    // the first change of a national code makes a record of it, unless another device has made one meanwhile
    const own = editing.isNew ? (await ownCodes(store, set)).get(fields.code) : undefined
    const [id, isNew] = own ? [own.id, false] : [editing.id, editing.isNew]
    await save({ entity: 'codeValue', id, kind: 'put', fields: draft.changes(), isNew })
  }
  return (
    <Form onSave={submit} label={t('admin.code')} unplaced={unplaced}>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        {isFixed ? null : (
          <TextInput
            label={t('admin.code')}
            hint={t('admin.codeHint')}
            value={fields.code}
            onChange={(code) => put({ code })}
            error={isTaken ? t('admin.codeTaken') : errorOf('code')}
            autoFocus
          />
        )}
        {(['fi', 'sv', 'en'] as const).map((one) => (
          <TextInput
            key={one}
            label={t(`admin.label.${one}`)}
            value={fields[one]}
            onChange={(label) => put({ [one]: label })}
            error={errorOf(one)}
          />
        ))}
        {isOwn ? (
          <CodePicker
            label={t('admin.national')}
            options={all
              .filter((row) => row.national === null)
              .map((row) => ({ value: row.code, label: row[lang] }))}
            value={fields.national ?? ''}
            onChange={(national) => put({ national })}
            error={errorOf('national')}
          />
        ) : null}
        <TextInput
          type="date"
          label={t('admin.validTo')}
          value={fields.validTo ?? ''}
          onChange={(date) => put({ validTo: date || null })}
          error={errorOf('validTo')}
        />
      </div>
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
