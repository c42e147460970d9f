/** When a backup was made: by the machine's clock (`at`) and by the backups' own (`clock`), in ms. */
type Clocked = { readonly seq: number; readonly at: number; readonly clock: number; readonly maker: string }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** How far the clock of backups goes on at most between two of them, however far the machine's has gone. */
const maxStepMs = 7 * dayMs
const allMs = 48 * hourMs
const dailyMs = 31 * dayMs
const monthlyMs = 731 * dayMs
const monthMs = 30.44 * dayMs
/** These stay, whatever the clocks say. */
const newestKept = 3

/**
 * The clock that decides how old a backup is. Clocks of machines are wrong by years, differ, and go back: it follows the
 * machine's from one of its backups to its next, never backwards, and by no more than a week at a time.
 */
export function nextClock(backups: readonly Clocked[], maker: string, nowMs: number): number {
  const latest = Math.max(0, ...backups.map(({ clock }) => clock))
  const own = backups
    .filter((backup) => backup.maker === maker)
    .toSorted((a, b) => a.seq - b.seq)
    .at(-1)
  if (!own) return latest
  return Math.max(latest, own.clock + Math.min(maxStepMs, Math.max(0, nowMs - own.at)))
}

/** Those that stay: all of two days, then the last one of each day for a month, and of each month for two years. */
export function keptOf<B extends Clocked>(backups: readonly B[]): ReadonlySet<B> {
  const order = backups.toSorted((a, b) => b.seq - a.seq)
  const now = Math.max(0, ...order.map(({ clock }) => clock))
  const kept = new Set(order.slice(0, newestKept))
  const taken = new Set<string>()
  for (const backup of order) {
    const age = now - backup.clock
    const buckets = [`day ${Math.floor(backup.clock / dayMs)}`, `month ${Math.floor(backup.clock / monthMs)}`]
    const isLast = buckets.map((bucket) => !taken.has(bucket))
    for (const bucket of buckets) taken.add(bucket)
    const [isLastOfDay, isLastOfMonth] = isLast
    if (age <= allMs || (age <= dailyMs && isLastOfDay) || (age <= monthlyMs && isLastOfMonth))
      kept.add(backup)
  }
  return kept
}
