import { expect, test } from 'vitest'
import { scanText } from './identifier-filter.ts'

/** Every text of visits.md §8.2 and §8.3. */
const vectors: readonly (readonly [string, string, readonly string[]])[] = [
  ['040 123 4567', 'block', ['I4']],
  ['+358 40 1234567', 'block', ['I4']],
  ['050-1234567', 'block', ['I4']],
  ['029 502 0000', 'block', ['I4']],
  ['٠٤٠ ١٢٣ ٤٥٦٧', 'block', ['I4']],
  ['a.b@c.fi', 'block', ['I3']],
  ['FI21 1234 5600 0007 85', 'block', ['I6']],
  ['12.3.1990', 'warn', ['I7']],
  ['1990-03-12', 'warn', ['I7']],
  ['FP1234567', 'block', ['I5']],
  ['asiakasnro 12345678', 'block', ['I5']],
  ['38001085718', 'block', ['I5']],
  ['klo 10-12 13-15', 'ok', []],
  ['klo 9.30', 'ok', []],
  ['3.4. klo 12', 'ok', []],
  ['vuokra 1 250 000 €', 'ok', []],
  ['560,45 euroa', 'ok', []],
  ['lomake Y77', 'ok', []],
  ['PL 1000, 50101 Mikkeli', 'ok', []],
  ['KU020', 'ok', []],
  ['vuosi 2026', 'ok', []],
  ['Y-tunnus 1234567-8', 'ok', []],
  ['010190-900P', 'block', ['I1']],
  ['010190Y901R', 'block', ['I1']],
  ['150585X9509', 'block', ['I1']],
  ['050570U911P', 'block', ['I1']],
  ['290204A902E', 'block', ['I1']],
  ['010124B903S', 'block', ['I1']],
  ['241215F9987', 'block', ['I1']],
  ['111199+9472', 'block', ['I1']],
  ['010190–900P', 'block', ['I1']],
  ['010190 - 900p', 'block', ['I1']],
  ['010190-900K', 'block', ['I2']],
  ['010190Y901K', 'block', ['I2']],
  ['310290-9001', 'block', ['I2']],
  ['000190-900P', 'block', ['I4']],
  ['010190900P', 'block', ['I4']],
  ['131052-308T', 'block', ['I1']],
]

test.each(vectors)('%s → %s %s', (text, verdict, ids) => {
  expect(scanText(text)).toEqual({ verdict, ids })
})

test.each([
  ['www.esimerkki.fi/lomake', 'warn', ['I10']],
  ['kysy @matti_m', 'warn', ['I10']],
  ['asuu Hämeenkatu 5', 'warn', ['I8']],
  ['rouva Öhman soitti', 'warn', ['I9']],
  ['tapasi Matti Meikäläinen tänään', 'warn', ['I9']],
  ['Kelan Päätös tuli', 'ok', []],
  ['010190-900P ja a@b.fi', 'block', ['I1', 'I3']],
  ['12.3.1990 Matti Meikäläinen', 'warn', ['I7', 'I9']],
  ['puh. 040 1234567 1250 €', 'block', ['I4']],
  ['01\u200b0190-9\u00ad00P', 'block', ['I1']],
  ['\u202e010190-900P', 'block', ['I1']],
  ['０１０１９０－９００Ｐ', 'block', ['I1']],
  ['𞥐𞥑𞥐𞥑𞥙𞥐-𞥙𞥐𞥐P', 'block', ['I1']],
  ['\ud800 010190-900P', 'block', ['I1']],
  ['', 'ok', []],
] as const)('%s → %s', (text, verdict, ids) => {
  expect(scanText(text)).toEqual({ verdict, ids })
})
