export type DecodedText = { readonly text: string; readonly encoding: string }

/** Stands in the text for bytes that mean nothing in its encoding (U+FFFD). */
export const unreadable = '\uFFFD'

/**
 * UTF-8 and UTF-16 by their marks, UTF-16 without one by its zeros. Else UTF-8 where most of what is beyond ASCII is valid in
 * it: one bad byte, as after a cut or a pasted line, does not turn every other letter of the file into two. Else Windows-1252.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const as = (encoding: string, from = 0): DecodedText => ({
    text: new TextDecoder(encoding).decode(bytes.subarray(from)),
    encoding,
  })
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return as('utf-8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 2)
  const utf16 = utf16Without(bytes)
  if (utf16) return as(utf16)
  const { good, bad } = countSequences(bytes)
  if (bad === 0 || good >= bad) return as('utf-8')
  const { text, encoding } = as('windows-1252')
  return { text: text.replaceAll(/[\u0080-\u009F]/g, unreadable), encoding } // five bytes that it leaves undefined
}

/** UTF-16 without a mark: the zeros of its separators, digits and line ends all stand on one side of the pairs. */
function utf16Without(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const start = bytes.subarray(0, 4000)
  let even = 0
  let odd = 0
  start.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) even++
    else odd++
  })
  const enough = start.length / 20
  if (odd > enough && even === 0) return 'utf-16le'
  return even > enough && odd === 0 ? 'utf-16be' : null
}

/** How many letters beyond ASCII are whole in UTF-8, and how many runs of bytes are none of its letters. */
function countSequences(bytes: Uint8Array): { readonly good: number; readonly bad: number } {
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    if (first < 0x80) {
      at++
      continue
    }
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    const follow = bytes.subarray(at + 1, at + length)
    const isGood =
      first >= 0xc2 &&
      first <= 0xf4 &&
      follow.length === length - 1 &&
      follow.every((byte) => (byte & 0xc0) === 0x80)
    if (isGood) good++
    else bad++
    at += isGood ? length : 1
  }
  return { good, bad }
}

/** Lines of the file, from 1, on which a byte could not be read: the first of them, and how many there are. */
export function unreadableLines(
  text: string,
  most: number,
): { readonly lines: number[]; readonly count: number } {
  const lines: number[] = []
  let count = 0
  let line = 1
  let last = 0
  let from = 0
  for (let at = text.indexOf(unreadable); at !== -1; at = text.indexOf(unreadable, at + 1)) {
    line += countLineEnds(text, from, at)
    from = at
    if (line === last) continue
    last = line
    count++
    if (lines.length < most) lines.push(line)
  }
  return { lines, count }
}

/** Line ends as all programs count them: CR LF is one, and so is each alone. */
export function countLineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}
