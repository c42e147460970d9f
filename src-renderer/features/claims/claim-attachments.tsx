import { useState } from 'react'
import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import { AttachmentPreview } from './attachment-preview.tsx'
import { AttachmentRow } from './attachment-row.tsx'
import { ScanFolder } from './scan-folder.tsx'
import { useAttaching } from './use-attaching.ts'
import { useCheckAgain } from './use-check-again.ts'

/** The evidence of a claim. */
export function ClaimAttachments({ claimId }: { readonly claimId: string }) {
  const t = useT()
  const act = useAct()
  const attachments = useRows(useStore(), 'attachment', 'claimId', claimId)
  const [previewed, setPreviewed] = useState<AttachmentFields | null>(null)
  const { attach, offer, isTakingIn, problems } = useAttaching(claimId)
  useCheckAgain(claimId, attachments)

  async function remove(id: string): Promise<void> {
    await act([{ entity: 'attachment', id, kind: 'delete' }], {
      said: t('common.delete'),
      undo: [{ entity: 'attachment', id, kind: 'restore' }],
    })
  }
  return (
    <section
      aria-label={t('claims.attachments')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void offer(event.dataTransfer.files)
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length > 0) void offer(event.clipboardData.files)
      }}
    >
      <h3>{t('claims.attachments')}</h3>
      {attachments?.length === 0 ? <p>{t('claims.noAttachments')}</p> : null}
      <ul>
        {attachments?.map((row) => (
          <AttachmentRow
            key={row.id}
            row={row}
            onShow={() => setPreviewed(row.fields)}
            onRemove={() => remove(row.id)}
          />
        ))}
      </ul>
      <div role="status">{isTakingIn ? <p>{t('claims.takingIn')}</p> : null}</div>
      {problems.map((problem) => (
        <Notice tone="alert" key={problem}>
          {problem}
        </Notice>
      ))}
      <div className="row">
        <Button onPress={() => bridge().pickFiles({}).then(attach)}>{t('claims.attach')}</Button>
      </div>
      <ScanFolder onAttach={(file) => attach([file])} />
      {previewed ? <AttachmentPreview attachment={previewed} onClose={() => setPreviewed(null)} /> : null}
    </section>
  )
}
