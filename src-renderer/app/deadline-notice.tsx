import { useEffect, useState } from 'react'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../src-shared/kernel/iso-date.ts'
import { isLeader } from '../../src-shared/kernel/role.ts'
import { useStore } from '../data/hooks/store-context.ts'
import { useRows } from '../data/hooks/use-rows.ts'
import { useRulePack } from '../data/hooks/use-rule-pack.ts'
import type { Row } from '../data/records/records.ts'
import { useBoard } from '../features/deadlines/use-board.ts'
import { useT } from '../i18n/i18n.ts'
import { today } from '../platform/clock.ts'
import { Button, Notice } from '../ui/fields.tsx'

const storageKey = 'alpo-deadlines-hidden'
const noYears: readonly number[] = []

type Props = {
  readonly isShown: boolean
  /** How many deadlines are near, for the rail. */
  readonly onCount: (count: number) => void
  readonly onShowAll: () => void
}

/** For those who claim: the next that falls due within 90, 30 or 7 days, in one line, until it is put off to tomorrow. */
export function DeadlineNotice(props: Props) {
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  const claims = useRows(store, 'paymentClaim')
  const decisions = useRows(store, 'decision')
  const rules = useRulePack()
  const isClaimant = organisations?.[0]?.fields.claimantType != null
  if (!isClaimant || !isLeader(store.role) || !claims || !decisions || rules?.kind !== 'pack') return null
  return <Near claims={claims} decisions={decisions} pack={rules.pack} {...props} />
}

type NearProps = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly pack: RulePack
}

function Near({ claims, decisions, pack, isShown, onCount, onShowAll }: NearProps & Props) {
  const t = useT()
  const [hiddenOn, setHiddenOn] = useState(() => localStorage.getItem(storageKey))
  const near = useBoard(claims, decisions, noYears, pack).filter(({ step }) => step !== null)
  useEffect(() => onCount(near.length), [onCount, near.length])
  const [next] = near
  if (!isShown || !next || hiddenOn === today()) return null
  const hide = (): void => {
    localStorage.setItem(storageKey, today())
    setHiddenOn(today())
  }
  return (
    <Notice tone="warning">
      <div className="row">
        <span>
          {t('deadlines.soon', {
            day: dateToText(next.day),
            what: t(`deadlines.what.${next.what}`, { year: next.year ?? '' }),
          })}{' '}
          ({t('deadlines.daysLeft', { count: next.left })})
        </span>
        {near.length > 1 ? (
          <Button variant="plain" onPress={onShowAll}>
            {t('deadlines.all', { count: near.length })}
          </Button>
        ) : null}
        <Button variant="plain" onPress={hide}>
          {t('deadlines.hide')}
        </Button>
      </div>
    </Notice>
  )
}
