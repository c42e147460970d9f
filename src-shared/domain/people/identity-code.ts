import { isIsoDate, isoDate } from '../../kernel/iso-date.ts'
import { fold } from '../../text/fold.ts'

/**
 * The Finnish personal identity code: `DDMMYY`, a sign for the century, three digits, a check character (visits.md §8.3;
 * the letters beside `-` and `A` by a decree in force 1.1.2023).
 */
const shape = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/
const checkSigns = '0123456789ABCDEFHJKLMNPRSTUVWXY'
const century = (sign: string): number => (sign === '+' ? 1800 : '-YXWVU'.includes(sign) ? 1900 : 2000)

/** A code as it is written elsewhere, in capitals, with the hyphen of the keyboard and without spaces and unseen signs. */
export const tidyIdentityCode = (text: string): string => fold(text).replaceAll(' ', '').toUpperCase()

/** The birth date inside the code; null when its shape, its date or its check character is wrong. */
export function readIdentityCode(code: string): { readonly birthDate: string } | null {
  const found = shape.exec(code.toUpperCase())
  if (!found) return null
  const [, day = '', month = '', year = '', sign = '', serial = '', check = ''] = found
  const birthDate = isoDate(century(sign) + Number(year), Number(month), Number(day))
  if (!isIsoDate(birthDate)) return null
  return checkSigns[Number(day + month + year + serial) % 31] === check ? { birthDate } : null
}
