import { useCallback, useEffect, useState } from 'react'
import type { Input } from '../../../src-shared/bridge/calls.ts'
import { fromBase64 } from '../../../src-shared/text/base64.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId } from '../../platform/clock.ts'
import type { PdfPages } from '../../platform/pdf-pages.ts'
import { stageClaimFile } from '../../platform/stage-claim-file.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/fields.tsx'
import { PdfViewer } from '../../ui/pdf-viewer.tsx'
import { JobProgress } from './job-progress.tsx'

type Props = {
  readonly request: Pick<Input<'openClaimFile'>, 'file' | 'packs'>
  readonly onClose: () => void
}
type Shown =
  | { readonly kind: 'writing'; readonly job: string }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'pages'; readonly pages: PdfPages }

/** The pages of the claim file as they would be saved now. */
export function ClaimFilePreview({ request, onClose }: Props) {
  const t = useT()
  const [shown, setShown] = useState<Shown>(() => ({ kind: 'writing', job: newId() }))
  const [job] = useState(() => (shown.kind === 'writing' ? shown.job : ''))
  const cannotRead = useCallback(() => setShown({ kind: 'failed', text: t('claims.previewUnreadable') }), [t])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is looked at is the claim as it was when this opened
  useEffect(() => {
    let isGone = false
    let close = (): void => undefined
    async function open(): Promise<void> {
      const file = await stageClaimFile(job, request.file)
      const answer = await bridge().openClaimFile({ packs: request.packs, file, job })
      if (answer.kind === 'cancelled') return onClose()
      if (answer.kind === 'failed')
        return isGone ? undefined : setShown({ kind: 'failed', text: t(`claims.failed.${answer.reason}`) })
      const { token, bytes: length } = answer
      const { openPdf } = await import('../../platform/pdf-pages.ts')
      const pages = await openPdf({ length, read: (from, to) => piece(token, from, to) })
      close = () => {
        pages.close()
        void bridge().closeClaimFile({ token })
      }
      if (isGone) close()
      else setShown({ kind: 'pages', pages })
    }
    open().catch(() => (isGone ? undefined : cannotRead()))
    return () => {
      isGone = true
      void bridge().cancelJob({ job })
      close()
    }
  }, [])
  return (
    <Dialog title={t('claimFile.previewTitle')} onClose={onClose}>
      {shown.kind === 'writing' ? <JobProgress job={job} /> : null}
      {shown.kind === 'failed' ? <Notice tone="alert">{shown.text}</Notice> : null}
      {shown.kind === 'pages' ? (
        <>
          <p className="no-print">{t('claimFile.previewNote')}</p>
          <PdfViewer pages={shown.pages} name={t('claimFile.title')} onUnreadable={cannotRead} canPrint />
        </>
      ) : null}
    </Dialog>
  )
}

async function piece(token: string, from: number, to: number): Promise<Uint8Array> {
  const answer = await bridge().readClaimFile({ token, from, to })
  if (answer.kind !== 'piece') throw new Error('gone')
  return fromBase64(answer.base64)
}
