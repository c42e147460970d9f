/**
 * Whether two values are written as the same JSON. The order of keys counts, in objects at any depth; a key whose value is
 * undefined does not. Every copy of a value keeps the order in which it was first written (rows, operations and the hub
 * carry the text on as it came), so another order means that somebody has written the value anew.
 */
export const isEqualJson = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
