import { type BrokenCell, brokenCells, cellText, type RowPlace, type SheetRow } from '../sheets/sheet-cell.ts'
import { readDate } from '../sheets/written-date.ts'
import { tidyIdentityCode } from './identity-code.ts'
import { type PersonFields, PersonFields as PersonSchema } from './person.ts'
import { nextProvenance } from './provenance.ts'

/** Columns of a sheet of persons; a person says which column is which. */
export const personTargets = [
  ...([
    'ref',
    'name',
    'birthDate',
    'identityCode',
    'permitGround',
    'municipality',
    'from',
    'firstPermit',
    'household',
  ] as const),
] as const
export type PersonTarget = (typeof personTargets)[number]
export type PersonMapping = Readonly<Partial<Record<PersonTarget, number>>>

export type PersonProblem = RowPlace & {
  readonly target: PersonTarget
  readonly text: string
  readonly why?: BrokenCell<PersonTarget>['why']
}
type Surroundings = {
  /** Permit grounds that the rules know. */
  readonly grounds: ReadonlySet<string>
  /** The code of a municipality by its code or any of its names, in small letters. */
  readonly municipalities: ReadonlyMap<string, string>
  readonly source: string
  readonly recordedBy: string
  readonly on: string
}

/** Reads persons out of a sheet; a row with anything that cannot be read is left out and told of, cell by cell. */
export function readPersonRows(
  sheet: readonly SheetRow[],
  mapping: PersonMapping,
  { grounds, municipalities, source, recordedBy, on }: Surroundings,
): { readonly persons: readonly PersonFields[]; readonly problems: readonly PersonProblem[] } {
  const persons: PersonFields[] = []
  const problems: PersonProblem[] = []
  sheet.forEach(({ cells, ...place }, index) => {
    const broken = brokenCells(cells, mapping)
    for (const cell of broken) problems.push({ ...place, ...cell })
    if (broken.length > 0) return
    const text = (target: PersonTarget): string => {
      const column = mapping[target]
      return column === undefined ? '' : cellText(cells[column])
    }
    const found: PersonTarget[] = []
    const dateOf = (target: PersonTarget): string | null => {
      const date = readDate(text(target))
      if (text(target) !== '' && date === null) found.push(target)
      return date
    }
    const birthDate = dateOf('birthDate')
    const [from, firstPermit] = [dateOf('from'), dateOf('firstPermit')]
    const ground = text('permitGround')
    if (ground !== '' && !grounds.has(ground)) found.push('permitGround')
    const municipality = municipalities.get(text('municipality').toLowerCase())
    if (text('municipality') !== '' && municipality === undefined) found.push('municipality')
    const read = PersonSchema.safeParse({
      ...{ ref: text('ref') || `R${index + 2}`, name: text('name'), birthDate: birthDate ?? '' },
      household: text('household'),
      identityCode: tidyIdentityCode(text('identityCode')) || null,
      permitGround: ground || null,
      ...{
        permitDecidedOn: null,
        permitValidFrom: null,
        permitValidTo: null,
        migriNumber: null,
        quota: false,
      },
      ...{
        familyTieId: null,
        tieBeforeArrival: null,
        firstPermit,
        death: null,
        citizenship: null,
        parentId: null,
      },
      residence: municipality && from ? [{ municipality, from, to: null }] : [],
      ...{ source, recordedBy },
    })
    if (!read.success)
      for (const { path } of read.error.issues) {
        const target = personTargets.find((one) => one === path[0])
        if (target && !found.includes(target)) found.push(target)
      }
    for (const target of found) problems.push({ ...place, target, text: text(target).slice(0, 60) })
    if (read.success && found.length === 0)
      persons.push({ ...read.data, provenance: nextProvenance(null, read.data, recordedBy, on) })
  })
  return { persons, problems }
}
