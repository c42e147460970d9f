import type { Space } from './space.ts'

/** A way of one code within its variable: the other parts that change with it, as steps of keys, with their signs. */
export type Way = readonly { readonly step: number; readonly sign: number }[]

/** The ways of a code: against each code of the variable, in their order, and last alone, so that all its sums change too. */
export function waysOfCode(space: Space, variable: number, code: number): readonly Way[] {
  const stride = space.keyStride(variable)
  const partsOf = (one: number): readonly number[] => space.partsWith(variable, one)
  const own = partsOf(code)
  const toWay = (lost: readonly number[]): Way => [
    ...own.filter((part) => !lost.includes(part)).map((part) => ({ step: (part - code) * stride, sign: 1 })),
    ...lost.filter((part) => !own.includes(part)).map((part) => ({ step: (part - code) * stride, sign: -1 })),
  ]
  const codes = space.codesOf(variable, space.whole(variable))
  return [...codes.map((other) => toWay(partsOf(other))), toWay([])].map((way) =>
    way.filter(({ step }) => step !== 0),
  )
}
