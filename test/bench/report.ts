/** One measured thing beside its peer, from the same run. */
export type Result = {
  /** The same in every run: results are compared by it. */
  readonly name: string
  readonly note?: string
  readonly ours: string
  readonly peer: string
  /** Ours over the peer's, so that above 1 is better; machines are noisy, this is what to compare. */
  readonly ratio: number
}

export const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN

export const ms = (value: number): string => `${value.toFixed(1)} ms`
export const perSecond = (count: number, millis: number): number => Math.round((count / millis) * 1000)
export const times = (values: readonly number[]): string =>
  `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`

export async function clocked<T>(
  work: () => Promise<T>,
): Promise<{ readonly millis: number; readonly value: T }> {
  const started = performance.now()
  const value = await work()
  return { millis: performance.now() - started, value }
}
