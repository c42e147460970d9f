/** What a number format makes of a number: `digits` is the least number of digits shown, as in `000`. */
export type NumberFormat = { readonly kind: 'number' | 'date' | 'time' | 'elapsed'; readonly digits: number }

const plain: NumberFormat = { kind: 'number', digits: 0 }
const ofKind = (kind: NumberFormat['kind']): NumberFormat => ({ kind, digits: 0 })

/** The formats that a file names by number only (ISO/IEC 29500-1, 18.8.30), as far as they show dates or times. */
const builtIn: ReadonlyMap<number, NumberFormat> = new Map([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36].map((id) => [id, ofKind('date')] as const),
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58].map((id) => [id, ofKind('date')] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47].map((id) => [id, ofKind('time')] as const),
  [46, ofKind('elapsed')],
])

export const formatOf = (id: number, code: string | undefined): NumberFormat =>
  code === undefined ? (builtIn.get(id) ?? plain) : readFormat(code)

/** Reads a format code such as `[$-40B]d\.\ mmmm\ yyyy;@`: what is quoted, escaped or in brackets is no date sign. */
export function readFormat(code: string): NumberFormat {
  const sections = code.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+/g) ?? []
  // a first section for some values only (`[<1]"";d.m.yyyy`) leaves the rest to the next
  const section = sections.find((one) => !/^\[[<>=]/.test(one)) ?? ''
  const signs = section.replaceAll(/"[^"]*"|\\.|[_*].|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
  if (/^\s*(?:general|standard|yleinen|@)\s*$/i.test(signs)) return plain
  if (/\[(?:h+|m+|s+)\]/i.test(signs)) return ofKind('elapsed')
  const letters = signs.replaceAll(/E[+-]/gi, '').replaceAll(/AM\/PM|A\/P/gi, 'h')
  const isTime = /[hs]/i.test(letters)
  // a month beside hours or seconds is minutes
  if (/[dyg]/i.test(letters) || (/m/i.test(letters) && !isTime)) return ofKind('date')
  if (isTime) return ofKind('time')
  return /^0{2,20}$/.test(signs.trim()) ? { kind: 'number', digits: signs.trim().length } : plain
}
