import { describe, expect, it } from 'vitest'
import { clerk } from '../../../test/builders/claims.ts'
import { sheetRows } from '../../../test/builders/sheet-rows.ts'
import { mergedRows, municipalityRows } from '../../codes/areas.ts'
import { makeCodeBook } from '../../codes/code-book.ts'
import { createCodeFinder } from '../../codes/code-finder.ts'
import { type PersonFields, person } from './person.ts'
import { readPersonRows } from './person-sheet.ts'

const context = {
  ...({ duty: 'entry', today: '2026-11-25', role: 'coordinator', userId: clerk } as const),
  codes: makeCodeBook(),
  site: () => null,
  isClosed: () => false,
  isFrozen: () => false,
  staffLanguages: new Set<string>(),
}
const surroundings = {
  findGround: createCodeFinder([
    { code: '87', fi: 'turvapaikka', sv: 'asyl', en: 'asylum' },
    { code: '90', fi: 'kiintiöpakolainen', sv: 'kvotflykting', en: 'quota refugee' },
  ]),
  quotaGrounds: new Set(['90']),
  findMunicipality: createCodeFinder([...municipalityRows, ...mergedRows]),
  check: (fields: PersonFields) =>
    person.problems?.({ kind: 'put', before: null, after: fields }, context) ?? [],
  source: 'henkilot.csv',
  recordedBy: clerk,
  on: '2026-11-25',
}
const mapping = {
  ref: 0,
  name: 1,
  birthDate: 2,
  permitGround: 3,
  municipality: 4,
  from: 5,
  identityCode: 6,
  firstPermit: 7,
}
const read = (...rows: string[][]) => readPersonRows(sheetRows(...rows), mapping, surroundings)
const told = (...rows: string[][]) =>
  read(...rows).problems.map(({ line, target, why = '' }) => `${line} ${target} ${why}`.trim())

describe('a sheet of persons', () => {
  it('becomes persons with source and recorder (73 § sub 2)', () => {
    const { persons, problems } = read(['A1', 'Ahmed Testi', '1.1.1990', '87', 'Tampere', '17.3.2025'])

    expect(problems).toEqual([])
    expect(persons[0]).toMatchObject({
      ref: 'A1',
      birthDate: '1990-01-01',
      source: 'henkilot.csv',
      recordedBy: clerk,
      residence: [{ municipality: '837', from: '2025-03-17', to: null }],
    })
  })
  it('§17.2: ground 90 makes a quota refugee', () => {
    const { persons } = read(
      ['A1', 'Ahmed Testi', '1.1.1990', '90', 'Tampere', '17.3.2025'],
      ['A2', 'Lina Testi', '1.1.1990', '87', 'Tampere', '17.3.2025'],
    )

    expect(persons.map(({ quota }) => quota)).toEqual([true, false])
  })
  it('§17.6: names a municipality that has merged since, by name or code', () => {
    const { persons } = read(
      ['A1', 'Ahmed Testi', '1.1.1990', '87', 'Kjulo', '17.3.2015'],
      ['A2', 'Lina Testi', '1.1.1990', '87', '099', '17.3.2015'],
    )

    expect(persons.map(({ residence }) => residence[0]?.municipality)).toEqual(['319', '099'])
  })
  it('leaves out rows with what cannot be read, and names each cell', () => {
    const rows = [
      ['A1', '', '31.2.1990', '999', 'Atlantis', '17.3.2025'],
      ['A2', 'Lina', '1.1.1990', '', '', ''],
    ]

    expect(read(...rows).persons.map(({ ref }) => ref)).toEqual(['A2'])
    expect(told(...rows)).toEqual(['2 birthDate', '2 municipality', '2 permitGround', '2 name'])
  })
  it('names a row without a reference by its line', () => {
    expect(read(['', 'Lina', '1.1.1990'], ['', 'Ali', '2.1.1990']).persons.map(({ ref }) => ref)).toEqual([
      'R2',
      'R3',
    ])
  })
  it('A15: leaves out a row whose identity code contradicts the birth date, and takes the others', () => {
    const rows = [
      ['A1', 'Ahmed', '1.1.1990', '', '', '', '010190-900P'],
      ['A2', 'Lina', '2.1.1990', '', '', '', '010190-900P'],
      ['A3', 'Omar', '1.1.1990', '', '', '', '010190-900X'],
      ['A4', 'Sara', '3.1.1990', '', '', '', ''],
    ]

    expect(read(...rows).persons.map(({ ref }) => ref)).toEqual(['A1', 'A4'])
    expect(told(...rows)).toEqual(['3 identityCode V22', '4 identityCode V22'])
  })
  it('A15: leaves out a row whose dates cannot be', () => {
    expect(told(['A1', 'Ahmed', '1.1.1990', '', 'Tampere', '31.12.1989'])).toEqual(['2 from P01'])
    expect(told(['A1', 'Ahmed', '1.1.1990', '', '', '', '', '31.12.1989'])).toEqual(['2 firstPermit P01'])
    expect(told(['A1', 'x'.repeat(201), '1.1.1990'])).toEqual(['2 name'])
  })
  it('A16: tells of a municipality without its first day, and of a first day without its municipality', () => {
    const rows = [
      ['A1', 'Ahmed', '1.1.1990', '', 'Tampere', ''],
      ['A2', 'Lina', '1.1.1990', '', '', '17.3.2025'],
      ['A3', 'Omar', '1.1.1990', '', 'Atlantis', '17.3.2025'],
      ['A4', 'Sara', '1.1.1990', '', 'Tampere', 'maaliskuu'],
    ]

    expect(read(...rows).persons).toEqual([])
    expect(told(...rows)).toEqual([
      '2 municipality half-municipality',
      '3 from half-from',
      '4 municipality',
      '5 from',
    ])
  })
  it.each([
    ['91', '87'],
    ['091', ' 87 '],
    ['Helsinki', 'Turvapaikka'],
    ['HELSINGFORS', 'asyl'],
    ['\u200ehelsinki\u00a0', '８７'],
    ['Ka\u0308rsa\u0308ma\u0308ki', '87'],
  ])('A14: finds the municipality by %j and the ground by %j', (municipality, ground) => {
    const { persons } = read(['A1', 'Ahmed', '1.1.1990', ground, municipality, '17.3.2025'])

    expect(persons).toMatchObject([
      { permitGround: '87', residence: [{ municipality: municipality.startsWith('K') ? '317' : '091' }] },
    ])
  })
})
