/** A variable of a table. A part of it is a code, a group of codes, or all of it: numbered in this order. */
export type Variable = {
  readonly name: string
  readonly codes: readonly string[]
  readonly groups: readonly { readonly name: string; readonly codes: readonly number[] }[]
  /** Codes in which a whole row gives something away (visits.md §10.4 rule 6). */
  readonly sensitive: ReadonlySet<number>
  /** Codes that have a threshold of their own, larger than that of the table (rule 1). */
  readonly thresholds: ReadonlyMap<number, number>
  /** The variable is a language. */
  readonly isLanguage: boolean
  /** Its sensitive codes are so in rows of rare languages only. */
  readonly isOfRareLanguages: boolean
}

/** One published count: the sum of all cells that lie in a part of each variable. */
export type Place = { readonly parts: readonly number[]; readonly key: number }

/** The cells of up to four variables, and the parts that counts are published for. */
export class Space {
  readonly size: number
  /** How many places there are: keys are smaller. */
  readonly places: number
  private readonly strides: readonly number[]
  private readonly keyStrides: readonly number[]
  private readonly codesOfPart: readonly (readonly (readonly number[])[])[]

  readonly variables: readonly Variable[]

  constructor(variables: readonly Variable[]) {
    this.variables = variables
    let size = 1
    const strides: number[] = []
    for (const { codes } of variables.toReversed()) {
      strides.unshift(size)
      size *= codes.length
    }
    let places = 1
    const keyStrides: number[] = []
    for (const { codes, groups } of variables.toReversed()) {
      keyStrides.unshift(places)
      places *= codes.length + groups.length + 1
    }
    this.size = size
    this.strides = strides
    this.places = places
    this.keyStrides = keyStrides
    this.codesOfPart = variables.map(({ codes, groups }) => [
      ...codes.map((_, code) => [code]),
      ...groups.map((group) => group.codes),
      codes.map((_, code) => code),
    ])
  }

  /** The part that is all of a variable. */
  whole(variable: number): number {
    return (this.codesOfPart[variable]?.length ?? 1) - 1
  }

  isCode(variable: number, part: number): boolean {
    return part < (this.variables[variable]?.codes.length ?? 0)
  }

  codesOf(variable: number, part: number): readonly number[] {
    return this.codesOfPart[variable]?.[part] ?? []
  }

  /** The parts that a code lies in, the whole included. */
  partsWith(variable: number, code: number): number[] {
    const groups = this.variables[variable]?.groups ?? []
    const base = this.whole(variable) - groups.length
    return [
      code,
      ...groups.flatMap(({ codes }, index) => (codes.includes(code) ? [base + index] : [])),
      this.whole(variable),
    ]
  }

  place(parts: readonly number[]): Place {
    return { parts, key: this.keyOf(parts) }
  }

  keyOf(parts: readonly number[]): number {
    return parts.reduce((key, part, variable) => key + part * this.keyStride(variable), 0)
  }

  /** How far keys of neighbouring parts of a variable lie apart. */
  keyStride(variable: number): number {
    return this.keyStrides[variable] ?? 0
  }

  keyOfCell(cell: number): number {
    return this.keyOf(this.codesAt(cell))
  }

  /** The cell that a key is of; undefined where it is a sum. */
  cellOfKey(key: number): number | undefined {
    const codes = this.variables.map(
      ({ codes: all, groups }, variable) =>
        Math.floor(key / this.keyStride(variable)) % (all.length + groups.length + 1),
    )
    return codes.every((code, variable) => this.isCode(variable, code)) ? this.cellAt(codes) : undefined
  }

  /** The cell of a code of each variable. */
  cellAt(codes: readonly number[]): number {
    return codes.reduce((cell, code, variable) => cell + code * (this.strides[variable] ?? 0), 0)
  }

  codesAt(cell: number): number[] {
    return this.variables.map(
      ({ codes }, variable) => Math.floor(cell / (this.strides[variable] ?? 1)) % codes.length,
    )
  }

  cellsOf({ parts }: Place): number[] {
    let cells = [0]
    for (const [variable, part] of parts.entries()) {
      const stride = this.strides[variable] ?? 0
      cells = cells.flatMap((cell) => this.codesOf(variable, part).map((code) => cell + code * stride))
    }
    return cells
  }

  /** All places of the table of some variables: codes first, then groups, the last variable running fastest. */
  placesOf(table: readonly number[]): Place[] {
    let found: (readonly number[])[] = [[]]
    for (const variable of this.variables.keys()) {
      const whole = this.whole(variable)
      const parts = table.includes(variable) ? Array.from({ length: whole }, (_, part) => part) : [whole]
      found = found.flatMap((before) => parts.map((part) => [...before, part]))
    }
    return found.map((parts) => this.place(parts))
  }

  /** The name of a part: a code or a group; undefined for all of the variable. */
  nameOf(variable: number, part: number): string | undefined {
    const { codes = [], groups = [] } = this.variables[variable] ?? {}
    return codes[part] ?? groups[part - codes.length]?.name
  }
}
