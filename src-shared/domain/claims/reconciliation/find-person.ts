import { tidyLabel } from '../../../text/label-index.ts'
import { readIdentityCode, tidyIdentityCode } from '../../people/identity-code.ts'
import type { KnownPerson } from '../../people/person.ts'
import { nameKeys } from '../../people/person-name.ts'

/** A row of a list, as far as it tells who is meant; `identityCode` is tidy. */
type Wanted = {
  readonly identityCode: string
  readonly birthDate: string | null
  readonly name: string
  readonly ref: string
}

/** A code without the sign of its century, which some lists leave out or write as a space: `010190900P`. */
const withoutSign = (code: string): string => code.slice(0, 6) + code.slice(7)
const isWithoutSign = (code: string): boolean => /^\d{9}[0-9A-Z]$/.test(code)

/** Finds the person of a row: by code, by reference, else by birth date and name. Built once, asked for each row. */
export function personFinder(persons: readonly KnownPerson[]): (wanted: Wanted) => string | null {
  const codes = new Map<string, string>()
  for (const { id, fields } of persons)
    if (fields.identityCode) codes.set(id, tidyIdentityCode(fields.identityCode))
  const byCode = onlyOnes([...codes].map(([id, code]) => [code, id]))
  const byDigits = onlyOnes([...codes].map(([id, code]) => [withoutSign(code), id]))
  const byRef = onlyOnes(persons.map(({ id, fields }) => [tidyLabel(fields.ref), id]))
  const byBirthAndName = Map.groupBy(
    persons.flatMap(({ id, fields }) =>
      nameKeys(fields.name).all.map((key) => ({ id, key: `${fields.birthDate} ${key}` })),
    ),
    ({ key }) => key,
  )
  return ({ identityCode, birthDate, name, ref }) => {
    const found =
      byCode.get(identityCode) ??
      (isWithoutSign(identityCode) ? byDigits.get(identityCode) : undefined) ??
      byRef.get(tidyLabel(ref))
    if (found) return found
    const read = readIdentityCode(identityCode)
    const born = birthDate ?? read?.birthDate ?? null
    if (born === null) return null
    const named = (keys: readonly string[]): readonly string[] => {
      const persons = keys.flatMap((key) => byBirthAndName.get(`${born} ${key}`) ?? [])
      return [...new Set(persons.map(({ id }) => id))]
    }
    // two codes that differ are two people
    const mayBe = (id: string): boolean => read === null || !codes.has(id)
    const { usual, all } = nameKeys(name)
    const alike = named(usual)
    const [only, other] = (alike.length > 0 ? alike : named(all)).filter(mayBe)
    // two people of one name and birthday are for a person to tell apart
    return other === undefined ? (only ?? null) : null
  }
}

/** What is under a key that only one has; what two have tells nobody apart. */
function onlyOnes(entries: readonly (readonly [key: string, id: string])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const [key, id] of entries) {
    if (found.has(key)) twice.add(key)
    found.set(key, id)
  }
  for (const key of twice) found.delete(key)
  return found
}
