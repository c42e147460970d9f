import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { InputError } from './read-json.ts'
import { suppressCommand } from './suppress-command.ts'

const table = {
  threshold: 5,
  variables: [
    { name: 'topic', codes: ['T05', 'T06'] },
    { name: 'language', codes: ['ar', 'so'] },
  ],
  cells: [
    [41, 3],
    [22, 17],
  ],
}
const run = (input: unknown) => JSON.parse(suppressCommand(JSON.stringify(input)))
const [topic, language] = table.variables

describe('alpo suppress', () => {
  it('reads stdin and prints one line of JSON', () => {
    const input = readFileSync('docs/examples/tables.json', 'utf8')

    const { status, stdout, stderr } = spawnSync(process.execPath, ['src-cli/alpo.ts', 'suppress'], {
      input,
      encoding: 'utf8',
    })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(JSON.parse(stdout).published).toHaveLength(25)
  })
  it('publishes the full table and all its margins where no tables are named, the largest first', () => {
    const named = { ...table, tables: [['topic', 'language'], ['topic'], ['language'], []] }

    expect(run(table)).toEqual(run(named))
  })
  it('answers bad input with exit 2 and one line that names the field', () => {
    const input = JSON.stringify({
      ...table,
      cells: [
        [41, -3],
        [22, 17],
      ],
    })

    const { status, stdout, stderr } = spawnSync(process.execPath, ['src-cli/alpo.ts', 'suppress'], {
      input,
      encoding: 'utf8',
    })

    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'alpo suppress: cells[0][1]: must not be negative\n',
    })
  })
  it.each([
    [
      'a fraction',
      {
        ...table,
        cells: [
          [41, 3],
          [2.5, 17],
        ],
      },
      'cells[1][0]: must be a whole number',
    ],
    [
      'a text',
      {
        ...table,
        cells: [
          [41, '3'],
          [22, 17],
        ],
      },
      'cells[0][1]: must be a whole number',
    ],
    [
      'a missing count',
      {
        ...table,
        cells: [
          [41, null],
          [22, 17],
        ],
      },
      'cells[0][1]: is missing',
    ],
    ['a short row', { ...table, cells: [[41], [22, 17]] }, 'cells[0]: has 1 for 2 codes of language'],
    ['a missing row', { ...table, cells: [[41, 3]] }, 'cells: has 1 for 2 codes of topic'],
    [
      'a row too deep',
      {
        ...table,
        cells: [
          [[41], 3],
          [22, 17],
        ],
      },
      'cells[0][0]: must be a whole number',
    ],
    ['a row too flat', { ...table, cells: [41, 3] }, 'cells[0]: must be a list of 2 for language'],
    ['no cells', { ...table, cells: undefined }, 'cells: is missing'],
    [
      'a count too large',
      {
        ...table,
        cells: [
          [41, 1e12],
          [22, 17],
        ],
      },
      'cells[0][1]: must not be over 1000000000',
    ],
    ['no variables', { ...table, variables: [] }, 'variables: must be one to four variables'],
    [
      'five variables',
      { ...table, variables: [1, 2, 3, 4, 5].map((n) => ({ name: `${n}`, codes: ['a'] })) },
      'variables: must be one to four variables',
    ],
    ['variables missing', { ...table, variables: undefined }, /^variables: /],
    [
      'a variable without codes',
      { ...table, variables: [topic, { name: 'language', codes: [] }] },
      'variables[1].codes: has no codes',
    ],
    [
      'a code twice',
      { ...table, variables: [topic, { name: 'language', codes: ['ar', 'ar'] }] },
      "variables[1].codes[1]: 'ar' stands twice",
    ],
    ['a variable twice', { ...table, variables: [topic, topic] }, "variables[1].name: 'topic' stands twice"],
    [
      'too many codes',
      { ...table, variables: [{ name: 'topic', codes: Array.from({ length: 10_000 }, (_, n) => `${n}`) }] },
      'variables[0].codes: has too many codes: at most 400',
    ],
    [
      'too many cells',
      {
        ...table,
        variables: ['a', 'b'].map((name) => ({ name, codes: Array.from({ length: 400 }, (_, n) => `${n}`) })),
      },
      'variables: make 160000 cells: at most 10000',
    ],
    ['a threshold of 1', { ...table, threshold: 1 }, 'threshold: must be from 3 to 10'],
    ['a threshold of 1,000', { ...table, threshold: 1000 }, 'threshold: must be from 3 to 10'],
    ['half a threshold', { ...table, threshold: 4.5 }, 'threshold: must be a whole number from 3 to 10'],
    [
      'groups that overlap',
      { ...table, variables: [{ ...topic, groups: { gA: ['T05', 'T06'], gB: ['T06'] } }, language] },
      "variables[0].groups.gB[0]: 'T06' is in group 'gA' too: groups must not overlap",
    ],
    [
      'a group of strangers',
      { ...table, variables: [{ ...topic, groups: { gA: ['T99'] } }, language] },
      "variables[0].groups.gA[0]: 'T99' is not a code",
    ],
    [
      'a code twice in a group',
      { ...table, variables: [{ ...topic, groups: { gA: ['T05', 'T05'] } }, language] },
      "variables[0].groups.gA[1]: 'T05' stands twice",
    ],
    [
      'a group named as a code',
      { ...table, variables: [{ ...topic, groups: { T05: ['T06'] } }, language] },
      'variables[0].groups.T05: has the name of a code',
    ],
    [
      'an empty group',
      { ...table, variables: [{ ...topic, groups: { gA: [] } }, language] },
      'variables[0].groups.gA: has no codes',
    ],
    [
      'a sensitive stranger',
      { ...table, variables: [{ ...topic, sensitive: ['T99'] }, language] },
      "variables[0].sensitive: 'T99' is not a code",
    ],
    [
      'a threshold of a stranger',
      { ...table, variables: [{ ...topic, thresholds: { T99: 10 } }, language] },
      'variables[0].thresholds.T99: is not a code',
    ],
    [
      'a table of a stranger',
      { ...table, tables: [['topic', 'age']] },
      "tables[0][1]: 'age' is not a variable",
    ],
    [
      'a table twice',
      {
        ...table,
        tables: [
          ['topic', 'language'],
          ['language', 'topic'],
        ],
      },
      'tables[1]: stands twice',
    ],
    [
      'a variable twice in a table',
      { ...table, tables: [['topic', 'topic']] },
      'tables[0]: has a variable twice',
    ],
    ['no tables', { ...table, tables: [] }, 'tables: asks for nothing'],
    ['an unknown field', { ...table, cell: 1 }, 'cell: is not a known field'],
    [
      'an earlier count of a stranger',
      { ...table, earlier: [{ published: [{ at: { age: '1' }, value: 1 }] }] },
      'earlier[0].published[0].at.age: is not known',
    ],
    [
      'an earlier code of a stranger',
      { ...table, earlier: [{ published: [{ at: { topic: 'T9' }, value: 1 }] }] },
      'earlier[0].published[0].at.topic: is not known',
    ],
    [
      'an earlier count twice',
      {
        ...table,
        earlier: [
          {
            published: [
              { at: {}, value: 1 },
              { at: {}, value: 2 },
            ],
          },
        ],
      },
      'earlier[0].published[1].at: stands twice',
    ],
    ['a list', [], /^stdin: /],
    ['a word', 'x', /^stdin: /],
  ] as const)('refuses %s', (_, input, message) => {
    let said = ''
    try {
      run(input)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      said = error.message
    }

    expect(said.split('\n')).toHaveLength(1)
    if (typeof message === 'string') expect(said).toBe(message)
    else expect(said).toMatch(message)
  })
  it('refuses earlier counts that contradict themselves', () => {
    const earlier = [
      { at: { topic: 'T05' }, value: 40 },
      { at: { topic: 'T06' }, value: 9 },
      { at: {}, value: 10 },
    ]

    expect(() => run({ ...table, earlier })).toThrow('earlier: no counts of cells fit all of these')
  })
  it('refuses what is not JSON', () => {
    expect(() => suppressCommand('{"threshold":5,')).toThrow('stdin: not JSON')
  })
})

describe('what could be read from a publication', () => {
  it('is the same as was printed with it', () => {
    const printed = run(table)

    const { published, narrow } = run(printed)

    expect(published.map(({ interval }: { interval?: unknown }) => interval)).toEqual(
      printed.published.map(({ interval }: { interval?: unknown }) => interval),
    )
    expect(narrow).toEqual([])
  })
  it('names what can be narrowed down, the narrowest first', () => {
    const cells = [
      { at: { month: '1' }, value: null },
      { at: { month: '2' }, value: 20 },
      { at: { month: '3' }, value: 30 },
      { at: {}, value: 53 },
    ]

    expect(run({ published: cells }).narrow).toEqual([{ at: { month: '1' }, interval: [3, 3] }])
  })
  it('takes earlier publications in as whole answers, as lists of counts, or as one list', () => {
    const hidden = { at: { month: '1' }, value: null }
    const before = [
      { at: { month: '1' }, value: null },
      { at: {}, value: 53 },
    ]
    const published = [hidden, { at: { month: '2' }, value: 50 }]

    for (const earlier of [[{ published: before, zerosHidden: false }], [before], before])
      expect(run({ published, earlier }).narrow).toEqual([{ at: { month: '1' }, interval: [3, 3] }])
  })
  it('is nothing where the counts contradict each other', () => {
    const published = [
      { at: { month: '1' }, value: 9 },
      { at: { month: '2' }, value: 9 },
      { at: {}, value: 17 },
    ]

    expect(() => run({ published })).toThrow('published: no counts of cells fit all of these')
  })
})
