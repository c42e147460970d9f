import { useEffect, useState } from 'react'
import {
  type AttachmentFields,
  attachmentMaxBytes,
} from '../../../src-shared/domain/claims/records/attachment.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { toBase64 } from '../../../src-shared/text/base64.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { type Change, commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId } from '../../platform/clock.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { AttachmentPreview } from './attachment-preview.tsx'
import { AttachmentRow } from './attachment-row.tsx'
import { checkAgain } from './check-again.ts'
import { ClaimFileSection } from './claim-file-section.tsx'
import { ScanFolder } from './scan-folder.tsx'
import { takeIn, useIsTakingIn } from './taking-in.ts'

const checkAgainMs = 30_000

type Props = {
  readonly context: ClaimContext
  readonly contextNow: () => Promise<ClaimContext>
  /** The rule packs that the claim names. */
  readonly packs: readonly RulePack[]
}

/** The evidence of a claim, and the file that it goes into. */
export function ClaimAttachments({ context, contextNow, packs }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const act = useAct()
  const { ofAll } = useProblemText()
  const attachments = useRows(store, 'attachment', 'claimId', context.id)
  const [previewed, setPreviewed] = useState<AttachmentFields | null>(null)
  const isTakingIn = useIsTakingIn(context.id)
  const [problems, setProblems] = useState<readonly string[]>([])

  const hasUnchecked = attachments?.some(({ fields }) => fields.reason === 'unchecked') ?? false
  useEffect(() => {
    if (!hasUnchecked) return
    void checkAgain(store, context.id)
    const timer = setInterval(() => void checkAgain(store, context.id), checkAgainMs)
    return () => clearInterval(timer)
  }, [store, context.id, hasUnchecked])

  type Chosen = readonly { readonly token: string; readonly name: string }[]
  /** Files that a person picked, dropped or pasted; whether all of them were taken in. */
  const attach = (files: Chosen): Promise<boolean> => takeIn(context.id, () => keep(files))
  async function keep(files: Chosen): Promise<boolean> {
    const refused: string[] = []
    const changes: Change[] = []
    setProblems([])
    for (const { token, name } of files) {
      const kept = await bridge().keepAttachment({ token, maxBytes: attachmentMaxBytes })
      if (kept.kind === 'kept')
        changes.push({
          entity: 'attachment',
          id: newId(),
          kind: 'put',
          fields: { ...kept.attachment, claimId: context.id },
          isNew: true,
        })
      else refused.push(t(`claims.refused.${kept.reason}`, { name, limit: attachmentMaxBytes / 1024 / 1024 }))
      setProblems([...refused]) // each is told when it is known
    }
    const done = await commit(store, changes)
    if (!done.ok) refused.push(ofAll(done.error))
    else
      for (const change of changes)
        if (change.kind === 'put' && change.entity === 'attachment')
          say(t('claims.attached', { name: change.fields.name ?? '' }))
    setProblems(refused)
    return refused.length === 0
  }
  /** What is larger than fits is not even read: it is told like one that was picked. */
  const offer = (list: FileList): Promise<void> => takeIn(context.id, () => offerAll([...list]))
  async function offerAll(list: readonly File[]): Promise<void> {
    const tooLarge = list.filter(({ size }) => size > attachmentMaxBytes)
    const offered: { token: string; name: string }[] = []
    for (const file of list) if (!tooLarge.includes(file)) offered.push(await offerFile(file))
    await attach(offered)
    if (tooLarge.length > 0)
      setProblems((told) => [
        ...told,
        ...tooLarge.map(({ name }) =>
          t('claims.refused.too-large', { name, limit: attachmentMaxBytes / 1024 / 1024 }),
        ),
      ])
  }
  async function remove(id: string): Promise<void> {
    await act([{ entity: 'attachment', id, kind: 'delete' }], {
      said: t('common.delete'),
      undo: [{ entity: 'attachment', id, kind: 'restore' }],
    })
  }
  return (
    <>
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
      <ClaimFileSection claimId={context.id} contextNow={contextNow} packs={packs} />
    </>
  )
}

async function offerFile(file: File): Promise<{ token: string; name: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bridge().offerFile({ name: file.name, base64: toBase64(bytes) })
}
