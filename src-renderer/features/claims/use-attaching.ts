import { useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { attachmentMaxBytes } from '../../../src-shared/domain/claims/records/attachment.ts'
import { toBase64 } from '../../../src-shared/text/base64.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Change } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId } from '../../platform/clock.ts'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { takeIn, useIsTakingIn } from './taking-in.ts'

/** A file that a person has shown to the application; the window has its name, and a token for the rest. */
type Chosen = { readonly token: string; readonly name: string }

/** Takes files into a claim: those that were picked, and those that were dropped or pasted. */
export function useAttaching(claimId: string) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [problems, setProblems] = useState<readonly string[]>([])
  const refusal = (reason: Refusal, name: string): string =>
    t(`claims.refused.${reason}`, { name, limit: attachmentMaxBytes / 1024 / 1024 })

  async function keep(files: readonly Chosen[]): Promise<boolean> {
    const refused: string[] = []
    const kept: Kept[] = []
    setProblems([])
    for (const file of files) {
      const answer = await bridge().keepAttachment({ token: file.token, maxBytes: attachmentMaxBytes })
      // its id tells when it was taken in: evidence stands in that order
      if (answer.kind === 'kept') kept.push({ id: newId(), attachment: answer.attachment })
      else refused.push(refusal(answer.reason, file.name))
      setProblems([...refused]) // each is told when it is known
    }
    const done = await commit(
      store,
      kept.map((one) => addition(claimId, one)),
    )
    if (done.ok) for (const { attachment } of kept) say(t('claims.attached', { name: attachment.name }))
    else refused.push(ofAll(done.error))
    setProblems(refused)
    return refused.length === 0
  }
  const attach = (files: readonly Chosen[]): Promise<boolean> => takeIn(claimId, () => keep(files))

  async function offerAll(files: readonly File[]): Promise<void> {
    const isTooLarge = ({ size }: File): boolean => size > attachmentMaxBytes
    const offered: Chosen[] = []
    for (const file of files) if (!isTooLarge(file)) offered.push(await offerFile(file))
    await attach(offered)
    const tooLarge = files.filter(isTooLarge)
    if (tooLarge.length > 0)
      setProblems((told) => [...told, ...tooLarge.map(({ name }) => refusal('too-large', name))])
  }
  return {
    /** Takes in files that were picked; whether all of them were. */
    attach,
    /** The same for files that the window holds. What is larger than fits is not even read: it is told like one that was picked. */
    offer: (list: FileList): Promise<void> => takeIn(claimId, () => offerAll([...list])),
    isTakingIn: useIsTakingIn(claimId),
    problems,
  }
}

type Answer = Output<'keepAttachment'>
type Kept = {
  readonly id: string
  readonly attachment: Extract<Answer, { kind: 'kept' }>['attachment']
}
type Refusal = Exclude<Answer, { kind: 'kept' }>['reason']

const addition = (claimId: string, { id, attachment }: Kept): Change => ({
  entity: 'attachment',
  id,
  kind: 'put',
  fields: { ...attachment, claimId },
  isNew: true,
})

async function offerFile(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bridge().offerFile({ name: file.name, base64: toBase64(bytes) })
}
