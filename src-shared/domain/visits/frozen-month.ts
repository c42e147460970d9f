import { z } from 'zod'
import { declareEntity } from '../entity/entity.ts'
import { periodId } from './period.ts'
import type { VisitFields } from './visit-fields.ts'

const Count = z.int().nonnegative()
const Code = z.string().max(40)

/** One cell of month × site × channel × language × main topic × gender (visits.md §13), with its figures. */
export const FrozenCell = z.object({
  siteId: z.uuid(),
  channel: Code,
  serviceLanguage: Code,
  mainTopic: Code,
  gender: Code,
  contacts: Count,
  persons: Count,
  groups: Count,
  participants: Count,
})
export type FrozenCell = z.infer<typeof FrozenCell>

/** A month's table: what is left of its rows when they go. Internal figures; not to be published as they are (§10.4). */
export const FrozenMonthFields = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  frozenAt: z.iso.datetime({ offset: true }),
  cells: z.array(FrozenCell),
  /** The rows are gone, and these figures stand in their place. */
  isWithoutRows: z.boolean(),
})
export type FrozenMonthFields = z.infer<typeof FrozenMonthFields>

export const frozenMonth = declareEntity({
  name: 'frozenMonth',
  realm: 'open',
  fields: FrozenMonthFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'visits.md §13, proposal' },
})

/** The same on every device, as a period's id is; the fourth group tells them apart. */
export const frozenMonthId = (month: string): string => periodId(month).replace('-8000-8000-', '-8000-8001-')

type Dimension = 'siteId' | 'channel' | 'serviceLanguage' | 'mainTopic' | 'gender'
const keyOf = (cell: Pick<FrozenCell, Dimension>): string =>
  [cell.siteId, cell.channel, cell.serviceLanguage, cell.mainTopic, cell.gender].join(' ')

/** Counts rows into cells, on top of those that stand already; the same rows give the same cells in any order. */
export function freeze(rows: Iterable<VisitFields>, standing: readonly FrozenCell[] = []): FrozenCell[] {
  const cells = new Map(standing.map((cell) => [keyOf(cell), { ...cell }]))
  for (const row of rows) {
    const { siteId, channel, serviceLanguage, gender } = row
    const place = { siteId, channel, serviceLanguage, mainTopic: row.topics[0] ?? '', gender }
    const key = keyOf(place)
    const cell = cells.get(key) ?? { ...place, contacts: 0, persons: 0, groups: 0, participants: 0 }
    const isGroup = row.kind === 'group'
    cells.set(key, {
      ...cell,
      contacts: cell.contacts + (isGroup ? 0 : 1),
      persons: cell.persons + (isGroup ? 0 : (row.partySize ?? 0)),
      groups: cell.groups + (isGroup ? 1 : 0),
      participants: cell.participants + (isGroup ? (row.participants ?? 0) : 0),
    })
  }
  return [...cells.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell)
}
