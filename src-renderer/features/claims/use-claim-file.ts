import { useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { coverOf } from '../../../src-shared/domain/claims/life/claim-progress.ts'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import { claimedPersons } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { listRows, readHistory } from '../../data/records/records.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId } from '../../platform/clock.ts'
import { stageClaimFile } from '../../platform/stage-claim-file.ts'
import { fetchFiles } from '../../sync/files.ts'
import { checkAgain } from './check-again.ts'
import { allTakenIn, useIsTakingIn } from './taking-in.ts'

type SaveOutcome = Output<'saveClaimFile'> | Output<'saveAuditFolder'>

/** Makes the file of a claim from what the register has now, and saves it; `hasKey` adds the page that names the persons. */
export function useClaimFile(
  claimId: string,
  contextNow: () => Promise<ClaimContext>,
  packs: readonly RulePack[],
  hasKey: boolean,
) {
  const store = useStore()
  const [job, setJob] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null)
  const isTakingIn = useIsTakingIn(claimId)
  /** Somebody asked for the file while evidence was still being taken in. */
  const [isWaiting, setWaiting] = useState(false)
  /** All evidence that was chosen is in the claim, looked at as far as the machine allows: none is left out silently. */
  async function settle(): Promise<void> {
    setWaiting(true)
    try {
      await allTakenIn(claimId)
      await checkAgain(store, claimId)
    } finally {
      setWaiting(false)
    }
  }
  /**
   * Made when it is asked for: a claim of thousands of lines is not gone through on every key. What was typed a moment
   * before counts, though the screen may be behind the register.
   */
  async function fileOf(context: ClaimContext): Promise<ClaimFile> {
    const { claim, decision, settings } = context
    const attachments = await listRows(store, 'attachment', { key: 'claimId', value: context.id })
    await fetchEvidence(attachments.map(({ fields }) => fields))
    return {
      claimId: context.id,
      claim,
      lines: context.lines.map(({ id, fields }) => ({ id, fields })),
      acceptedMonths: decision?.acceptedMonths ?? null,
      attachments: attachments.map(({ fields }) => fields),
      cover: claim.frozenCover ?? coverOf(settings),
      decision: decision && {
        centreName: decision.centreName,
        diaryNumber: decision.diaryNumber,
        decidedOn: decision.decidedOn,
      },
      key: hasKey
        ? claimedPersons(claim).map(({ facts, label }) => {
            const person = context.persons.get(facts.ref)
            return { label, name: person?.name ?? '–', identityCode: person?.identityCode ?? null }
          })
        : [],
    }
  }

  /** What was attached on another device is fetched first; what cannot be is told by the job itself. */
  async function fetchEvidence(attachments: readonly AttachmentFields[]): Promise<void> {
    if (!store.realmKeyring.current) return
    const hashes = [...new Set(attachments.map(({ sha256 }) => sha256))]
    await fetchFiles((input) => bridge().syncFiles(input), hashes)
  }
  async function save(what: 'claim-file' | 'audit-folder'): Promise<void> {
    const id = newId()
    setJob(id)
    setOutcome(null)
    try {
      await settle()
      const context = await contextNow()
      const { decision, settings } = context
      const file = await fileOf(context)
      if (what === 'claim-file')
        return setOutcome(
          await bridge().saveClaimFile({
            job: id,
            packs: [...packs],
            limitMb: settings.fileLimitMb,
            file: await stageClaimFile(id, file),
          }),
        )
      const history = (await readHistory(store, 'paymentClaim', context.id)).map(
        ({ at, actor, deviceId, kind, fields }) => ({ at, actor, deviceId, kind, fields: [...fields] }),
      )
      setOutcome(
        await bridge().saveAuditFolder({
          job: id,
          audit: { file: await stageClaimFile(id, { ...file, key: [] }), decision, history },
          packs: [...packs],
        }),
      )
    } finally {
      setJob(null)
    }
  }
  return {
    job,
    outcome,
    /** Evidence is being taken in, and somebody waits for the file. */
    isWaiting: isWaiting && isTakingIn,
    make: (): Promise<ClaimFile> => settle().then(contextNow).then(fileOf),
    save,
  }
}
