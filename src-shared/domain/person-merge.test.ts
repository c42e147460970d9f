import { describe, expect, it } from 'vitest'
import { ahmed, aPersonRecord, clerk, lina } from '../../test/builders/claims.ts'
import { sheetRows } from '../../test/builders/sheet-rows.ts'
import { mergePersons } from './person-merge.ts'
import { readPersonRows } from './person-sheet.ts'

describe('merging two records of one person', () => {
  const keep = { id: ahmed, fields: aPersonRecord({ identityCode: null, permitValidTo: null }) }
  const other = {
    id: lina,
    fields: aPersonRecord({
      ...{ name: 'Ahmad Testi', quota: true, permitValidTo: '2027-03-01', citizenship: '2026-01-01' },
      residence: [
        { municipality: '837', from: '2025-03-17', to: null },
        { municipality: '091', from: '2024-12-01', to: '2025-03-16' },
      ],
    }),
  }

  it('keeps the one, fills what it lacks, and has the municipalities of both', () => {
    const merged = mergePersons(keep, other)

    expect(merged).toMatchObject({
      ...{ name: 'Ahmed Testi', identityCode: '010190-900P', quota: true },
      ...{ permitValidTo: '2027-03-01', citizenship: '2026-01-01' },
    })
    expect(merged.residence.map(({ municipality }) => municipality)).toEqual(['091', '837'])
  })
  it('loses nothing of the other: it stands whole inside, also after a second merge', () => {
    const once = mergePersons(keep, other)
    const twice = mergePersons(
      { id: ahmed, fields: once },
      { id: clerk, fields: aPersonRecord({ name: 'Kolmas' }) },
    )

    expect(twice.mergedFrom.map(({ id }) => id)).toEqual([lina, clerk])
    expect(JSON.parse(twice.mergedFrom[0]?.fields ?? '')).toEqual({ ...other.fields, mergedFrom: [] })
  })
})

describe('a sheet of persons', () => {
  const surroundings = {
    grounds: new Set(['87']),
    municipalities: new Map([
      ['837', '837'],
      ['tampere', '837'],
    ]),
    ...{ source: 'henkilot.csv', recordedBy: clerk, on: '2026-11-25' },
  }
  const mapping = { ref: 0, name: 1, birthDate: 2, permitGround: 3, municipality: 4, from: 5 }

  it('becomes persons with source and recorder (73 § sub 2)', () => {
    const { persons, problems } = readPersonRows(
      sheetRows(['A1', 'Ahmed Testi', '1.1.1990', '87', 'Tampere', '17.3.2025']),
      mapping,
      surroundings,
    )

    expect(problems).toEqual([])
    expect(persons[0]).toMatchObject({
      ...{ ref: 'A1', birthDate: '1990-01-01', source: 'henkilot.csv', recordedBy: clerk },
      residence: [{ municipality: '837', from: '2025-03-17', to: null }],
    })
  })
  it('leaves out rows with what cannot be read, and names each cell', () => {
    const { persons, problems } = readPersonRows(
      sheetRows(
        ['A1', '', '31.2.1990', '999', 'Atlantis', '17.3.2025'],
        ['A2', 'Lina', '1.1.1990', '', '', ''],
      ),
      mapping,
      surroundings,
    )

    expect(persons.map(({ ref }) => ref)).toEqual(['A2'])
    expect(problems.map(({ line, target }) => `${line} ${target}`)).toEqual([
      ...['2 birthDate', '2 permitGround', '2 municipality', '2 name'],
    ])
  })
})
