import { createLabelIndex } from '../../../text/label-index.ts'
import { readIdentityCode, tidyIdentityCode } from '../../identity-code.ts'
import type { PersonFields } from '../../person.ts'
import { nameKeys } from '../../person-name.ts'

export type KnownPerson = { readonly id: string; readonly fields: PersonFields }

/** Finds the person of a row: by code, by reference, else by birth date and name. Built once, asked for each row. */
export function personFinder(persons: readonly KnownPerson[]) {
  const byCode = new Map<string, string>()
  const byRef = createLabelIndex(persons.map(({ id, fields }) => [fields.ref, id] as const))
  const byBirthAndName = new Map<string, Set<string>>()
  for (const { id, fields } of persons) {
    if (fields.identityCode) byCode.set(tidyIdentityCode(fields.identityCode), id)
    for (const key of nameKeys(fields.name).all) {
      const place = `${fields.birthDate} ${key}`
      byBirthAndName.set(place, (byBirthAndName.get(place) ?? new Set()).add(id))
    }
  }
  const named = (birthDate: string, keys: readonly string[]): ReadonlySet<string> =>
    new Set(keys.flatMap((key) => [...(byBirthAndName.get(`${birthDate} ${key}`) ?? [])]))
  return (row: {
    identityCode: string
    birthDate: string | null
    name: string
    ref: string
  }): string | null => {
    const found = byCode.get(row.identityCode) ?? byRef(row.ref)
    if (found) return found
    const birthDate = row.birthDate ?? readIdentityCode(row.identityCode)?.birthDate ?? null
    if (birthDate === null) return null
    const { usual, all } = nameKeys(row.name)
    const alike = named(birthDate, usual)
    const [only, other] = alike.size > 0 ? alike : named(birthDate, all)
    // two people of one name and birthday are for a person to tell apart
    return other === undefined ? (only ?? null) : null
  }
}
