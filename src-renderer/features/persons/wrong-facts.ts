import type { PersonForm } from './model.ts'

/** What cannot be true of a person, by the field of the form that shows it. */
export type WrongFact =
  | 'missing'
  | 'future'
  | 'beforeBirth'
  | 'beforeStart'
  | 'afterDeath'
  | 'sameDay'
  | 'noMunicipality'
  | 'noFrom'

export const residenceField = (key: number, part: 'municipality' | 'from' | 'to'): string =>
  `residence.${key}.${part}`

/**
 * Looks at all of a form, so that everything is put right in one go. Of days that contradict each other the later field is
 * named, except that a birth in the future is the birth date's own mistake.
 */
export function wrongFactsOf(form: PersonForm, today: string): ReadonlyMap<string, WrongFact> {
  const found = new Map<string, WrongFact>()
  const add = (field: string, what: WrongFact, isSo: boolean): void => {
    if (isSo && !found.has(field)) found.set(field, what)
  }
  for (const name of ['ref', 'name', 'birthDate'] as const) add(name, 'missing', form[name].trim() === '')
  const isBorn = form.birthDate !== '' && form.birthDate <= today
  add('birthDate', 'future', form.birthDate > today)
  add('death', 'future', form.death > today)
  for (const name of ['firstPermit', 'traffickingFrom', 'arrivedOn', 'citizenship', 'death'] as const)
    add(name, 'beforeBirth', isBorn && form[name] !== '' && form[name] < form.birthDate)
  for (const name of ['traffickingFrom', 'arrivedOn'] as const)
    add(name, 'afterDeath', form.death !== '' && form[name] > form.death)
  const starts = new Set<string>()
  for (const { key, municipality, from, to } of form.residence) {
    if (municipality === '' && from === '' && to === '') continue
    const at = (part: 'municipality' | 'from' | 'to'): string => residenceField(key, part)
    add(at('municipality'), 'noMunicipality', municipality === '')
    add(at('from'), 'noFrom', from === '')
    add(at('from'), 'beforeBirth', isBorn && from !== '' && from < form.birthDate)
    add(at('from'), 'afterDeath', form.death !== '' && from > form.death)
    add(at('from'), 'sameDay', from !== '' && starts.has(from))
    add(at('to'), 'beforeStart', to !== '' && to < from)
    starts.add(from)
  }
  return found
}
