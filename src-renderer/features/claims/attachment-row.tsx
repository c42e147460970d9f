import { useState } from 'react'
import { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'

type Props = {
  readonly row: Row<'attachment'>
  readonly onShow: () => void
  readonly onRemove: () => void
}

/** A piece of evidence, with what the claim file shows of it; the original is enclosed whatever is chosen. */
export function AttachmentRow({ row: { id, fields }, onShow, onRemove }: Props) {
  const t = useT()
  const act = useAct()
  const { name, placement, reason, shownPages, pageCount } = fields
  const [pages, setPages] = useState(shownPages)
  const [isChoosing, setChoosing] = useState(shownPages !== '')
  const [isBad, setBad] = useState(false)
  const choice = placement === 'whole' ? 'none' : isChoosing ? 'some' : 'all'

  async function change(part: Partial<AttachmentFields>): Promise<void> {
    await act([{ entity: 'attachment', id, kind: 'put', fields: part }])
  }
  async function choose(value: string): Promise<void> {
    setChoosing(value === 'some')
    setBad(false)
    if (value === 'none') return change({ placement: 'whole', reason: 'chosen' })
    await change({ placement: 'merge', reason: null, shownPages: value === 'all' ? '' : pages })
  }
  async function keepPages(): Promise<void> {
    const read = AttachmentFields.shape.shownPages.safeParse(pages.replaceAll(/\s/g, ''))
    setBad(!read.success || read.data === '')
    if (read.success && read.data !== '' && read.data !== shownPages) await change({ shownPages: read.data })
  }
  return (
    <li>
      {name} ({Math.ceil(fields.bytes / 1024)} kB
      {pageCount > 0 ? `, ${t('claimFile.pageCount', { count: pageCount })}` : ''},{' '}
      {reason ? t(`claims.whole.${reason}`) : t('claims.merged')})
      <Button variant="plain" aria-label={t('claims.show', { name })} onPress={onShow}>
        {t('claims.showOne')}
      </Button>
      <Button variant="plain" aria-label={t('common.remove', { name })} onPress={onRemove}>
        {t('common.delete')}
      </Button>
      {reason === null || reason === 'chosen' ? (
        <div className="row">
          <SelectInput
            label={t('claimFile.show', { name })}
            value={choice}
            options={[
              { value: 'all', label: t('claimFile.showAll') },
              ...(pageCount > 1 ? [{ value: 'some', label: t('claimFile.showSome') }] : []),
              { value: 'none', label: t('claimFile.showNone') },
            ]}
            onChange={(value) => void choose(value)}
          />
          {choice === 'some' ? (
            <TextInput
              label={t('claimFile.pages', { name })}
              hint={t('claimFile.pagesHint')}
              value={pages}
              onChange={setPages}
              onBlur={() => void keepPages()}
              error={isBad ? t('claimFile.badPages') : undefined}
            />
          ) : null}
        </div>
      ) : null}
    </li>
  )
}
