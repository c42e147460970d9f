import { laterOf } from '../../../kernel/iso-date.ts'
import { overlaps, type RulePack, RulePackError } from './rule-pack.ts'

/**
 * The packs of several laws and years, laid one after another: each governs the activity of its own days, and the latest
 * says what does not hang on a day (durations, grounds, deadlines, policy). The result is a pack like any other, named after all of them.
 * @throws RulePackError when two of them govern the same day.
 */
export function layTogether(packs: readonly RulePack[]): RulePack {
  const inOrder = packs.toSorted((a, b) => (a.activityFrom < b.activityFrom ? -1 : 1))
  const latest = inOrder.at(-1)
  if (!latest) throw new RulePackError('no rule pack')
  for (const [index, pack] of inOrder.entries()) {
    const next = inOrder[index + 1]
    if (next && (pack.activityTo === null || pack.activityTo >= next.activityFrom))
      throw new RulePackError(`${next.id}: governs days of ${pack.id} too`)
  }
  const rowsOf = <R extends { readonly validFrom: string; readonly validTo: string | null }>(
    pick: (pack: RulePack) => readonly R[],
  ): R[] => inOrder.flatMap((pack) => pick(pack).flatMap((row) => within(row, pack)))
  return {
    ...latest,
    id: inOrder.map(({ id }) => id).join('+'),
    activityFrom: inOrder[0]?.activityFrom ?? latest.activityFrom,
    kinds: rowsOf(({ kinds }) => kinds),
    rates: rowsOf(({ rates }) => rates),
    authorities: rowsOf(({ authorities }) => authorities),
    laws: inOrder.map(({ law, activityFrom, activityTo }) => ({
      law,
      validFrom: activityFrom,
      validTo: activityTo,
    })),
  }
}

/** The part of a row's time that its pack governs; nothing when there is none. */
function within<R extends { readonly validFrom: string; readonly validTo: string | null }>(
  row: R,
  { activityFrom, activityTo }: RulePack,
): R[] {
  if (!overlaps(row, { validFrom: activityFrom, validTo: activityTo })) return []
  return [
    {
      ...row,
      validFrom: laterOf(row.validFrom, activityFrom),
      validTo: [row.validTo, activityTo].filter((day) => day !== null).toSorted()[0] ?? null,
    },
  ]
}
