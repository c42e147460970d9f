import { z } from 'zod'
import { IsoDate } from '../../kernel/iso-date.ts'

/** What the engine needs to know of a person, and nothing more (no name, no identity code). */

export const ResidenceFact = z.strictObject({
  municipality: z.string().regex(/^\d{3}$/, 'not a municipality code of three digits'),
  from: IsoDate,
  /** The last day there; null while it lasts. */
  to: IsoDate.nullable(),
})
export type ResidenceFact = z.infer<typeof ResidenceFact>

export const PersonFacts = z.strictObject({
  ref: z.string().min(1).max(100),
  birthDate: IsoDate,
  permitGround: z.string().min(1).max(20).nullable(),
  /** True for a quota refugee and for that refugee's family members. */
  quota: z.boolean(),
  /** Date of the first permit, for those who did not meet the residence conditions when they got it. */
  firstPermit: IsoDate.nullable(),
  residence: z.array(ResidenceFact).max(500),
  death: IsoDate.nullable(),
  citizenship: IsoDate.nullable(),
  /** For a child born in Finland: the `ref` of the parent whose period the child's depends on. */
  parent: z.string().min(1).max(100).nullable(),
  // What later versions ask. A fact that is not known is left out, so that older claims stay as they were written.
  /** The other parent of such a child, where both are recorded. */
  otherParent: z.string().min(1).max(100).nullable().optional(),
  /** The day of arrival in Finland or of the move to the municipality that reception prepared for (64 §). */
  arrival: IsoDate.nullable().optional(),
  /** The day of entry to the assistance system for victims of human trafficking (59 § sub 4). */
  traffickingFrom: IsoDate.nullable().optional(),
})
export type PersonFacts = z.infer<typeof PersonFacts>

/** Whose child the person is, each with the field that says so. */
export const parentRefs = ({ parent, otherParent }: PersonFacts): readonly (readonly [string, string])[] => [
  ...(parent === null ? [] : [['parent', parent] as const]),
  ...(otherParent == null ? [] : [['otherParent', otherParent] as const]),
]

/** A problem in what was given, with the field's path as the giver wrote it. */
export type FactProblem = { readonly path: string; readonly message: string }

/** Finds histories that cannot be: the first problem by its field, or null. */
export function findImpossible(person: PersonFacts): FactProblem | null {
  const { birthDate, death, citizenship, residence } = person
  if (death !== null && death < birthDate) return { path: 'death', message: 'is before the birth date' }
  if (citizenship !== null && citizenship < birthDate)
    return { path: 'citizenship', message: 'is before the birth date' }
  for (const name of ['firstPermit', 'arrival', 'traffickingFrom'] as const) {
    const date = person[name] ?? null
    if (date !== null && date < birthDate) return { path: name, message: 'is before the birth date' }
    if (date !== null && name !== 'firstPermit' && death !== null && date > death)
      return { path: name, message: 'is after the death' }
  }
  const starts = new Set<string>()
  for (const [index, { from, to }] of residence.entries()) {
    const path = `residence[${index}]`
    if (to !== null && to < from) return { path: `${path}.to`, message: 'is before the first day there' }
    if (from < birthDate) return { path: `${path}.from`, message: 'is before the birth date' }
    if (death !== null && from > death) return { path: `${path}.from`, message: 'is after the death' }
    if (starts.has(from)) return { path: `${path}.from`, message: 'two municipalities from the same day' }
    starts.add(from)
  }
  return null
}

/** The municipality of residence on a day: of overlapping entries the later move stands. */
export function municipalityOn(residence: readonly ResidenceFact[], date: string): string | null {
  let found: ResidenceFact | null = null
  for (const entry of residence)
    if (
      entry.from <= date &&
      (entry.to === null || date <= entry.to) &&
      (found === null || entry.from > found.from)
    )
      found = entry
  return found?.municipality ?? null
}
