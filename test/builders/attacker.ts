import highsLoader from 'highs'
import type { Suppressed } from '../../src-shared/domain/disclosure/suppress.ts'

/** Variables as the command takes them. */
export type Variables = readonly {
  readonly name: string
  readonly codes: readonly string[]
  readonly groups?: Readonly<Record<string, readonly string[]>>
}[]
export type Printed = Pick<Suppressed, 'published' | 'zerosHidden'>
type At = Suppressed['published'][number]['at']

const highs = await highsLoader()

/**
 * Somebody who knows the printed counts of the same cells, and the rules, and has a solver of their own (HiGHS, mixed-integer). Knows
 * nothing of our code: reads what is printed.
 */
export class Attacker {
  private readonly rows: string[] = []
  private readonly names: readonly string[]

  private readonly variables: Variables

  constructor(variables: Variables, publications: readonly Printed[]) {
    this.variables = variables
    this.names = this.cellsOf({})
    let number = 0
    for (const { published, zerosHidden } of publications)
      for (const { at, value } of published) {
        const sum = this.cellsOf(at).join(' + ')
        this.rows.push(` r${number++}: ${sum} ${value === null ? `>= ${zerosHidden ? 0 : 1}` : `= ${value}`}`)
      }
  }

  /** The least and the most that a count can be; null where nothing bounds it. */
  interval(at: At): readonly [number, number | null] {
    return [this.end(at, 'Minimize') ?? Number.NaN, this.end(at, 'Maximize')]
  }

  private end(at: At, goal: 'Minimize' | 'Maximize'): number | null {
    const text = [
      goal,
      ` o: ${this.cellsOf(at).join(' + ')}`,
      'Subject To',
      ...this.rows,
      'General',
      ` ${this.names.join(' ')}`,
      'End',
    ]
    const { Status: status, ObjectiveValue: value } = highs.solve(text.join('\n'))
    if (status === 'Optimal') return Math.round(value)
    if (status === 'Unbounded' || status === 'Primal infeasible or unbounded') return null
    throw new Error(`${status}: ${text.join('\n')}`)
  }

  private cellsOf(at: At): string[] {
    let cells = ['x']
    for (const { name, codes, groups = {} } of this.variables) {
      const part = at[name]
      const inPart = part === undefined ? codes : (groups[part] ?? [part])
      cells = cells.flatMap((cell) => inPart.map((code) => `${cell}_${codes.indexOf(code)}`))
    }
    return cells
  }
}
