import { isIsoDate, isoDate } from '../kernel/iso-date.ts'

/** As people write it elsewhere: plain digits, dashes and spaces, without signs that nobody sees. */
const tidy = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .replaceAll(/\s*([./-])\s*/gu, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

const dateOf = (year: string | undefined, month: string | undefined, day: string | undefined) => {
  const date = isoDate(Number(year), Number(month), Number(day))
  return isIsoDate(date) ? date : null
}

/** `1.5.1990`, `1/5/1990`, `1990-05-01`, `19900501`, each with a time after it or without; the day stands before the month. */
export function readDate(text: string): string | null {
  const [day = ''] = tidy(text).split(/[ t]/)
  const yearFirst =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/.exec(day) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(day)
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[3], yearFirst[4])
  const dayFirst = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\.?$/.exec(day)
  return dayFirst ? dateOf(dayFirst[4], dayFirst[3], dayFirst[1]) : null
}

/** Finnish months by what stands before `kuu`, then Swedish and English ones, each list from January. */
const finnish = 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu'.split(' ')
const others = [
  'januari februari mars april maj juni juli augusti september oktober november december',
  'january february march april may june july august september october november december',
].map((names) => names.split(' '))

/** 1 to 12; the whole word, the Finnish one in any case, or its first letters, three at least, where they mean one month. */
function monthOf(word: string): number | null {
  const composed = word.replace(/\.$/, '').normalize('NFC')
  if (composed === 'sept') return 9
  const stem = composed.replace(/kuu[a-zåäö]*$|k$/, '')
  const isBegun = (name: string): boolean => composed.length >= 3 && name.startsWith(composed)
  const found = [
    finnish.findIndex((name) => name === stem || isBegun(name)),
    ...others.map((names) => names.findIndex(isBegun)),
  ]
  // `mar` begins marraskuu and March
  const [only, another] = new Set(found.filter((at) => at >= 0))
  return only === undefined || another !== undefined ? null : only + 1
}

const fullYear = (year: string): string => (year.length === 2 ? `20${year}` : year)

/**
 * The first of the month that a text names: `2025-04`, `4/2025`, `04.2025`, `04/25`, `202504`, `2025M04`, `huhtikuu 2025`,
 * `apr -25`, or a day in it. Null when it names none, or a span of days that is in two months.
 */
export function readMonth(text: string): string | null {
  const day = readDate(text)
  if (day) return `${day.slice(0, 8)}01`
  const plain = tidy(text)
  const span = /^(\d{1,2}\.(?:\d{1,2}\.)?(?:\d{4})?)-(\d{1,2}\.(\d{1,2})\.(\d{4}))$/.exec(plain)
  if (span) return monthOfSpan(span)
  const shortDay = /^\d{1,2}\.(\d{1,2})\.(\d{2})$/.exec(plain)
  if (shortDay) return dateOf(fullYear(shortDay[2] ?? ''), shortDay[1], '1')
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})$/.exec(plain) ?? /^(\d{4})-?m?(\d{2})$/.exec(plain)
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[2], '1')
  const monthFirst = /^(\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain)
  if (monthFirst) return dateOf(fullYear(monthFirst[2] ?? ''), monthFirst[1], '1')
  const [, one = '', other = ''] =
    /^([^\s\d./,'-]+\.?|\d{4})[\s/,.'-]*(\d{4}|\d{2}|[^\s\d]+)$/u.exec(plain) ?? []
  const [word, year] = /\d/.test(one) ? [other, one] : [one, other]
  const month = /^(\d{4}|\d{2})$/.test(year) ? monthOf(word) : null
  return month === null ? null : dateOf(fullYear(year), String(month), '1')
}

/** `1.4.-30.4.2025`: both ends are in one month, whose year stands at the second. */
function monthOfSpan([, first = '', last = '', month = '', year = '']: RegExpExecArray): string | null {
  const [day, ofFirst = month, yearOfFirst = year] = first.split('.').filter((part) => part !== '')
  const from = dateOf(yearOfFirst, ofFirst, day)
  const to = readDate(last)
  return from && to && from <= to && from.slice(0, 7) === to.slice(0, 7) ? `${to.slice(0, 8)}01` : null
}
