import { useState } from 'react'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../src-shared/kernel/iso-date.ts'
import { isLeader } from '../../src-shared/kernel/role.ts'
import { useStore } from '../data/hooks/store-context.ts'
import { useRows } from '../data/hooks/use-rows.ts'
import { useRulePack } from '../data/hooks/use-rule-pack.ts'
import type { Row } from '../data/records/records.ts'
import { useBoard } from '../features/deadlines/use-board.ts'
import { useT } from '../i18n/i18n.ts'
import { Button, Notice } from '../ui/fields.tsx'

const shownDeadlines = 3
const noYears: readonly number[] = []

/** At the start of the work, for those who claim: what falls due within 90, 30 or 7 days. */
export function DeadlineNotice() {
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  const claims = useRows(store, 'paymentClaim')
  const decisions = useRows(store, 'decision')
  const rules = useRulePack()
  const isClaimant = organisations?.[0]?.fields.claimantType != null
  if (!isClaimant || !isLeader(store.role) || !claims || !decisions || rules?.kind !== 'pack') return null
  return <Near claims={claims} decisions={decisions} pack={rules.pack} />
}

type NearProps = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly pack: RulePack
}

function Near({ claims, decisions, pack }: NearProps) {
  const t = useT()
  const [isSeen, setSeen] = useState(false)
  const near = useBoard(claims, decisions, noYears, pack).filter(({ step }) => step !== null)
  if (isSeen || near.length === 0) return null
  return (
    <Notice tone="warning">
      <ul>
        {near.slice(0, shownDeadlines).map(({ key, day, what, year, left }) => (
          <li key={key}>
            {t('deadlines.soon', {
              day: dateToText(day),
              what: t(`deadlines.what.${what}`, { year: year ?? '' }),
            })}{' '}
            ({t('deadlines.daysLeft', { count: left })})
          </li>
        ))}
      </ul>
      <Button variant="plain" onPress={() => setSeen(true)}>
        {t('common.close')}
      </Button>
    </Notice>
  )
}
