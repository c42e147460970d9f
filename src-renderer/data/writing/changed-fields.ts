import { isEqualJson } from '../../../src-shared/kernel/is-equal-json.ts'

/**
 * The fields that a form gives another value than they had when it was opened. Only these are written: what others have
 * changed of the record meanwhile, or since a draft was left, stays theirs.
 */
export const changedSince = <T extends object>(before: T, after: T): Partial<T> => {
  const names = Object.keys(after) as (keyof T)[] // of an object that we have made
  return Object.fromEntries(
    names.filter((name) => !isEqualJson(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<T>
}
