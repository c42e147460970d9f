import type { PersonFields } from './person.ts'

type Known = { readonly id: string; readonly fields: PersonFields }

/**
 * One record out of two about the same person. What the kept one lacks comes from the other; municipalities of both stand
 * side by side; and the other is kept whole inside, so that nothing is lost and the merge can be looked at years later.
 */
export function mergePersons(keep: Known, other: Known): PersonFields {
  const filled: Record<string, unknown> = { ...keep.fields }
  for (const [name, value] of Object.entries(other.fields)) {
    const own = filled[name]
    const isMissing = own === null || own === '' || own === 'not-known'
    if (isMissing && value !== null) filled[name] = value
  }
  const merged = filled as PersonFields // the fields of two persons, one value each
  const places = new Set(keep.fields.residence.map(({ municipality, from }) => `${municipality} ${from}`))
  return {
    ...merged,
    quota: keep.fields.quota || other.fields.quota,
    unaccompanied: keep.fields.unaccompanied || other.fields.unaccompanied,
    warVolunteer: keep.fields.warVolunteer || other.fields.warVolunteer,
    directedToPlace: keep.fields.directedToPlace || other.fields.directedToPlace,
    residence: [
      ...keep.fields.residence,
      ...other.fields.residence.filter(({ municipality, from }) => !places.has(`${municipality} ${from}`)),
    ].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    notSameAs: keep.fields.notSameAs,
    mergedFrom: [
      ...keep.fields.mergedFrom,
      ...other.fields.mergedFrom,
      { id: other.id, fields: JSON.stringify({ ...other.fields, mergedFrom: [] }) },
    ],
  }
}
