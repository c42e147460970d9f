import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PersonFields } from '../../../src-shared/domain/people/person.ts'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { aPersonRecord, clerk, lina } from '../../../test/builders/claims.ts'
import { emptyPerson, formToPerson, impossibleFact, nextPermit, personToForm } from './model.ts'

const today = '2026-11-24'
const day = fc.integer({ min: 0, max: 9000 }).map((days) => addDays('2000-01-01', days))
const dayOrNone = fc.option(day)
const permit = fc.record({
  ground: fc.constantFrom('87', '88'),
  decidedOn: dayOrNone,
  validFrom: dayOrNone,
  validTo: dayOrNone,
})
const person: fc.Arbitrary<PersonFields> = fc
  .record({
    identityCode: fc.constantFrom(null, '010190-900P'),
    permitGround: fc.constantFrom(null, '87'),
    permitDecidedOn: dayOrNone,
    permitValidTo: dayOrNone,
    earlierPermits: fc.array(permit, { maxLength: 3 }),
    migriNumber: fc.constantFrom(null, '1234567'),
    household: fc.constantFrom('', 'H1'),
    tie: fc.constantFrom(
      { familyTieId: null, tieBeforeArrival: null },
      { familyTieId: lina, tieBeforeArrival: 'yes' as const },
      { familyTieId: lina, tieBeforeArrival: 'not-known' as const },
    ),
    quota: fc.boolean(),
    isProtected: fc.boolean(),
    traffickingFrom: dayOrNone,
    needOnArrival: fc.constantFrom('yes' as const, 'no' as const, 'not-known' as const),
    residence: fc.array(
      fc.record({ municipality: fc.constantFrom('837', '091'), from: day, to: dayOrNone }),
      {
        maxLength: 4,
      },
    ),
    death: dayOrNone,
    parentId: fc.constantFrom(null, lina),
    arrivedOn: dayOrNone,
    source: fc.constantFrom('', 'Migri'),
    notSameAs: fc.subarray([lina, clerk]),
    mergedFrom: fc.subarray([{ id: lina, fields: '{}' }]),
  })
  .map(({ tie, ...over }) => aPersonRecord({ ...over, ...tie }))

describe('person and form', () => {
  it('a person who is opened and saved unchanged is the same, but for who recorded it', () => {
    fc.assert(
      fc.property(person, (fields) => {
        expect(formToPerson(personToForm(fields), clerk, fields, today)).toEqual({
          ...fields,
          recordedBy: clerk,
        })
      }),
    )
  })

  it('a changed datum gets the source that stands on the form, and the others keep theirs', () => {
    const origin = { source: 'Migri', recordedBy: lina, on: '2025-04-01' }
    const before = aPersonRecord({ source: 'Migri', provenance: { name: origin, permitGround: origin } })
    const form = { ...personToForm(before), name: 'Ahmed Toinen', source: 'DVV' }

    expect(formToPerson(form, clerk, before, today).provenance).toEqual({
      name: { source: 'DVV', recordedBy: clerk, on: today },
      permitGround: origin,
    })
  })

  it('leaves out spaces, rows of residence in which nothing stands, and an answer about a tie that is none', () => {
    const form = {
      ...emptyPerson('837'),
      ref: ' A7 ',
      name: ' Lina ',
      identityCode: ' 010190-900p ',
      tieBeforeArrival: 'yes',
      residence: [
        { key: 0, municipality: '837', from: '2025-03-17', to: '' },
        { key: 1, municipality: '', from: '', to: '2026-01-01' },
      ],
    }

    expect(formToPerson(form, clerk, null, today)).toMatchObject({
      ref: 'A7',
      name: 'Lina',
      identityCode: '010190-900P',
      tieBeforeArrival: null,
      residence: [{ municipality: '837', from: '2025-03-17', to: null }],
      mergedFrom: [],
    })
  })
})

it('the next permit moves the one of the form before the earlier ones, and asks for its dates anew', () => {
  fc.assert(
    fc.property(person, (fields) => {
      const before = personToForm(fields)
      const after = nextPermit(before)

      expect(after.earlierPermits).toEqual([
        {
          ground: fields.permitGround ?? '',
          decidedOn: fields.permitDecidedOn,
          validFrom: fields.permitValidFrom,
          validTo: fields.permitValidTo,
        },
        ...fields.earlierPermits,
      ])
      expect([after.permitDecidedOn, after.permitValidFrom, after.permitValidTo]).toEqual(['', '', ''])
    }),
  )
})

it('a fact that cannot be is told by its path', () => {
  expect(impossibleFact(aPersonRecord())).toBeNull()
  expect(impossibleFact(aPersonRecord({ death: '1989-12-31' }))).toBe('death')
})
