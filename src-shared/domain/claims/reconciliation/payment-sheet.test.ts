import { describe, expect, it } from 'vitest'
import { ahmed, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { aNumber, sheetRows } from '../../../../test/builders/sheet-rows.ts'
import type { SheetCell } from '../../../sheets/sheet-cell.ts'
import { limits } from '../../../sync/messages.ts'
import { toPaymentLists } from '../records/payment-list.ts'
import { readPaymentRows } from './payment-sheet.ts'

describe('a payment list', () => {
  const persons = [
    { id: ahmed, fields: aPersonRecord({ name: 'Ahmed Al-Testi' }) },
    {
      id: lina,
      fields: aPersonRecord({ ref: 'B2', name: 'Líná Testi', identityCode: null, birthDate: '2001-02-03' }),
    },
  ]
  const mapping = { month: 0, identityCode: 1, name: 2, birthDate: 3, amount: 4, ref: 5 }
  const read = (...cells: SheetCell[][]) => readPaymentRows(sheetRows(...cells), mapping, persons, null)

  it('finds persons by code, by reference, by name and birth date, in any order and with any marks', () => {
    const { rows, problems, unknownPersons } = read(
      ['4/2025', '010190-900p', '', '', '816,08 €', ''],
      ['4/2025', '', '', '', '816,08', 'b2'],
      ['4/2025', '', 'TESTI, Lina', '3.2.2001', '816,08', ''],
      ['4/2025', '', 'Lina Toinen', '3.2.2001', '816,08', ''],
    )

    expect(rows.map(({ personId }) => personId)).toEqual([ahmed, lina, lina, null])
    expect(unknownPersons).toBe(1)
    expect(problems).toEqual([])
  })
  it.each([
    ['YILDIZ ELIF', 'Elif Yıldız'],
    ['LUKASZ NOWAK', 'Łukasz Nowak'],
    ['DORDE SARIC', 'Đorđe Šarić'],
    ['SOREN ODEGARD', 'Søren Ødegård'],
    ['WEISS ANNA', 'Anna Weiß'],
    ['OBrien Sean', "Seán O'Brien"],
    ['OEDEGAARD SOEREN', 'Søren Ødegård'],
    ['Alsayed Omar', 'Omar Al-Sayed'],
  ])('A17: finds %s as %s, born the same day', (written, name) => {
    const others = ['Anna Muu', 'Bo Muu'].map((other, index) => ({
      id: `00000000-0000-4000-8000-00000000000${index}`,
      fields: aPersonRecord({ ref: `M${index}`, name: other, identityCode: null, birthDate: '2001-02-03' }),
    }))
    const known = {
      id: lina,
      fields: aPersonRecord({ ref: 'B2', name, identityCode: null, birthDate: '2001-02-03' }),
    }
    const cells = sheetRows(['4/2025', '', written, '3.2.2001', '816,08', ''])

    const { rows } = readPaymentRows(cells, mapping, [...others, known], null)

    expect(rows.map(({ personId }) => personId)).toEqual([lina])
  })
  it.each([
    '010190–900P',
    '010190 − 900p',
    '010190\u2011900P',
    '０１０１９０-９００P',
    '\u200e010190-900P\u00a0',
  ])('A17: finds the person of the identity code %s', (code) => {
    expect(read(['4/2025', code, '', '', '816,08', '']).rows).toMatchObject([
      { personId: ahmed, identityCode: '010190-900P' },
    ])
  })
  it('A17: finds a code without the sign of its century where one person has it', () => {
    const born = (id: string, identityCode: string, birthDate: string) => ({
      id,
      fields: aPersonRecord({ ref: id, identityCode, birthDate, name: id }),
    })
    const old = born(ahmed, '010105-900P', '1905-01-01')
    const young = born(lina, '010105A900P', '2005-01-01')
    const found = (code: string, ...known: (typeof old)[]) =>
      readPaymentRows(sheetRows(['4/2025', code, '', '', '1', '']), mapping, known, null).rows[0]?.personId

    expect(found('010105900P', old)).toBe(ahmed)
    expect(found('010105 900p', young)).toBe(lina)
    expect(found('010105900P', old, young)).toBe(null)
    expect(found('010105A900P', old, young)).toBe(lina)
    expect(found('01010590P', old)).toBe(null)
  })
  it('does not take somebody with another identity code, or one of two with the same reference', () => {
    expect(read(['4/2025', '010190-901R', 'Ahmed Al-Testi', '1.1.1990', '1', '']).rows[0]?.personId).toBe(
      null,
    )
    expect(read(['4/2025', '010190-9999', 'Ahmed Al-Testi', '1.1.1990', '1', '']).rows[0]?.personId).toBe(
      ahmed,
    )
    const twice = persons.map(({ id, fields }) => ({ id, fields: { ...fields, ref: 'B2' } }))
    const cells = sheetRows(['4/2025', '', '', '', '1', 'B2'])

    expect(readPaymentRows(cells, mapping, twice, null).rows[0]?.personId).toBe(null)
  })
  it('A17: does not choose between two people of one name and birthday', () => {
    const twice = [ahmed, lina].map((id, index) => ({
      id,
      fields: aPersonRecord({
        ref: `T${index}`,
        name: 'Åsa Öhman',
        identityCode: null,
        birthDate: '2001-02-03',
      }),
    }))
    const cells = sheetRows(['4/2025', '', 'OHMAN ASA', '3.2.2001', '816,08', ''])

    expect(readPaymentRows(cells, mapping, twice, null).rows[0]?.personId).toBe(null)
  })
  it('says which cells it cannot read', () => {
    expect(read(['13/2025', '', '', '30.2.1990', 'viisi', '']).problems.map(({ target }) => target)).toEqual([
      'month',
      'amount',
      'birthDate',
    ])
  })
  it('A8: takes the numbers of a workbook as they are, rounds them to the cent and tells where', () => {
    const { rows, amounts, mustAsk } = read(
      ['4/2025', '', '', '', aNumber(228.125), ''],
      ['4/2025', '', '', '', aNumber(816.08), ''],
      ['4/2025', '', '', '', aNumber(228.41666666666666), ''],
      ['4/2025', '', '', '', aNumber(-1228.125), ''],
    )

    expect(rows.map(({ cents }) => cents)).toEqual([22_813, 81_608, 22_842, -122_813])
    expect(amounts.rounded.map(({ line }) => line)).toEqual([2, 4, 5])
    expect(mustAsk).toBe(false)
  })
  it('A8: finds one decimal sign for a whole column, from all its cells', () => {
    const sums = (...texts: string[]) => read(...texts.map((text) => ['4/2025', '', '', '', text, '']))

    const byComma = sums('228,417', '171', '816,08')
    const byPoint = sums('228,417', '171', '816.08')

    expect(byComma.rows.map(({ cents }) => cents)).toEqual([22_842, 17_100, 81_608])
    expect(byComma.amounts).toMatchObject({ found: ',', decimal: ',', rounded: [{ line: 2 }] })
    expect(byPoint.rows.map(({ cents }) => cents)).toEqual([22_841_700, 17_100, 81_608])
    expect(byPoint.amounts).toMatchObject({ found: '.', decimal: '.', rounded: [] })
  })
  it('A8: asks which sign it is where no cell tells, and where the cells disagree', () => {
    const sheet = (...texts: string[]) => sheetRows(...texts.map((text) => ['4/2025', '', '', '', text, '']))
    const open = sheet('228,417', '171')

    expect(readPaymentRows(open, mapping, persons, null).mustAsk).toBe(true)
    expect(readPaymentRows(open, mapping, persons, null, ',')).toMatchObject({
      mustAsk: false,
      rows: [{ cents: 22_842 }, { cents: 17_100 }],
    })
    expect(readPaymentRows(open, mapping, persons, null, '.').rows[0]?.cents).toBe(22_841_700)
    expect(readPaymentRows(sheet('228,417', '1,5', '1.5'), mapping, persons, null).mustAsk).toBe(true)
    expect(readPaymentRows(sheet('1,5', '1.5'), mapping, persons, null)).toMatchObject({
      mustAsk: false,
      rows: [{ cents: 150 }, { cents: 150 }],
    })
  })
  it('A8: gives a month back the zero that a workbook took from it', () => {
    expect(
      read([aNumber(10.202), '', '', '', '1', ''], [aNumber(202_504), '', '', '', '1', '']).rows,
    ).toMatchObject([{ month: '2020-10-01' }, { month: '2025-04-01' }])
  })
  it('A8: gives no zero to a month that was written as text, or that has lost none', () => {
    const { rows, problems } = read(
      ['10.202', '', '', '', '1', ''],
      [aNumber(10.2025), '', '', '', '1', ''],
      [{ kind: 'date', text: '2025-10-01' } as const, '', '', '', '1', ''],
      [],
    )

    expect(rows.map(({ month }) => month)).toEqual(['2025-10-01', '2025-10-01'])
    expect(problems.map(({ line, target }) => `${line} ${target}`)).toEqual([
      '2 month',
      '5 month',
      '5 amount',
    ])
  })
  it('A15: leaves out and names a row with a sign that cannot be stored', () => {
    const { rows, problems } = read(
      ['4/2025', '', 'puolikas \ud83d', '', '1', ''],
      ['4/2025', '', 'nolla', '', '1', ''],
    )

    expect(rows.map(({ name }) => name)).toEqual(['nolla'])
    expect(problems).toMatchObject([{ line: 2, target: 'name', why: 'T01' }])
  })
  it('A15: is kept in records that are small enough to be handed on sealed', () => {
    const row = { month: '2025-04-01', personId: ahmed, identityCode: '010190-900P', birthDate: '1990-01-01' }
    const rows = Array.from({ length: 2001 }, (_, cents) => ({ ...row, name: 'Ä'.repeat(200), cents }))
    const lists = toPaymentLists('lista.csv', '2026-11-25', rows)
    // a box is written in Base64, which makes four bytes of three
    const bytesOf = (list: object): number => (new TextEncoder().encode(JSON.stringify(list)).length * 4) / 3

    expect(lists.map(({ name }) => name)).toEqual(['lista.csv (1/3)', 'lista.csv (2/3)', 'lista.csv (3/3)'])
    expect(lists.flatMap((list) => list.rows)).toEqual(rows)
    expect(Math.max(...lists.map(bytesOf))).toBeLessThan(limits.sealedOperationBytes * 0.9)
    expect(toPaymentLists('lista.csv', '2026-11-25', rows.slice(0, 1000))).toMatchObject([
      { name: 'lista.csv' },
    ])
    expect(toPaymentLists('lista.csv', '2026-11-25', [])).toEqual([])
  })
  it('is read without a row whose month or sum cannot be read', () => {
    const { rows, problems } = read(
      ['13/2025', '', '', '', '1', ''],
      ['4/2025', '', '', '', 'viisi', ''],
      ['4/2025', '', '', '', '1', ''],
    )

    expect(rows.map(({ cents }) => cents)).toEqual([100])
    expect(problems.map(({ line, target }) => `${line} ${target}`)).toEqual(['2 month', '3 amount'])
  })
  it('cuts what it keeps and shows of a cell to what fits', () => {
    const { rows } = read(['4/2025', 'X'.repeat(30), 'n'.repeat(300), '', '1', ''])
    const { problems } = read(['4/2025', '', '', '', 'v'.repeat(100), ''])

    expect(rows[0]).toMatchObject({ name: 'n'.repeat(200), identityCode: 'X'.repeat(20) })
    expect(problems[0]?.text).toBe('v'.repeat(60))
  })
  it('takes the month of its rows, or of the whole list where it has no column', () => {
    const rows = sheetRows(['4/2025', '', '', '', '1', ''])
    const { month: _, ...withoutMonth } = mapping
    const { amount: __, ...withoutAmount } = mapping

    expect(readPaymentRows(rows, mapping, persons, '2025-06-01').rows[0]?.month).toBe('2025-04-01')
    expect(readPaymentRows(rows, withoutMonth, persons, '2025-06-01').rows[0]?.month).toBe('2025-06-01')
    expect(readPaymentRows(rows, withoutMonth, persons, null).problems).toMatchObject([{ target: 'month' }])
    const sums = sheetRows(['4/2025', '228,417', '', '', '1', ''])
    expect(readPaymentRows(sums, withoutAmount, persons, null)).toMatchObject({ mustAsk: false, rows: [] })
  })
  it('finds the one whose name is spelt so before others whose name is the same in a passport', () => {
    const some = ['Müller Anna', 'Mueller Anna'].map((name, index) => ({
      id: index === 0 ? ahmed : lina,
      fields: aPersonRecord({ ref: name, name, identityCode: null, birthDate: '2001-02-03' }),
    }))
    const found = (name: string, known = some) =>
      readPaymentRows(sheetRows(['4/2025', '', name, '3.2.2001', '1', '']), mapping, known, null).rows[0]
        ?.personId

    expect(found('MÜLLER ANNA')).toBe(ahmed)
    expect(found('MUELLER ANNA')).toBe(null)
    expect(found('MÜLLER ANNA', some.slice(1))).toBe(lina)
  })
  it('with shifted columns is told as a whole', () => {
    expect(
      read(['816,08', '4/2025', '', '', 'x', ''], ['816,08', '4/2025', '', '', 'x', '']).looksShifted,
    ).toBe(true)
    expect(read(['4/2025', '', 'x', '', '1', '']).looksShifted).toBe(false)
    expect(read(['4/2025', '', 'x', '', '1', ''], ['x', '', '', '', 'x', '']).looksShifted).toBe(false)
    expect(read().looksShifted).toBe(false)
  })
})
