/** Up to this many, the records of a group are all looked at, whatever their birth dates. */
const smallGroup = 16

/** A birth date as it may be meant: as it stands, with one digit another one, or with day and month changed round. */
export function birthKeys(birthDate: string): readonly string[] {
  const [month, day] = [birthDate.slice(5, 7), birthDate.slice(8, 10)]
  return [
    birthDate,
    `${birthDate.slice(0, 4)} ${[month, day].toSorted().join(' ')}`,
    ...[0, 1, 2, 3, 5, 6, 8, 9].map((at) => `${birthDate.slice(0, at)}_${birthDate.slice(at + 1)}`),
  ]
}

type Group = { readonly members: number[]; byBirth: Map<string, number[]> | null }
const groupOf = <K>(groups: Map<K, Group>, key: K): Group => {
  const known = groups.get(key)
  if (known) return known
  const made: Group = { members: [], byBirth: null }
  groups.set(key, made)
  return made
}

/**
 * Records by two parts of their names and, where many share these, by what their birth dates may be meant as. Records and
 * parts go by numbers; each record is added once for each reading of its name.
 */
export function createDoublesIndex(birthOf: (record: number) => string, partCount: number) {
  const bySingle = new Map<number, Group>()
  const byPair = new Map<number, Group>()
  const pairKey = (a: number, b: number): number => Math.min(a, b) * partCount + Math.max(a, b)

  function add(record: number, parts: readonly number[]): void {
    parts.forEach((part, index) => {
      groupOf(bySingle, part).members.push(record)
      for (const other of parts.slice(index + 1)) groupOf(byPair, pairKey(part, other)).members.push(record)
    })
  }
  /** The members whose birth date may be meant as that of `record`, in their order; `record` itself may be among them. */
  function near(group: Group | undefined, record: number): readonly (readonly number[])[] {
    if (!group) return []
    if (group.members.length <= smallGroup) return [group.members]
    if (!group.byBirth) {
      group.byBirth = new Map()
      for (const member of group.members)
        for (const key of birthKeys(birthOf(member))) {
          const list = group.byBirth.get(key)
          if (list) list.push(member)
          else group.byBirth.set(key, [member])
        }
    }
    return birthKeys(birthOf(record)).flatMap((key) => {
      const list = group.byBirth?.get(key)
      return list ? [list] : []
    })
  }
  return {
    add,
    /** Lists of records that may be doubles of one whose only part is like one of `parts`. */
    ofSingle: (record: number, parts: Iterable<number>): readonly (readonly number[])[] =>
      [...parts].flatMap((part) => near(bySingle.get(part), record)),
    /** The same for one that has a part like one of `first`, and another like one of `second`. */
    ofPair: (
      record: number,
      first: Iterable<number>,
      second: readonly number[],
    ): readonly (readonly number[])[] =>
      [...first].flatMap((a) => second.flatMap((b) => near(byPair.get(pairKey(a, b)), record))),
  }
}
