/**
 * Finds its way in CBOR (RFC 8949) of definite lengths without decoding it: rows come by the hundred thousand, and most are
 * copied as they are.
 */
export type CborHead = {
  /** The major type, 0 to 7. */
  readonly major: number
  /** Its number: a value, a length in bytes, or how many items follow. */
  readonly value: number
  /** The byte behind the head. */
  readonly next: number
}
export class NotCbor extends Error {}

export function headAt(bytes: Buffer, at: number): CborHead {
  if (at >= bytes.length) throw new NotCbor()
  const first = bytes.readUInt8(at)
  const [major, info] = [first >> 5, first & 31]
  if (info < 24) return { major, value: info, next: at + 1 }
  const length = { 24: 1, 25: 2, 26: 4, 27: 8 }[info]
  if (length === undefined || at + 1 + length > bytes.length) throw new NotCbor()
  const value = length === 8 ? Number(bytes.readBigUInt64BE(at + 1)) : bytes.readUIntBE(at + 1, length)
  return { major, value, next: at + 1 + length }
}

const [text, array, map, tag] = [3, 4, 5, 6]
const isString = (major: number): boolean => major === 2 || major === text

/** The byte behind the item that begins here. @throws NotCbor */
export function skip(bytes: Buffer, at: number): number {
  const { major, value, next } = headAt(bytes, at)
  const end = isString(major) ? next + value : next
  if (end > bytes.length) throw new NotCbor()
  const items = major === array ? value : major === map ? 2 * value : major === tag ? 1 : 0
  let behind = end
  for (let item = 0; item < items; item++) behind = skip(bytes, behind)
  return behind
}

export function textAt(bytes: Buffer, at: number): { readonly text: string; readonly next: number } {
  const { major, value, next } = headAt(bytes, at)
  if (major !== text || next + value > bytes.length) throw new NotCbor()
  return { text: bytes.toString('utf8', next, next + value), next: next + value }
}

/** Shows each key of a map and where its value begins. @returns the byte behind the map */
export function eachEntry(bytes: Buffer, at: number, see: (key: string, valueAt: number) => void): number {
  const head = headAt(bytes, at)
  if (head.major !== map) throw new NotCbor()
  let next = head.next
  for (let entry = 0; entry < head.value; entry++) {
    const key = textAt(bytes, next)
    see(key.text, key.next)
    next = skip(bytes, key.next)
  }
  return next
}

/** Shows where each item of an array begins. @param see says where it ends */
export function eachItem(bytes: Buffer, at: number, see: (from: number) => number): void {
  const head = headAt(bytes, at)
  if (head.major !== array) throw new NotCbor()
  let from = head.next
  for (let item = 0; item < head.value; item++) from = see(from)
}
