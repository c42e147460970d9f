import type { FindCode } from '../../codes/code-finder.ts'
import { brokenCells, cellText, type RowPlace, type SheetRow } from '../../sheets/sheet-cell.ts'
import { readDate } from '../../sheets/written-date.ts'
import type { FieldProblem } from '../entity/entity.ts'
import { tidyIdentityCode } from './identity-code.ts'
import { type PersonFields, PersonFields as PersonSchema, personToFacts } from './person.ts'
import { findImpossible } from './person-facts.ts'
import { nextProvenance } from './provenance.ts'

/** Columns of a sheet of persons; a person says which column is which. */
export const personTargets = [
  'ref',
  'name',
  'birthDate',
  'identityCode',
  'permitGround',
  'municipality',
  'from',
  'firstPermit',
  'household',
] as const
export type PersonTarget = (typeof personTargets)[number]
export type PersonMapping = Readonly<Partial<Record<PersonTarget, number>>>

/** `why` is the rule that the cell breaks, or what keeps it from being read; none where its text explains itself. */
export type PersonProblem = RowPlace & {
  readonly target: PersonTarget
  readonly text: string
  readonly why?: string
}
type Surroundings = {
  /** A permit ground that the rules know, and a municipality, by what was written. */
  readonly findGround: FindCode
  readonly findMunicipality: FindCode
  /** Grounds that make a quota refugee by themselves (61 § sub 3). */
  readonly quotaGrounds: ReadonlySet<string>
  /** What keeps a new person from being saved: the very check that saving makes. */
  readonly check: (fields: PersonFields) => readonly FieldProblem[]
  readonly source: string
  readonly recordedBy: string
  readonly on: string
}

/** Reads persons out of a sheet; a row with anything that cannot be read or saved is left out and told of, cell by cell. */
export function readPersonRows(
  sheet: readonly SheetRow[],
  mapping: PersonMapping,
  surroundings: Surroundings,
): { readonly persons: readonly PersonFields[]; readonly problems: readonly PersonProblem[] } {
  const persons: PersonFields[] = []
  const problems: PersonProblem[] = []
  for (const row of sheet) {
    const read = readRow(row, mapping, surroundings)
    if (read.person && read.problems.length === 0) persons.push(read.person)
    problems.push(...read.problems)
  }
  return { persons, problems }
}

type ReadRow = { readonly person: PersonFields | null; readonly problems: readonly PersonProblem[] }

function readRow(
  { cells, ...place }: SheetRow,
  mapping: PersonMapping,
  { findGround, findMunicipality, quotaGrounds, check, source, recordedBy, on }: Surroundings,
): ReadRow {
  const broken = brokenCells(cells, mapping)
  if (broken.length > 0) return { person: null, problems: broken.map((cell) => ({ ...place, ...cell })) }
  const text = (target: PersonTarget): string => cellText(cells[mapping[target] ?? -1])
  const found = new Map<PersonTarget, PersonProblem>()
  const add = (target: PersonTarget, why?: string): void => {
    if (!found.has(target))
      found.set(target, { ...place, target, text: text(target).slice(0, 60), ...(why ? { why } : {}) })
  }
  const read = <T>(target: PersonTarget, by: (written: string) => T | null | undefined): T | null => {
    const value = text(target) === '' ? null : (by(text(target)) ?? null)
    if (value === null && text(target) !== '') add(target)
    return value
  }
  const birthDate = read('birthDate', readDate)
  const from = read('from', readDate)
  const municipality = read('municipality', findMunicipality)
  // a municipality and its first day come together, or one of them would be dropped
  const [isNowhere, isUndated] = [text('municipality') === '', text('from') === '']
  if (isUndated && !isNowhere) add('municipality', 'half-municipality')
  if (isNowhere && !isUndated) add('from', 'half-from')
  const permitGround = read('permitGround', findGround)
  const fields = {
    ref: text('ref') || `R${place.line}`,
    name: text('name'),
    birthDate: birthDate ?? '',
    identityCode: tidyIdentityCode(text('identityCode')) || null,
    permitGround,
    quota: permitGround !== null && quotaGrounds.has(permitGround),
    firstPermit: read('firstPermit', readDate),
    household: text('household'),
    residence: municipality !== null && from !== null ? [{ municipality, from, to: null }] : [],
    permitDecidedOn: null,
    permitValidFrom: null,
    permitValidTo: null,
    migriNumber: null,
    familyTieId: null,
    tieBeforeArrival: null,
    death: null,
    citizenship: null,
    parentId: null,
    source,
    recordedBy,
  }
  const shape = PersonSchema.safeParse(fields)
  if (!shape.success) {
    for (const { path } of shape.error.issues) add(targetOf(path[0]))
    return { person: null, problems: [...found.values()] }
  }
  const person = { ...shape.data, provenance: nextProvenance(null, shape.data, recordedBy, on) }
  for (const { id, field } of check(person)) add(targetOf(field), id)
  const impossible = findImpossible(personToFacts('', person))
  if (impossible) add(impossible.path.endsWith('from') ? 'from' : targetOf(impossible.path), 'P01')
  return { person, problems: [...found.values()] }
}

/** The column to which a problem of a field belongs; what is in no column is told of at the reference. */
const targetOf = (field: PropertyKey | undefined): PersonTarget =>
  field === 'residence' ? 'municipality' : (personTargets.find((target) => target === field) ?? 'ref')
