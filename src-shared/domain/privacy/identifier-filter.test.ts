import { describe, expect, it, test } from 'vitest'
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

describe('A22: years', () => {
  it.each([
    '2025-2026',
    '2025–26',
    '2025 - 2026',
    'vuosina 2024—2026',
    '1998‐2001',
    '2024-2025-2026',
    '(2025-2026)',
    'lukuvuosi 2025/2026',
    'vv. 2025-2026 12 kpl',
    '2025-2026 500 euroa',
    '31.12. 2025-2026 väliltä',
    '2099-2100',
  ])('stay quiet: %s', (text) => {
    expect(scanText(text)).toEqual({ verdict: 'ok', ids: [] })
  })
  it.each(['3025-3026', '2025-20261', '2025-2026-1234', '050 2025-2026', '2025-202', '1899-2000'])(
    'are none in %s',
    (text) => {
      expect(scanText(text).verdict).toBe('block')
    },
  )
  it('hide no date of birth', () => {
    expect(scanText('1990-03-12')).toEqual({ verdict: 'warn', ids: ['I7'] })
    expect(scanText('2025-12-31')).toEqual({ verdict: 'warn', ids: ['I7'] })
    expect(scanText('synt. 12. 3. 1990')).toEqual({ verdict: 'warn', ids: ['I7'] })
  })
})

describe('A22: phone numbers', () => {
  const gaps = [' ', '-', '.', ' - ', ' – ', '\u00a0', '\u202f', '\u2011', '−', '·', '. ', ' -', '־']
  const groupings = [
    ['050', '123', '4567'],
    ['050', '1234567'],
    ['050', '123', '45', '67'],
    ['0400', '123', '456'],
    ['0400', '12', '34', '56'],
    ['09', '123', '4567'],
    ['013', '123', '456'],
    ['070', '123', '45', '67'],
    ['+358', '50', '123', '4567'],
    ['00358', '50', '1234567'],
    ['+46', '70', '123', '45', '67'],
  ]
  it.each(groupings.map((groups) => groups.join(' ')))('are found with every kind of gap: %s', (number) => {
    for (const gap of gaps)
      expect(scanText(`soita ${number.replaceAll(' ', gap)} huomenna`), JSON.stringify(gap)).toEqual({
        verdict: 'block',
        ids: ['I4'],
      })
  })
  it.each([
    '050.123.4567',
    '050 - 123 - 4567',
    '(050) 123 4567',
    '(050)1234567',
    '050/1234567',
    '050/123 4567',
    '+358 (0)50 123 4567',
    '+358(0)501234567',
    '(+358) 50 123 4567',
    '+358/50/1234567',
    '+ 358 50 123 4567',
    '00 358 50 123 4567',
    '(0)50 123 4567',
    '(09) 123 4567',
    '09/123456',
    '0501234567',
    'puh.050.123.4567',
    '040 1234567/050 7654321',
    'klo 09-12 040 1234 567',
    '050_123_4567',
    '０５０．１２３．４５６７',
    '0️⃣4️⃣0️⃣ 1234567',
    '01 23 45 67 89',
    '01.23.45.67.89',
    '٠٥٠.١٢٣.٤٥٦٧',
    '050\u200b.123\u00ad.4567',
  ])('are found as people write them: %s', (text) => {
    expect(scanText(text)).toEqual({ verdict: 'block', ids: ['I4'] })
  })
  it.each([
    'laki 681/2023',
    'asetus 570/2024 ja 681/2023',
    '1 050 000 €',
    '12 050,00 euroa',
    '0,50 €',
    '1.050.000 €',
    'klo 08.30-16.00',
    'klo 09.00 - 15.30',
    'klo 08:30-16:00',
    'klo 09-12 13-15',
    '08.30-09.45 10.15-11.30',
    '01.01.-31.12.',
    '01.02. - 03.04.',
    '3.4.-5.6.',
    '09/2026 ja 10/2026',
    '01/2026-12/2026',
    'KEHA/12345/2025',
    'TRE:1234/2026',
    'VN/01234/2025',
    'dnro 1234/05.03.02/2025',
    '45/00.01.02.03/2026',
    '00100 Helsinki',
    'T05, T06',
    '091, 049 ja 092',
    '8 luku 45 §',
    '12 x 3',
    '5-6 hlöä',
    '9.3.',
  ])('are not what stays quiet: %s', (text) => {
    expect(scanText(text)).toEqual({ verdict: 'ok', ids: [] })
  })
  it('cost no more in a text of 200,000 signs', () => {
    for (const part of ['0', '05 ', '0-1.', 'A', 'A ', '+358 ', '2025-', '(0) ', 'Ab-', '12.3'])
      scanText(part.repeat(200_000 / part.length))
  }, 20_000)
})

describe('A22: names in capitals', () => {
  it.each([
    'VIRTANEN MATTI',
    'VIRTANEN, MATTI',
    'Matti VIRTANEN',
    'VIRTANEN Matti',
    'MATTI VIRTANEN-KORHONEN soitti',
    'ÖHMAN ÅSA',
    "O'BRIEN PAT",
    'NGUYEN AN',
    'asiakas ALI OMAR',
    'ИВАНОВ ИВАН',
    'VIRTANEN\u00a0MATTI',
  ])('are asked about: %s', (text) => {
    expect(scanText(text)).toEqual({ verdict: 'warn', ids: ['I9'] })
  })
  it.each([
    'KELA MIGRI',
    'KELAN PÄÄTÖS',
    'TE TOIMISTO',
    'EU ETA',
    'HETU puuttuu',
    'lomake TT KK',
    'Hakemus DVV',
    'PDF LOMAKE',
    'Ohjattu ELY',
    'KU020 T05',
    'OK',
    'PÄÄTÖS tuli',
    'asia A B',
  ])('are not what is written so anyway: %s', (text) => {
    expect(scanText(text)).toEqual({ verdict: 'ok', ids: [] })
  })
})

test.each([...'-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u02d7\u2043\u058a\u05be\u301c\ufe58\ufe63\uff0d'])(
  'A22: an identity code is found with the dash %j',
  (dash) => {
    expect(scanText(`hetu 010190${dash}900P`)).toEqual({ verdict: 'block', ids: ['I1'] })
    expect(scanText(`010190 ${dash}\u00a0900p`)).toEqual({ verdict: 'block', ids: ['I1'] })
  },
)
