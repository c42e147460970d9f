import { useState } from 'react'
import {
  type ErasureProposal,
  type ErasureScope,
  monthsOf,
  proposeErasure,
} from '../../../src-shared/domain/claims/life/erasure.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { dropErasedFiles } from '../../data/records/erased-files.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { noteErasedFiles } from '../../sync/files.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { erase, scopeOf, sorts } from './erase.ts'

type Props = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly persons: readonly Row<'person'>[]
  readonly lists: readonly Row<'paymentList'>[]
  readonly pack: RulePack
  readonly nameOfUser: (id: string) => string
}

/** When what may be erased, and what has been. Nothing goes by itself: somebody looks at what would, and says so. */
export function ErasureSection({ claims, decisions, persons, lists, pack, nameOfUser }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const lines = useRows(store, 'claimLine') ?? []
  const attachments = useRows(store, 'attachment') ?? []
  const log = useRows(store, 'erasure') ?? []
  const [asked, setAsked] = useState<ErasureProposal | null>(null)
  const today = latestDay(store)
  const proposals = proposeErasure(claims, lists, pack)
  if (proposals.length === 0 && log.length === 0) return null

  const nameOf = ({ what, id }: ErasureProposal): string => {
    const claim = claims.find((row) => row.id === id)?.fields
    const period = claim?.period ?? monthsOf(lists.find((row) => row.id === id)?.fields.rows ?? [])
    const kind = claim ? (latestKind(pack, claim.kind)?.name[lang] ?? claim.kind) : t(`overview.what.${what}`)
    return `${kind} ${dateToText(period.from)}–${dateToText(period.to)}`
  }
  const scopeNow = (proposal: ErasureProposal): ErasureScope =>
    scopeOf(proposal, { claims, lists, lines, attachments, decisions, persons }, pack, today)

  async function eraseIt(proposal: ErasureProposal): Promise<void> {
    const done = await erase(store, proposal, scopeNow(proposal), pack)
    setAsked(null)
    if (!done.ok) return say(ofAll(done.error))
    // the records are gone first: a file that is left behind names nobody, a record without its file would be broken
    await dropErasedFiles(store, bridge().eraseAttachments)
    await noteErasedFiles(store, done.value.files)
    say(t('overview.erased'))
  }
  return (
    <section className="card" aria-label={t('overview.erase')}>
      <h2>{t('overview.erase')}</h2>
      <ul>
        {proposals.map((proposal) => {
          const { on, why } = proposal
          const isDue = on !== null && on < today
          return (
            <li key={proposal.id} className="row">
              <span>
                {nameOf(proposal)}: {t(`overview.erase.${why}`, { day: on === null ? '' : dateToText(on) })}
              </span>
              {isDue && store.role === 'admin' ? (
                <Button
                  aria-label={t('overview.eraseRow', { name: nameOf(proposal) })}
                  onPress={() => setAsked(proposal)}
                >
                  {t('overview.eraseNow')}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      <ErasureLog log={log} pack={pack} nameOfUser={nameOfUser} />
      {asked ? (
        <Dialog title={t('overview.eraseAsk', { name: nameOf(asked) })} onClose={() => setAsked(null)}>
          <Notice tone="warning">{t('overview.eraseText')}</Notice>
          <ul>
            {sorts
              .filter((sort) => scopeNow(asked)[sort].length > 0)
              .map((sort) => (
                <li key={sort}>
                  {t(`overview.eraseCount.${sort}`, { count: scopeNow(asked)[sort].length })}
                </li>
              ))}
          </ul>
          <div className="row">
            <Button variant="primary" onPress={() => eraseIt(asked)}>
              {t('overview.eraseNow')}
            </Button>
            <Button onPress={() => setAsked(null)}>{t('common.cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}

type LogProps = Pick<Props, 'pack' | 'nameOfUser'> & { readonly log: readonly Row<'erasure'>[] }

/** What has been erased, by whom and when. */
function ErasureLog({ log, pack, nameOfUser }: LogProps) {
  const t = useT()
  const lang = useLang()
  if (log.length === 0) return null
  return (
    <>
      <h3>{t('overview.eraseLog')}</h3>
      <ol className="log">
        {log.map(({ id, fields }) => (
          <li key={id}>
            {dateToText(fields.on)} {nameOfUser(fields.by)}:{' '}
            {latestKind(pack, fields.kind)?.name[lang] ?? t(`overview.what.${fields.what}`)}{' '}
            {dateToText(fields.period.from)}–{dateToText(fields.period.to)}
          </li>
        ))}
      </ol>
    </>
  )
}
