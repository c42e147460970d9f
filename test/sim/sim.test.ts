import { expect, it } from 'vitest'
import { climateOf, simulate } from './world.ts'

/**
 * Seeds that failed while the rules were drafted, by what was wrong then. A seed is another history once the order of its
 * dice changes, so that they are regressions of the runs as a whole: no proof that this very fault would be found again.
 */
const kept: readonly (readonly [number, string])[] = [
  [22, 'a device whose mark stood beyond what a second restore had kept'],
  [34, 'a delete that was folded twice marked a record that nobody contests'],
  [69, 'a push that a proxy held back came while the hub was read again'],
  [364, 'two losses in two epochs under one key'],
  [728, 'an acknowledged operation was lost before it came back, and its device had nothing to send'],
  [48, 'a push into a hub that was restored without a trace said it had seen what it had not'],
  [5604, 'a loss that a new order makes was taken for an old one'],
  [9913, 'whoever wrote again the value of another spoke as if it had known what that one had not'],
  [2003, 'a value written again hid an older one of the same device'],
  [7080, 'a restore without a trace, after which the same operation stood at a mark and others before it'],
  [
    310_403,
    'what was written again, and had not been sent before the next restore, forgot that it had seen nothing',
  ],
  [
    509_671,
    'a loser that stood on one desk only was written over there, and its winner was gone with a restore',
  ],
  [
    843_451,
    'an answer on a stick, older than a restore without a trace, was taken for some that had to be sent again',
  ],
  [8015, 'a restore that left no trace, followed by one that did'],
]

it.each(kept)('[S2–S7] seed %i: %s', async (seed) => {
  await simulate(seed, seed > 300_000 ? climateOf(seed) : {})
})

it('[S2–S7] whatever happens on the way, all converge and nothing vanishes, with D5–D8 tried by dishonest devices (300 seeds)', async () => {
  const sums = { conflicts: 0, kills: 0, restores: 0, files: 0, copies: 0, tricks: 0 }
  for (let seed = 100_000; seed < 100_300; seed++) {
    const { conflicts, kills, restores, files, copies, tricks } = await simulate(seed, climateOf(seed))
    sums.conflicts += conflicts
    sums.kills += kills
    sums.restores += restores
    sums.files += files
    sums.copies += copies
    sums.tricks += tricks
  }
  // runs in which nothing went wrong would prove nothing
  expect(Math.min(...Object.values(sums))).toBeGreaterThan(100)
})
