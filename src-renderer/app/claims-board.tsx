import { useMemo } from 'react'
import type { Deadline } from '../../src-shared/domain/claims/life/deadline-board.ts'
import type { YearTotals } from '../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { latestKind, type RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../src-shared/kernel/iso-date.ts'
import type { Row } from '../data/records/records.ts'
import { DeadlinesSection } from '../features/deadlines/deadlines-section.tsx'
import { useBoard } from '../features/deadlines/use-board.ts'
import { useLang } from '../i18n/i18n.ts'

type Props = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly pack: RulePack
  readonly years: readonly YearTotals[]
}

/** The board of deadlines, with what each concerns in words. */
export function ClaimsBoard({ claims, decisions, pack, years }: Props) {
  const lang = useLang()
  const openYears = useMemo(
    () => years.filter(({ openCents }) => openCents > 0).map(({ year }) => year),
    [years],
  )
  const board = useBoard(claims, decisions, openYears, pack)
  const concerns = ({ claimId, decisionId, what }: Deadline): string => {
    if (what === 'transitional') return sourceIn(pack.deadlines.transitional?.section ?? '', lang)
    const claim = claims.find(({ id }) => id === claimId)?.fields
    const decision = decisions.find(({ id }) => id === decisionId)?.fields
    const found = claim ?? decision
    if (!found) return ''
    const name = latestKind(pack, found.kind)?.name[lang] ?? found.kind
    return `${name}, ${decision?.diaryNumber || `${dateToText(found.period.from)}–${dateToText(found.period.to)}`}`
  }
  return <DeadlinesSection board={board} concerns={concerns} />
}
