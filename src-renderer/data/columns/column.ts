import type { Json } from '../../../src-shared/sync/operation.ts'

/** One field of many rows: each value once in a dictionary, and a small integer per row (its slot). */
export type Column = {
  readonly get: (slot: number) => Json
  readonly set: (slot: number, value: Json) => void
  /** The number of a value, given a new one when it is new. */
  readonly codeOf: (value: Json) => number
  readonly setCode: (slot: number, code: number) => void
  /** The number of each row's value in `dictionary`; longer than the rows there are. Asked for anew after each `set`. */
  readonly codes: () => Uint16Array | Uint32Array
  readonly dictionary: () => readonly Json[]
}

const initialSlots = 1024
const widest16 = 0xff_ff

export function createColumn(): Column {
  let codes: Uint16Array | Uint32Array = new Uint16Array(initialSlots)
  const dictionary: Json[] = []
  const known = new Map<Json, number>()

  const codeOf = (value: Json): number => {
    // the mark keeps a list apart from a text that looks like one
    const key = typeof value === 'object' && value !== null ? `\u0000${JSON.stringify(value)}` : value
    const found = known.get(key)
    if (found !== undefined) return found
    const code = dictionary.push(value) - 1
    known.set(key, code)
    if (code > widest16 && codes instanceof Uint16Array) codes = Uint32Array.from(codes)
    return code
  }
  const setCode = (slot: number, code: number): void => {
    if (slot >= codes.length) {
      const Wider = codes instanceof Uint16Array ? Uint16Array : Uint32Array
      const longer = new Wider(Math.max(slot + 1, codes.length * 2))
      longer.set(codes)
      codes = longer
    }
    codes[slot] = code
  }
  return {
    get: (slot) => dictionary[codes[slot] ?? 0] ?? null,
    set: (slot, value) => setCode(slot, codeOf(value)),
    codeOf,
    setCode,
    codes: () => codes,
    dictionary: () => dictionary,
  }
}
