import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Row } from '../../data/records/records.ts'
import { readRecord } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { DraftOffers } from '../../ui/draft-offers.tsx'
import { readVisitDraft } from './model.ts'
import type { WriteBehind } from './use-write-behind.ts'

type Props = {
  readonly behind: WriteBehind
  readonly openId: string | null
  readonly onEdit: (row: Pick<Row<'visit'>, 'id' | 'fields'>) => void
}

/** Visits that were left in the middle of a correction, or that could not be written. */
export function UnfinishedVisits({ behind, openId, onEdit }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { codes } = useReference(store)
  const draftOf = (name: string) => readVisitDraft(store.forms.get(name))
  const isOpen = (name: string): boolean => openId !== null && behind.editedBy(name) === openId
  async function open(name: string): Promise<void> {
    const draft = draftOf(name)
    const id = behind.editedBy(name)
    if (!draft) return
    if (id === null) {
      store.forms.drop(name)
      return behind.fill(draft)
    }
    const { record } = await readRecord(store, 'visit', id)
    const fields = VisitFields.safeParse(record.fields)
    if (fields.success) onEdit({ id, fields: fields.data })
  }
  return (
    <DraftOffers
      names={behind.offered.filter((name) => draftOf(name) && !isOpen(name))}
      textOf={(name) => {
        const form = draftOf(name)?.form
        if (!form) return ''
        const language = codes.label('language', form.serviceLanguage, lang)
        const isEdit = behind.editedBy(name) !== null
        return `${t(isEdit ? 'visits.editing' : 'visits.unsaved')}: ${dateToText(form.date)} ${form.startTime} ${language}`
      }}
      onOpen={(name) => void open(name)}
    />
  )
}
