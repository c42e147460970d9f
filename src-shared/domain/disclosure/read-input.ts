import { err, ok, type Result } from '../../kernel/result.ts'
import {
  type EntryInput,
  limits,
  type PublicationInput,
  type TablesInput,
  type VariableInput,
} from './input.ts'
import type { Earlier, Request } from './request.ts'
import { type Place, Space, type Variable } from './space.ts'

/** What is wrong with an input, and the field that it is wrong in. */
export type InputProblem = { readonly path: string; readonly message: string }
type Read<T> = Result<T, InputProblem>

/** A request from its JSON; what does not fit together is named by its field. */
export function readTables(input: TablesInput): Read<Request> {
  const space = readSpace(input.variables)
  if (!space.ok) return space
  const counts: number[] = []
  const problem = readCells(input.cells, space.value, 0, 'cells', counts)
  if (problem) return err(problem)
  const tables = readTableNames(input.tables, space.value)
  if (!tables.ok) return tables
  const earlier: Earlier[] = []
  for (const [index, one] of input.earlier.entries()) {
    const read = readPublication(one, space.value, `earlier[${index}].published`)
    if (!read.ok) return read
    earlier.push(read.value)
  }
  return ok({ threshold: input.threshold, space: space.value, counts, tables: tables.value, earlier })
}

/** The space of some variables; names and codes are unique, groups know their codes and share none. */
export function readSpace(inputs: readonly VariableInput[]): Read<Space> {
  const variables: Variable[] = []
  for (const [index, input] of inputs.entries()) {
    const path = `variables[${index}]`
    if (inputs.findIndex(({ name }) => name === input.name) < index)
      return err({ path: `${path}.name`, message: `'${input.name}' stands twice` })
    const read = readVariable(input, path)
    if (!read.ok) return read
    variables.push(read.value)
  }
  const space = new Space(variables)
  if (space.size > limits.cells)
    return err({ path: 'variables', message: `make ${space.size} cells: at most ${limits.cells}` })
  return ok(space)
}

function readVariable(input: VariableInput, path: string): Read<Variable> {
  const { name, codes } = input
  const twice = codes.findIndex((code, index) => codes.indexOf(code) < index)
  if (twice >= 0) return err({ path: `${path}.codes[${twice}]`, message: `'${codes[twice]}' stands twice` })
  const numbers = new Map(codes.map((code, index) => [code, index]))
  const takenBy = new Map<string, string>()
  const groups: Variable['groups'][number][] = []
  for (const [group, members] of Object.entries(input.groups)) {
    const at = `${path}.groups.${group}`
    if (numbers.has(group)) return err({ path: at, message: 'has the name of a code' })
    for (const [index, member] of members.entries()) {
      if (!numbers.has(member)) return err({ path: `${at}[${index}]`, message: `'${member}' is not a code` })
      const other = takenBy.get(member)
      if (other === group) return err({ path: `${at}[${index}]`, message: `'${member}' stands twice` })
      if (other !== undefined)
        return err({
          path: `${at}[${index}]`,
          message: `'${member}' is in group '${other}' too: groups must not overlap`,
        })
      takenBy.set(member, group)
    }
    groups.push({ name: group, codes: members.flatMap((member) => numbers.get(member) ?? []) })
  }
  const kind = kindOf(name)
  const named = (list: readonly string[]): number[] => list.flatMap((code) => numbers.get(code) ?? [])
  const sensitive = input.sensitive ?? kind.sensitive
  const listed = Array.isArray(sensitive)
    ? sensitive
    : sensitive
      ? codes.filter((code) => !saysNothing(code))
      : []
  const unknown = listed.find((code) => Array.isArray(input.sensitive) && !numbers.has(code))
  if (unknown !== undefined) return err({ path: `${path}.sensitive`, message: `'${unknown}' is not a code` })
  const thresholds = input.thresholds ?? kind.thresholds
  const stranger = Object.keys(input.thresholds ?? {}).find((code) => !numbers.has(code))
  if (stranger !== undefined) return err({ path: `${path}.thresholds.${stranger}`, message: 'is not a code' })
  return ok({
    name,
    codes,
    groups,
    sensitive: new Set(named(listed)),
    thresholds: new Map(
      named(Object.keys(thresholds)).map((code) => [code, thresholds[codes[code] ?? ''] ?? 0]),
    ),
    isLanguage: kind.isLanguage,
    isOfRareLanguages: input.sensitive === undefined && kind.isOfRareLanguages,
  })
}

const saysNothing = (code: string): boolean => /^(other-or-)?not-asked$|^unknown$/.test(code)

type Kind = {
  readonly sensitive: boolean | readonly string[]
  readonly thresholds: Readonly<Record<string, number>>
  readonly isLanguage: boolean
  readonly isOfRareLanguages: boolean
}

/** Health, social care, crime and violence: topics that say much of a person. */
const sensitiveTopics = ['T15', 'T16', 'T20']

/** What §10.4 rules 1 and 6 say of the fields of a visit, by the names that they have there. */
function kindOf(name: string): Kind {
  const plain: Kind = { sensitive: false, thresholds: {}, isLanguage: false, isOfRareLanguages: false }
  switch (name) {
    case 'residenceBasis':
      return { ...plain, sensitive: true }
    case 'topic':
    case 'topics':
    case 'mainTopic':
      return {
        ...plain,
        sensitive: sensitiveTopics,
        thresholds: Object.fromEntries(sensitiveTopics.map((topic) => [topic, 10])),
      }
    case 'gender':
      return { ...plain, sensitive: true, isOfRareLanguages: true }
    case 'language':
    case 'serviceLanguage':
    case 'motherTongue':
      return { ...plain, isLanguage: true }
    default:
      return plain
  }
}

/** Fills `counts` from lists in lists; the problem if there is one. */
function readCells(
  given: unknown,
  space: Space,
  level: number,
  path: string,
  counts: number[],
): InputProblem | undefined {
  const variable = space.variables[level]
  if (variable) {
    if (given === undefined) return { path, message: 'is missing' }
    if (!Array.isArray(given))
      return { path, message: `must be a list of ${variable.codes.length} for ${variable.name}` }
    if (given.length !== variable.codes.length)
      return { path, message: `has ${given.length} for ${variable.codes.length} codes of ${variable.name}` }
    for (const [index, one] of given.entries()) {
      const problem = readCells(one, space, level + 1, `${path}[${index}]`, counts)
      if (problem) return problem
    }
    return undefined
  }
  if (given === null || given === undefined) return { path, message: 'is missing' }
  if (typeof given !== 'number') return { path, message: 'must be a whole number' }
  if (!Number.isInteger(given)) return { path, message: 'must be a whole number' }
  if (given < 0) return { path, message: 'must not be negative' }
  if (given > limits.count) return { path, message: `must not be over ${limits.count}` }
  counts.push(given)
  return undefined
}

function readTableNames(
  given: readonly (readonly string[])[] | undefined,
  { variables }: Space,
): Read<number[][]> {
  if (!given) return ok(allTables(variables.length))
  const tables: number[][] = []
  for (const [index, names] of given.entries()) {
    const path = `tables[${index}]`
    const table = names.map((name) => variables.findIndex((variable) => variable.name === name))
    const unknown = table.indexOf(-1)
    if (unknown >= 0)
      return err({ path: `${path}[${unknown}]`, message: `'${names[unknown]}' is not a variable` })
    if (new Set(table).size < table.length) return err({ path, message: 'has a variable twice' })
    const key = table.toSorted().join()
    if (tables.some((other) => other.toSorted().join() === key)) return err({ path, message: 'stands twice' })
    tables.push(table)
  }
  if (tables.length === 0) return err({ path: 'tables', message: 'asks for nothing' })
  return ok(tables)
}

/** The full table and all its margins, the total last. */
const allTables = (variables: number): number[][] =>
  Array.from({ length: 2 ** variables }, (_, mask) =>
    Array.from({ length: variables }, (_one, variable) => variable).filter(
      (variable) => (mask >> (variables - 1 - variable)) % 2 === 1,
    ),
  ).toSorted((a, b) => b.length - a.length || a.join().localeCompare(b.join()))

/** A publication of counts; each once, at codes or groups of the variables. */
export function readPublication(input: PublicationInput, space: Space, path: string): Read<Earlier> {
  const shown: { place: Place; value: number }[] = []
  const hidden: Place[] = []
  const seen = new Set<number>()
  for (const [index, { at, value }] of input.published.entries()) {
    const place = placeAt(at, space)
    if (typeof place === 'string')
      return err({ path: `${path}[${index}].at.${place}`, message: 'is not known' })
    if (seen.has(place.key)) return err({ path: `${path}[${index}].at`, message: 'stands twice' })
    seen.add(place.key)
    if (value === null) hidden.push(place)
    else shown.push({ place, value })
  }
  return ok({ shown, hidden, zerosHidden: input.zerosHidden })
}

/** The place of names of parts; the variable that has none of that name. */
export function placeAt(at: EntryInput['at'], space: Space): Place | string {
  const stranger = Object.keys(at).find((name) => !space.variables.some((variable) => variable.name === name))
  if (stranger !== undefined) return stranger
  const parts: number[] = []
  for (const [variable, { name, codes, groups }] of space.variables.entries()) {
    const given = at[name]
    const code = given === undefined ? space.whole(variable) : codes.indexOf(given)
    const group = groups.findIndex((one) => one.name === given)
    if (code < 0 && group < 0) return name
    parts.push(code >= 0 ? code : codes.length + group)
  }
  return space.place(parts)
}
