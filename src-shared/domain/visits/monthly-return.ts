import type { VisitFields } from './visit-fields.ts'

/** A month of the national return (visits.md §10.2, S13). Women, men and the others are contacts, as the client was noted. */
export type MonthlyReturn = {
  readonly month: string
  readonly contacts: number
  readonly persons: number
  readonly groups: number
  readonly participants: number
  readonly women: number
  readonly men: number
  readonly other: number
  readonly notAsked: number
  /** Contacts by service language and by main topic. */
  readonly languages: ReadonlyMap<string, number>
  readonly topics: ReadonlyMap<string, number>
}

export function monthlyReturn(month: string, visits: readonly VisitFields[]): MonthlyReturn {
  const contacts = visits.filter(({ kind }) => kind === 'individual')
  const groups = visits.filter(({ kind }) => kind === 'group')
  const ofGender = (code: string): number => contacts.filter(({ gender }) => gender === code).length
  const by = (of: (visit: VisitFields) => string): ReadonlyMap<string, number> =>
    new Map(
      [...Map.groupBy(contacts, of)].map(([code, some]): [string, number] => [code, some.length]).toSorted(),
    )
  const [women, men, notAsked] = [ofGender('female'), ofGender('male'), ofGender('not-asked')]
  return {
    month,
    contacts: contacts.length,
    persons: contacts.reduce((sum, { partySize }) => sum + (partySize ?? 0), 0),
    groups: groups.length,
    participants: groups.reduce((sum, { participants }) => sum + (participants ?? 0), 0),
    women,
    men,
    other: contacts.length - women - men - notAsked,
    notAsked,
    languages: by(({ serviceLanguage }) => serviceLanguage),
    topics: by(({ topics }) => topics[0] ?? ''),
  }
}
