import { decodePDFRawStream, PDFArray, type PDFDict, type PDFPage, PDFRawStream } from 'pdf-lib'

export type Operand =
  | number
  | string
  | { readonly name: string }
  | { readonly bytes: Uint8Array }
  | Operand[]
  | Map<string, Operand>
export type Operation = { readonly operator: string; readonly operands: readonly Operand[] }

const isSpace = (code: number): boolean => code <= 32
const isDelimiter = (code: number): boolean => '()<>[]{}/%'.includes(String.fromCharCode(code))

/** The decoded content of a page, joined as a reader joins it. */
export function pageContent(page: PDFPage): Uint8Array {
  const contents = page.node.Contents()
  const streams =
    contents instanceof PDFArray
      ? contents.asArray().map((item) => page.node.context.lookup(item))
      : [contents]
  return Buffer.concat(
    streams.flatMap((stream) =>
      stream instanceof PDFRawStream ? [decodePDFRawStream(stream).decode(), Buffer.from('\n')] : [],
    ),
  )
}

/** Operators of a content stream with their operands (ISO 32000-1, 7.8.2); inline images do not come up in our files. */
export function operations(bytes: Uint8Array): readonly Operation[] {
  const found: Operation[] = []
  let operands: Operand[] = []
  let at = 0
  const skip = (): void => {
    while (at < bytes.length && isSpace(bytes[at] ?? 0)) at++
  }
  const word = (): string => {
    const from = at
    while (at < bytes.length && !isSpace(bytes[at] ?? 0) && !isDelimiter(bytes[at] ?? 0)) at++
    return Buffer.from(bytes.subarray(from, at)).toString('latin1')
  }
  function literal(): Operand {
    const out: number[] = []
    let depth = 1
    for (at++; at < bytes.length && depth > 0; at++) {
      const code = bytes[at] ?? 0
      if (code === 0x5c) {
        at++
        out.push(bytes[at] ?? 0)
        continue
      }
      if (code === 0x28) depth++
      if (code === 0x29) depth--
      if (depth > 0) out.push(code)
    }
    return { bytes: Uint8Array.from(out) }
  }
  function value(): Operand | null {
    skip()
    const code = bytes[at]
    if (code === undefined) return null
    const sign = String.fromCharCode(code)
    if (sign === '/') {
      at++
      return { name: word() }
    }
    if (sign === '(') return literal()
    if (sign === '[') {
      at++
      const items: Operand[] = []
      for (skip(); bytes[at] !== 0x5d && at < bytes.length; skip()) items.push(value() ?? '')
      at++
      return items
    }
    if (sign === '<' && bytes[at + 1] === 0x3c) {
      at += 2
      const entries = new Map<string, Operand>()
      for (skip(); bytes[at] !== 0x3e && at < bytes.length; skip()) {
        const key = value()
        const held = value()
        if (typeof key === 'object' && key !== null && 'name' in key) entries.set(key.name, held ?? '')
      }
      at += 2
      return entries
    }
    if (sign === '<') {
      const from = at + 1
      while (at < bytes.length && bytes[at] !== 0x3e) at++
      at++
      return {
        bytes: Buffer.from(
          Buffer.from(bytes.subarray(from, at - 1))
            .toString('latin1')
            .replaceAll(/\s/g, ''),
          'hex',
        ),
      }
    }
    if (isDelimiter(code)) {
      at++
      return ''
    }
    const text = word()
    return /^[+-]?[\d.]+$/.test(text) ? Number(text) : text
  }
  for (let next = value(); next !== null; next = value()) {
    if (typeof next !== 'string') operands.push(next)
    else if (next !== '') {
      found.push({ operator: next, operands })
      operands = []
    }
  }
  return found
}

/** Whether a dictionary of a content stream's own says so. */
export const propertiesOf = (operand: Operand | undefined): ReadonlyMap<string, Operand> =>
  operand instanceof Map ? operand : new Map()

export type FontUse = { readonly font: PDFDict; readonly codes: Set<number> }
