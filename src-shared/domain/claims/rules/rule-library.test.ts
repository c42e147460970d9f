import { describe, expect, it } from 'vitest'
import { packJson, shippedPacks } from '../../../../test/builders/case.ts'
import { layTogether } from './rule-book.ts'
import { comparePacks, currentPacks, packsNamed, rowsOf, withVerifications } from './rule-library.ts'
import { type RulePack, readRulePack } from './rule-pack.ts'

const [, shipped2025] = shippedPacks
const edition = (over: Partial<RulePack>): RulePack => ({
  ...readRulePack(packJson('fi-681-2026.1.1')),
  ...over,
})

describe('the packs that are there', () => {
  it('of two editions for the same days the later published holds, and the earlier stays for its claims', () => {
    const second = edition({ id: 'fi-681-2026.3', published: '2027-02-01' })
    const all = [...shippedPacks, second]

    expect(currentPacks(all).map(({ id }) => id)).toEqual([
      'fi-1386-2023.1.1',
      'fi-681-2025.1.1',
      'fi-681-2026.3',
    ])
    expect(layTogether(currentPacks(all)).id).toContain('2026.3')
    expect(packsNamed(all, 'fi-681-2025.1.1+fi-681-2026.1.1')?.map(({ id }) => id)).toEqual([
      'fi-681-2025.1.1',
      'fi-681-2026.1.1',
    ])
    expect(packsNamed(all, 'fi-681-2025.1.1+gone')).toBeNull()
  })
  it('the later published holds in whatever order they come; of one day the later named', () => {
    const one = edition({ id: 'fi-x.1', published: '2027-02-01' })
    const older = edition({ id: 'fi-x.9', published: '2027-01-31' })
    const second = edition({ id: 'fi-x.2', published: '2027-02-01' })
    const ids = (...all: RulePack[]) => currentPacks(all).map(({ id }) => id)

    expect([ids(one, older), ids(older, one)]).toEqual([['fi-x.1'], ['fi-x.1']])
    expect([ids(one, second), ids(second, one)]).toEqual([['fi-x.2'], ['fi-x.2']])
    expect(ids(...shippedPacks.toReversed())).toEqual(shippedPacks.map(({ id }) => id))
  })
  it('name each of their rows once, so that rows can be marked and compared', () => {
    for (const pack of shippedPacks) {
      const names = rowsOf(pack).map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
  })
  it('show a row as verified once somebody has compared it with its source, and no other', () => {
    if (!shipped2025) throw new Error('no pack')
    const mark = {
      packId: shipped2025.id,
      row: 'rate CALC_MUNI municipality all 2025-01-01',
      verifiedOn: '2026-11-25',
      verifiedBy: 'Åsa M.',
    }
    const marked = withVerifications(shipped2025, [mark, { ...mark, packId: 'another' }])

    expect(
      rowsOf(marked)
        .filter(({ row }) => row.status === 'verified')
        .map(({ name }) => name),
    ).toEqual([mark.row])
    expect(marked.rates[0]).toMatchObject({
      status: 'verified',
      verifiedBy: 'Åsa M.',
      verifiedOn: '2026-11-25',
    })
    expect(comparePacks(shipped2025, marked)).toEqual([])
  })
  it('mark each kind of row by its name, and none for another edition', () => {
    if (!shipped2025) throw new Error('no pack')
    const mark = { packId: shipped2025.id, verifiedOn: '2026-11-25', verifiedBy: 'Åsa M.' }
    const verified = (row: string, packId = mark.packId) =>
      rowsOf(withVerifications(shipped2025, [{ ...mark, row, packId }]))
        .filter(({ row: { status } }) => status === 'verified')
        .map(({ list }) => list)

    expect(verified('deadlines')).toEqual(['deadlines'])
    expect(verified('policy monthly_first_day_v1')).toEqual(['policy'])
    expect(verified('duration ever')).toEqual(['durations'])
    expect(verified('duration 2025-01-01')).toEqual(['durations'])
    expect(verified('deadlines', 'another')).toEqual([])
  })
  it('are compared row by row: what is new, gone, and said otherwise', () => {
    const before = edition({})
    const [rate, ...rates] = before.rates
    if (!rate) throw new Error('no rate')
    const after = edition({
      rates: [{ ...rate, under7Cents: 300_000 }, ...rates],
      permitGrounds: before.permitGrounds.slice(1),
      kinds: [...before.kinds, { ...before.kinds[0], code: 'NEW' } as RulePack['kinds'][number]],
    })

    expect(comparePacks(before, after)).toEqual([
      { name: 'kind NEW 2026-01-01', kind: 'added', fields: [] },
      {
        name: 'rate CALC_MUNI municipality all 2026-01-01',
        kind: 'changed',
        fields: [{ field: 'under7Cents', before: '274100', after: '300000' }],
      },
      { name: 'ground 87', kind: 'removed', fields: [] },
    ])
  })
})
