import { soak } from '../builders/soak.ts'
import type { Result } from './report.ts'

/** An hour is asked for with `ALPO_SOAK_MINUTES=60 npm run bench -- soak`. */
const minutes = Number(process.env.ALPO_SOAK_MINUTES ?? 2)
const megabytes = (kilobytes: number): string => `${Math.round(kilobytes / 1024)} MB`

/** The memory of a hub that works without a pause, at the end beside the beginning. */
export async function soakBench(): Promise<Result[]> {
  const { first, last, most, operations } = await soak(minutes)
  return [
    {
      name: 'memory of the hub process at the end of a soak beside its beginning',
      note: `${minutes} minutes, ${operations} operations, at most ${megabytes(most)}`,
      ours: megabytes(last),
      peer: megabytes(first),
      ratio: first / last,
    },
  ]
}
