import { describe, expect, it } from 'vitest'
import { judge } from './house.ts'
import { type Measures, measure } from './house-measure.ts'

const source = (name: string, ...lines: string[]) => ({ name, text: `${lines.join('\n')}\n` })
const ofLines = (name: string, count: number) => source(name, ...Array.from({ length: count }, () => '//'))

describe('the numbers of the house', () => {
  it('tell the median, nine in ten and the longest file', () => {
    const sources = Array.from({ length: 10 }, (_, at) => ofLines(`src/${at}.ts`, (at + 1) * 10))

    expect(measure(sources)).toMatchObject({
      files: 10,
      medianLines: 50,
      p90Lines: 90,
      longestFile: { name: 'src/9.ts', lines: 100 },
    })
  })

  it('name the longest function, however it is written, and look into suites', () => {
    const text = [
      "describe('all', () => {",
      "  it('does', () => {",
      '    one()',
      '    two()',
      '  })',
      '})',
      'const short = () =>',
      '  1',
    ]

    expect(measure([source('a.test.ts', ...text)]).longestFunction).toEqual({
      name: "a.test.ts: it('does')",
      lines: 4,
    })
  })

  it('count casts, and not what only looks like one', () => {
    const text = [
      "import { a as b } from './b.ts'",
      'const c = [1] as const',
      'const d = b as unknown as string',
    ]

    expect(measure([source('a.ts', ...text)]).casts).toBe(2)
  })

  it('count comments that silence the linter or the compiler', () => {
    const text = ['// biome-ignore lint/x: y', '/* @ts-expect-error */', "const text = 'biome-ignore'"]

    expect(measure([source('a.ts', ...text)]).ignores).toBe(2)
  })

  it('find folders that import each other, also the long way round', () => {
    const to = (folder: string) => `import { x } from '../${folder}/x.ts'`
    const tree = [source('s/a/x.ts', to('b')), source('s/b/x.ts', to('c')), source('s/c/x.ts', to('d'))]

    expect(measure([...tree, source('s/d/x.ts')]).folderCircles).toBe(0)
    expect(measure([...tree, source('s/d/x.ts', to('b'))]).folderCircles).toBe(1)
  })
})

describe('a bound', () => {
  const measures: Measures = measure([ofLines('a.ts', 100)])
  const wide = {
    medianLines: 100,
    p90Lines: 100,
    longestFile: 100,
    longestFunction: 0,
    casts: 0,
    ignores: 0,
    folderCircles: 0,
  }

  it('is kept by a number that reaches it', () => {
    expect(judge('product', measures, wide).over).toEqual([])
  })
  it('names a number that is over it', () => {
    const { over, lines } = judge('product', measures, { ...wide, longestFile: 99 })

    expect(over).toEqual(['product: longest file           100 of 99  a.ts'])
    expect(lines.join('\n')).toContain('100 of 99  a.ts  ← over its bound')
  })
})
