import { climateOf, simulate } from './world.ts'

/** `npm run sim [-- SEEDS [FROM]]`: so many seeded runs; the first seed that fails ends it with what does not hold. */
const [count = 10_000, from = 1] = process.argv.slice(2).map(Number)
const started = performance.now()
const sums = { operations: 0, restores: 0, kills: 0, conflicts: 0, files: 0, copies: 0, tricks: 0 }
for (let seed = from; seed < from + count; seed++) {
  try {
    const { operations, restores, kills, conflicts, files, copies, tricks } = await simulate(
      seed,
      climateOf(seed),
    )
    sums.operations += operations
    sums.restores += restores
    sums.kills += kills
    sums.conflicts += conflicts
    sums.files += files
    sums.copies += copies
    sums.tricks += tricks
  } catch (error) {
    process.stdout.write(
      `seed ${seed}: ${error instanceof Error ? error.stack?.slice(0, 3000) : String(error)}\n`,
    )
    process.exit(1)
  }
}
const seconds = Math.round((performance.now() - started) / 100) / 10
process.stdout.write(
  `${count} seeds hold in ${seconds} s: ${sums.operations} operations, ${sums.conflicts} conflicts, ${sums.kills} kills, ${sums.restores} restores, ${sums.files} files taken in, ${sums.copies} folders put back, ${sums.tricks} tricks of dishonest devices\n`,
)
