import { useMemo } from 'react'
import { type Deadline, deadlineBoard } from '../../../src-shared/domain/claims/life/deadline-board.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { yearOf } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'

const yearsBetween = ({ from, to }: { readonly from: string; readonly to: string }): readonly number[] =>
  Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index)

/** All that has a day, the nearest first. */
export function useBoard(
  claims: readonly Row<'paymentClaim'>[],
  decisions: readonly Row<'decision'>[],
  /** Years with money that is owed and that nobody has paid. */
  openYears: readonly number[],
  pack: RulePack,
): readonly Deadline[] {
  const store = useStore()
  return useMemo(
    () =>
      deadlineBoard({
        claims: claims.map(({ id, fields }) => ({ id, fields, years: yearsBetween(fields.period) })),
        decisions,
        openYears,
        pack,
        today: latestDay(store),
      }),
    [claims, decisions, openYears, pack, store],
  )
}
