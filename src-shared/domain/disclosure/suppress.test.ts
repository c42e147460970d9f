import { describe, expect, it } from 'vitest'
import { hiddenOf, keyOf, publish, twoWay } from '../../../test/builders/publications.ts'

describe('the examples of visits.md §10.4', () => {
  it('hide four of the topics by languages', () => {
    const out = publish(
      twoWay([
        [41, 28, 3, 12],
        [22, 9, 17, 6],
        [15, 2, 8, 11],
        [30, 14, 21, 7],
      ]),
    )

    expect(hiddenOf(out)).toEqual({
      'a0 b2': ['primary', 2, 10],
      'a2 b1': ['primary', 1, 9],
      'a0 b1': ['secondary', 21, 29],
      'a2 b2': ['secondary', 1, 9],
    })
    expect(out).toMatchObject({ zerosHidden: false, merged: [], proposals: [], unprotectable: [] })
  })
  it('hide the square at the smallest neighbours of the one', () => {
    const out = publish(
      twoWay([
        [12, 1, 9],
        [20, 30, 25],
        [7, 11, 16],
      ]),
    )

    expect(hiddenOf(out)).toEqual({
      'a0 b1': ['primary', 1, 9],
      'a0 b2': ['secondary', 1, 9],
      'a2 b1': ['secondary', 3, 11],
      'a2 b2': ['secondary', 16, 24],
    })
  })
  it('hide totals where hiding all cells is not enough, and say so', () => {
    const out = publish(
      twoWay([
        [30, 1, 7],
        [1, 2, 20],
        [1, 1, 2],
      ]),
    )

    const hidden = hiddenOf(out)
    expect(hidden['a0 b1']).toEqual(['primary', 1, 30])
    expect(hidden.a2?.[0]).toBe('row')
    expect(hidden.b1?.[0]).toBe('row')
    expect(out.unprotectable).toEqual([])
    expect(out.proposals[0]).toMatchObject({ variable: 'v0', reason: 'third-hidden' })
  })
  it('hide the worked input of the command', () => {
    const out = publish({
      threshold: 5,
      variables: [
        { name: 'topic', codes: ['T05', 'T06'] },
        { name: 'language', codes: ['ar', 'so'] },
      ],
      cells: [
        [41, 3],
        [22, 17],
      ],
      tables: [['topic', 'language'], ['topic'], ['language'], []],
    })

    expect(out.published).toEqual([
      { at: { topic: 'T05', language: 'ar' }, value: null, why: 'secondary', interval: [25, 43] },
      { at: { topic: 'T05', language: 'so' }, value: null, why: 'primary', interval: [1, 19] },
      { at: { topic: 'T06', language: 'ar' }, value: null, why: 'secondary', interval: [20, 38] },
      { at: { topic: 'T06', language: 'so' }, value: null, why: 'secondary', interval: [1, 19] },
      { at: { topic: 'T05' }, value: 44 },
      { at: { topic: 'T06' }, value: 39 },
      { at: { language: 'ar' }, value: 63 },
      { at: { language: 'so' }, value: 20 },
      { at: {}, value: 83 },
    ])
    expect(out.proposals).toHaveLength(2)
  })
})

describe('what is published', () => {
  it('is every cell, group and total of the tables asked for, and nothing else', () => {
    const out = publish({
      threshold: 5,
      variables: [
        { name: 'v0', codes: ['a', 'b', 'c'], groups: { ab: ['a', 'b'] } },
        { name: 'v1', codes: ['x', 'y'] },
      ],
      cells: [
        [10, 20],
        [30, 40],
        [50, 60],
      ],
      tables: [['v1', 'v0'], ['v0']],
    })

    expect(out.published.map(({ at, value }) => [keyOf(at), value])).toEqual([
      ['a x', 10],
      ['a y', 20],
      ['b x', 30],
      ['b y', 40],
      ['c x', 50],
      ['c y', 60],
      ['ab x', 40],
      ['ab y', 60],
      ['a', 30],
      ['b', 70],
      ['c', 110],
      ['ab', 100],
    ])
  })
  it('shows a table without small counts whole', () => {
    const out = publish(
      twoWay([
        [5, 0],
        [0, 12],
      ]),
    )

    expect(hiddenOf(out)).toEqual({})
  })
  it('shows nothing of a single contact, whatever bounds it', () => {
    const out = publish({
      threshold: 5,
      variables: [{ name: 'month', codes: ['2026-01', '2026-02'] }],
      cells: [0, 1],
    })

    expect(out.published).toEqual([
      { at: { month: '2026-01' }, value: 0 },
      { at: { month: '2026-02' }, value: null, why: 'primary', interval: [1, null] },
      { at: {}, value: null, why: 'row', interval: [1, null] },
    ])
  })
  it('hides a group sum that the other codes would give away', () => {
    const out = publish({
      threshold: 5,
      variables: [{ name: 'v0', codes: ['a', 'b', 'c', 'd'], groups: { ab: ['a', 'b'] } }],
      cells: [3, 20, 30, 40],
    })

    expect(Object.keys(hiddenOf(out))).toEqual(['a', 'b'])
  })
})

describe('the row rule', () => {
  it('hides a row of few contacts with its total, and shows its zeros', () => {
    const out = publish(
      twoWay([
        [40, 30, 20],
        [2, 0, 1],
        [35, 25, 50],
      ]),
    )

    const hidden = hiddenOf(out)
    expect(hidden.a1?.[0]).toBe('row')
    expect(hidden['a1 b0']?.[0]).toBe('primary')
    expect(hidden['a1 b2']?.[0]).toBe('primary')
    expect(hidden['a1 b1']).toBeUndefined()
    expect(out.zerosHidden).toBe(false)
  })
})

describe('the group rule', () => {
  const basis = (rows: number[][]) => ({
    threshold: 5,
    variables: [
      { name: 'language', codes: ['ar', 'ru', 'so'] },
      { name: 'residenceBasis', codes: ['work', 'family', 'study'] },
    ],
    cells: rows,
  })

  it('hides a row that lies in one basis of residence, its zeros with it', () => {
    const out = publish(
      basis([
        [10, 20, 30],
        [0, 12, 0],
        [40, 50, 60],
      ]),
    )

    const hidden = hiddenOf(out)
    expect([hidden['ru work']?.[0], hidden['ru family']?.[0], hidden['ru study']?.[0]]).toEqual([
      'group',
      'group',
      'group',
    ])
    expect(hidden['ru family']?.[1]).toBeLessThanOrEqual(8)
    expect(out.zerosHidden).toBe(true)
  })
  it('leaves a row that is divided, and variables that say nothing', () => {
    expect(
      hiddenOf(
        publish(
          basis([
            [10, 20, 30],
            [6, 12, 0],
            [40, 50, 60],
          ]),
        ),
      ),
    ).toEqual({})
    expect(
      hiddenOf(
        publish(
          twoWay([
            [10, 20, 30],
            [0, 12, 0],
            [40, 50, 60],
          ]),
        ),
      ),
    ).toEqual({})
  })
  it('looks at gender in rows of rare languages only', () => {
    const codes = Array.from({ length: 10 }, (_, index) => `l${index}`)
    const cells = codes.map((_, index) => (index === 9 ? [0, 12] : index === 0 ? [0, 900] : [30 + index, 40]))
    const out = publish({
      threshold: 5,
      variables: [
        { name: 'language', codes },
        { name: 'gender', codes: ['female', 'male'] },
      ],
      cells,
    })

    const hidden = hiddenOf(out)
    expect(hidden['l9 male']?.[0]).toBe('group')
    expect(hidden['l0 male']?.[0]).not.toBe('group')
  })
})

describe('thresholds', () => {
  it('are larger for topics that say much', () => {
    const out = publish({
      threshold: 5,
      variables: [{ name: 'topic', codes: ['T01', 'T15', 'T02'] }],
      cells: [50, 9, 7],
    })

    expect(hiddenOf(out).T15?.[0]).toBe('primary')
    expect(hiddenOf(out).T02?.[0]).not.toBe('primary')
  })
})

describe('earlier publications', () => {
  const year = { threshold: 5, variables: [{ name: 'month', codes: ['m1', 'm2', 'm3'] }], cells: [20, 3, 30] }

  it('make a total that gives a hidden month away hidden too', () => {
    const months = publish({ ...year, tables: [['month']] })
    expect(Object.keys(hiddenOf(months))).toEqual(['m2'])

    const total = publish({ ...year, tables: [[]] }, [months])

    expect(total.published).toEqual([{ at: {}, value: null, why: 'secondary', interval: [51, null] }])
  })
  it('cannot be taken back: what they give away is named', () => {
    const whole = {
      published: [
        { at: { month: 'm1' }, value: 20 },
        { at: { month: 'm3' }, value: 30 },
        { at: {}, value: 53 },
      ],
      zerosHidden: false,
    }

    const out = publish(year, [whole])

    expect(out.unprotectable).toEqual([{ at: { month: 'm2' }, interval: [3, 3] }])
  })
  it('and a correction: nobody learns the late contact from the two totals', () => {
    const before = publish(
      twoWay([
        [20, 0, 30],
        [40, 50, 60],
        [70, 80, 90],
      ]),
    )

    const out = publish(
      twoWay([
        [20, 1, 30],
        [40, 50, 60],
        [70, 80, 90],
      ]),
      [before],
    )

    const hidden = hiddenOf(out)
    expect(hidden['a0 b1']?.[0]).toBe('primary')
    expect(out.unprotectable).toEqual([])
    expect(Object.keys(hidden).toSorted()).toEqual(['', 'a0', 'a0 b1', 'b1'])
  })
})
