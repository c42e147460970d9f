import { useState } from 'react'
import { areas } from '../../../src-shared/codes/areas.ts'
import { computeClaim } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { isOpenForChange } from '../../../src-shared/domain/claims/records/claim-states.ts'
import { layTogether } from '../../../src-shared/domain/claims/rules/rule-book.ts'
import { comparePacks, currentPacks } from '../../../src-shared/domain/claims/rules/rule-library.ts'
import { overlaps, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import type { Row } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId, today } from '../../platform/clock.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

type Props = { readonly all: readonly RulePack[]; readonly claims: readonly Row<'paymentClaim'>[] }

/** A newer rule pack: what it says otherwise, and what open claims would come to. Nothing changes before it is taken in. */
export function ImportPack({ all, claims }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const lines = useRows(store, 'claimLine')
  const decisions = useRows(store, 'decision')
  const [picked, setPicked] = useState<RulePack | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  async function pick(): Promise<void> {
    const answer = await bridge().pickRulePack({})
    setProblem(answer.kind === 'refused' ? t('settings.rulesBroken', { message: answer.message }) : null)
    if (answer.kind !== 'picked') return
    const known = all.some(({ id }) => id === answer.pack.id)
    if (known) return setProblem(t('rules.known', { id: answer.pack.id }))
    setPicked(answer.pack)
  }
  async function take(): Promise<void> {
    if (!picked) return
    const fields = { pack: picked, importedOn: today() }
    const done = await commit(store, [
      { entity: 'rulePackRecord', id: newId(), kind: 'put', fields, isNew: true },
    ])
    if (!done.ok) return setProblem(ofAll(done.error))
    say(t('rules.taken', { id: picked.id }))
    setPicked(null)
  }
  const days = picked && { validFrom: picked.activityFrom, validTo: picked.activityTo }
  const before =
    days &&
    currentPacks(all).find(({ activityFrom, activityTo }) =>
      overlaps({ validFrom: activityFrom, validTo: activityTo }, days),
    )
  const next = picked && layTogether(currentPacks([...all, picked]))
  const changes = !next
    ? []
    : claims
        .filter(({ fields }) => isOpenForChange(fields.state) || fields.state === 'ready')
        .map(({ id, fields }) => {
          const own = (lines ?? []).filter((line) => line.fields.claimId === id)
          const months = decisions?.find((one) => one.id === fields.decisionId)?.fields.acceptedMonths ?? null
          const computed = computeClaim(fields, own, months, next, areas)
          return { id, fields, after: computed.ok ? computed.value.computation.totalCents : null }
        })
  return (
    <>
      <Button onPress={() => pick()}>{t('rules.import')}</Button>
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      {picked ? (
        <section aria-label={t('rules.differences')}>
          <h3>
            {t('rules.differences')}: {before?.id ?? '–'} → {picked.id}
          </h3>
          <ul>
            {(before ? comparePacks(before, picked) : []).map(({ name, kind, fields }) => (
              <li key={name}>
                {name}: {t(`rules.difference.${kind}`)}{' '}
                {fields.map(({ field, before: was, after }) => `${field} ${was} → ${after}`).join('; ')}
              </li>
            ))}
          </ul>
          <h3>{t('rules.openClaims')}</h3>
          <ul>
            {changes.map(({ id, fields, after }) => (
              <li key={id}>
                {dateToText(fields.period.from)}–{dateToText(fields.period.to)}:{' '}
                {centsToText(fields.totalCents)} →{' '}
                {after === null ? '–' : `${centsToText(after)} (${centsToText(after - fields.totalCents)})`}
              </li>
            ))}
          </ul>
          <div className="row">
            <Button variant="primary" onPress={() => take()}>
              {t('rules.take')}
            </Button>
            <Button onPress={() => setPicked(null)}>{t('common.cancel')}</Button>
          </div>
        </section>
      ) : null}
    </>
  )
}
