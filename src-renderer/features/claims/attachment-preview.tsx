import { useCallback, useEffect, useState } from 'react'
import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import { fromBase64 } from '../../../src-shared/text/base64.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import type { PdfPages } from '../../platform/pdf-pages.ts'
import { fetchFiles } from '../../sync/files.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/fields.tsx'
import { PdfViewer } from '../../ui/pdf-viewer.tsx'

type Props = { readonly attachment: AttachmentFields; readonly onClose: () => void }
type Shown =
  | { readonly kind: 'reading' }
  | { readonly kind: 'fetching' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'image'; readonly url: string }
  | { readonly kind: 'pdf'; readonly pages: PdfPages }

/** A piece of evidence as it was kept, page by page. */
export function AttachmentPreview({ attachment, onClose }: Props) {
  const t = useT()
  const store = useStore()
  const { sha256, mediaType, name } = attachment
  const [shown, setShown] = useState<Shown>({ kind: 'reading' })
  const cannotRead = useCallback(() => setShown({ kind: 'unreadable' }), [])
  useEffect(() => {
    let isGone = false
    let pages: PdfPages | null = null
    const show = (next: Shown): void => {
      if (!isGone) setShown(next)
    }
    async function read(): Promise<void> {
      let answer = await bridge().readAttachment({ sha256 })
      if (answer.kind === 'missing' && store.realmKeyring.current) {
        // attached on another device: it comes when it is asked for
        show({ kind: 'fetching' })
        await fetchFiles((input) => bridge().syncFiles(input), [sha256])
        answer = await bridge().readAttachment({ sha256 })
      }
      if (answer.kind !== 'read') return show({ kind: 'missing' })
      if (mediaType !== 'application/pdf')
        return show({ kind: 'image', url: `data:${mediaType};base64,${answer.base64}` })
      const { openPdf } = await import('../../platform/pdf-pages.ts')
      pages = await openPdf({ bytes: fromBase64(answer.base64) })
      if (isGone) pages.close()
      else show({ kind: 'pdf', pages })
    }
    read().catch(() => show({ kind: 'unreadable' }))
    return () => {
      isGone = true
      pages?.close()
    }
  }, [store, sha256, mediaType])
  return (
    <Dialog title={name} onClose={onClose}>
      {shown.kind === 'reading' ? <p>{t('app.loading')}</p> : null}
      {shown.kind === 'fetching' ? <p role="status">{t('claims.fetching')}</p> : null}
      {shown.kind === 'missing' ? <Notice tone="alert">{t('claims.previewMissing')}</Notice> : null}
      {shown.kind === 'unreadable' ? <Notice tone="warning">{t('claims.previewUnreadable')}</Notice> : null}
      {shown.kind === 'image' ? (
        <img className="page" src={shown.url} alt={t('claims.previewAlt', { name })} onError={cannotRead} />
      ) : null}
      {shown.kind === 'pdf' ? <PdfViewer pages={shown.pages} name={name} onUnreadable={cannotRead} /> : null}
    </Dialog>
  )
}
