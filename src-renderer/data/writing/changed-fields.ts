/**
 * The fields that a form gives another value than they had when it was opened. Only these are written: what others have
 * changed of the record meanwhile, or since a draft was left, stays theirs.
 */
export const changedSince = <T extends object>(before: T, after: T): Partial<T> => {
  const names = Object.keys(after) as (keyof T)[] // of an object that we have made
  return Object.fromEntries(
    names.filter((name) => !isSame(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<T>
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
