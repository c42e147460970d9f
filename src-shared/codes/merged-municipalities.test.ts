import { describe, expect, it } from 'vitest'
import { aCase, aCountyCase, aPerson, shippedPack } from '../../test/builders/case.ts'
import { compute } from '../domain/claims/engine/compute.ts'
import { isInArea } from '../domain/claims/rules/claimant-area.ts'
import { areas, mergedRows, municipalityRows } from './areas.ts'
import { makeCodeBook } from './code-book.ts'
import { municipalityOptions } from './municipality-options.ts'

const of = (input: ReturnType<typeof aCase>) => {
  const result = compute(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const inPertunmaa = aPerson({
  residence: [
    { municipality: '588', from: '2024-11-20', to: '2024-12-31' },
    { municipality: '507', from: '2025-01-01', to: null },
  ],
})

describe('§17.6: municipalities that are a part of another today', () => {
  it('each has a last day and a successor that exists, and no code twice', () => {
    const today = new Set(municipalityRows.map(({ code }) => code))

    expect(mergedRows).toHaveLength(12)
    for (const { code, validTo, successor } of mergedRows) {
      expect(today.has(code), code).toBe(false)
      expect(today.has(successor), code).toBe(true)
      expect(validTo, code).toMatch(/^20\d\d-12-31$/)
      expect(areas.get(code)).toMatchObject({
        today: successor,
        validTo,
        wellbeingCounty: areas.get(successor)?.wellbeingCounty,
      })
    }
    // Statistics Finland: 320 municipalities on 31.12.2014
    expect(today.size + mergedRows.length).toBe(320)
  })
  it('the claimant of today answers for their residents: town and county', () => {
    const mantyharju = { type: 'municipality', code: '507' } as const
    const county = { type: 'wellbeing-county', code: areas.get('507')?.wellbeingCounty ?? '' } as const
    const stays = aPerson({ residence: [{ municipality: '588', from: '2024-11-20', to: null }] })

    for (const person of [inPertunmaa, stays]) {
      expect(of(aCase([person], { claimant: mantyharju })).persons[0]?.instalments).toHaveLength(35)
      expect(of(aCountyCase([person], { claimant: county })).persons[0]?.instalments).toHaveLength(35)
      expect(of(aCase([person], { claimant: mantyharju })).warnings.map(({ code }) => code)).not.toContain(
        'merged',
      )
    }
  })
  it('a claimant that goes by its earlier code is the one of today', () => {
    const found = of(aCase([inPertunmaa], { claimant: { type: 'municipality', code: '588' } }))

    expect(found.persons[0]?.instalments).toHaveLength(35)
    expect(isInArea('297', { type: 'municipality', code: '174' }, areas)).toBe(true)
    expect(isInArea('588', { type: 'municipality', code: '837' }, areas)).toBe(false)
    expect(isInArea('588', { type: 'municipality', code: '999' }, areas)).toBe(false)
    expect(isInArea(null, { type: 'municipality', code: '588' }, areas)).toBe(false)
    expect(isInArea('999', { type: 'municipality', code: '999' }, areas)).toBe(false)
  })
  it('a residence that begins after the last day is counted and told', () => {
    const late = (from: string) =>
      of(
        aCase([aPerson({ residence: [{ municipality: '588', from, to: null }] })], {
          claimant: { type: 'municipality', code: '507' },
        }),
      )

    expect(late('2025-01-01').warnings).toEqual([
      { ref: 'A1', code: 'merged', text: expect.stringContaining('ended on 2024-12-31: counted as 507') },
    ])
    expect(late('2025-01-01').persons[0]?.instalments).toHaveLength(24)
    expect(late('2024-12-31').warnings).toEqual([])
  })
  it('are in the lists that name municipalities: with their days, and with the successor’s name', () => {
    const book = makeCodeBook()
    const options = municipalityOptions(
      'sv',
      ({ name, date, successor }) => `${name} –${date} > ${successor}`,
    )

    expect(book.label('municipality', '319', 'sv')).toBe('Kjulo')
    expect(book.isActive('clientMunicipality', '588', '2024-12-31')).toBe(true)
    expect(book.isActive('clientMunicipality', '588', '2025-01-01')).toBe(false)
    expect(book.isActive('municipality', '837', '2030-01-01')).toBe(true)
    expect(options).toContainEqual({ value: '319', label: 'Kjulo –31.12.2015 > Säkylä' })
    expect(options).toHaveLength(320)
  })
})
