import { z } from 'zod'
import { IsoDate } from '../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem, type ProposedChange } from '../entity/entity.ts'
import defaultFields from './handover-profile.json' with { type: 'json' }
import { VisitFields } from './visit-fields.ts'

/**
 * Handing the register over to ALPO (visits.md §11.3). Nothing public describes how it takes data in, so the fields it
 * wants are data: a profile names each target field, where its value comes from and what its codes are called there.
 */

/** What may leave: no note, no worker, and of the time the hour only (visits.md §11.1). */
export const sourceFields = [
  ...(Object.keys(VisitFields.shape) as (keyof VisitFields)[]).filter(
    (name) => name !== 'note' && name !== 'userId' && name !== 'startTime',
  ),
  'hour',
] as const

const Name = z.string().trim().min(1).max(80)
export const MappedField = z.strictObject({
  targetField: Name,
  sourceField: z.string().refine((name) => (sourceFields as readonly string[]).includes(name)),
  /** What each code is called there; null where codes go as they are. A code that is missing stops the export. */
  codeMap: z.record(z.string().max(40), z.string().max(200)).nullable(),
  /** What stands where the visit holds nothing. */
  default: z.string().max(200).nullable(),
  /** Nothing may be left out; otherwise a visit without a value stops the export. */
  dropIfEmpty: z.boolean(),
})
export type MappedField = z.infer<typeof MappedField>

export const HandoverProfileFields = z.object({ fields: z.array(MappedField).min(1).max(60) })
export type HandoverProfileFields = z.infer<typeof HandoverProfileFields>

export const handoverProfile = declareEntity({
  name: 'handoverProfile',
  realm: 'open',
  fields: HandoverProfileFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  problems: targetProblems,
  retention: { rule: 'as long as the register', source: 'visits.md §11.3, proposal' },
})

/** There is one record of it: the same id on every device. */
export const handoverProfileId = '00000000-0000-8000-8000-000000000003'
/** An assumption until KEHA publishes a field list: our own names and codes, as they are. */
export const defaultProfile: HandoverProfileFields = HandoverProfileFields.parse({ fields: defaultFields })

function targetProblems({ after }: ProposedChange<HandoverProfileFields>): readonly FieldProblem[] {
  const names = after.fields.map(({ targetField }) => targetField)
  return new Set(names).size === names.length ? [] : [{ id: 'H01', field: 'fields' }]
}

/** That a visit has been keyed into ALPO: by whom, when, and what it said then. Beside the visit, whose month may be closed. */
export const HandedOverFields = z.object({
  /** The day of the visit. */
  date: IsoDate,
  isDone: z.boolean(),
  doneBy: z.uuid(),
  doneAt: z.iso.datetime({ offset: true }),
  /** SHA-256 of what was keyed, so that a later correction is seen. */
  keyed: z.string().regex(/^[0-9a-f]{64}$/),
})
export type HandedOverFields = z.infer<typeof HandedOverFields>

/** Its id is that of the visit. */
export const handedOver = declareEntity({
  name: 'handedOver',
  realm: 'open',
  fields: HandedOverFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: { date: ({ date }) => date },
  retention: { rule: 'as long as the visit', source: 'visits.md §11.3, proposal' },
})

export type MappedRow = Readonly<Record<string, string | readonly string[]>>
/** What keeps a row from being mapped. */
export type Unmapped = {
  readonly targetField: string
  readonly sourceField: string
  readonly code: string | null
}

/** One visit in the target's words, or what the profile has no word for. */
export function mapVisit(
  visit: VisitFields,
  profile: HandoverProfileFields,
): { readonly row: MappedRow; readonly unmapped: readonly Unmapped[] } {
  const unmapped: Unmapped[] = []
  const row: Record<string, string | readonly string[]> = {}
  for (const { targetField, sourceField, codeMap, default: fallback, dropIfEmpty } of profile.fields) {
    const value = readField(visit, sourceField)
    const words = (Array.isArray(value) ? value : value === null ? [] : [value]).map((code) => {
      const word = codeMap === null ? code : Object.hasOwn(codeMap, code) ? codeMap[code] : undefined
      if (word === undefined) unmapped.push({ targetField, sourceField, code })
      return word ?? ''
    })
    if (words.length > 0) row[targetField] = Array.isArray(value) ? words : (words[0] ?? '')
    else if (fallback !== null) row[targetField] = fallback
    else if (!dropIfEmpty) unmapped.push({ targetField, sourceField, code: null })
  }
  return { row, unmapped }
}

function readField(visit: VisitFields, source: string): string | readonly string[] | null {
  if (source === 'hour') return visit.startTime.slice(0, 2)
  const value = visit[source as keyof VisitFields] // checked by the schema
  return Array.isArray(value) ? value : value === null ? null : String(value)
}

export type Mapped = { readonly rows: readonly MappedRow[] }
export type UnmappedCount = Unmapped & { readonly visits: number }

/** All visits, or everything that stops them, each once with how many visits it touches: never a silent "other". */
export function mapVisits(
  visits: readonly VisitFields[],
  profile: HandoverProfileFields,
): ({ readonly ok: true } & Mapped) | { readonly ok: false; readonly unmapped: readonly UnmappedCount[] } {
  const counts = new Map<string, UnmappedCount>()
  const rows = visits.map((visit) => {
    const { row, unmapped } = mapVisit(visit, profile)
    for (const one of unmapped) {
      const key = JSON.stringify(one)
      counts.set(key, { ...one, visits: (counts.get(key)?.visits ?? 0) + 1 })
    }
    return row
  })
  return counts.size > 0 ? { ok: false, unmapped: [...counts.values()] } : { ok: true, rows }
}

export type KeyingGroup<Row> = {
  /** What is to be keyed, the same for all its rows. */
  readonly key: string
  readonly values: MappedRow
  readonly rows: readonly Row[]
}

/** The visits of a day that say the same, together, so that they are keyed one after another; the largest groups first. */
export function groupForKeying<Row extends { readonly fields: VisitFields }>(
  rows: readonly Row[],
  profile: HandoverProfileFields,
): readonly KeyingGroup<Row>[] {
  const groups = new Map<string, { values: MappedRow; rows: Row[] }>()
  for (const row of rows) {
    const { row: values } = mapVisit(row.fields, profile)
    const key = JSON.stringify(values)
    const group = groups.get(key) ?? { values, rows: [] }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups]
    .map(([key, group]) => ({ key, ...group }))
    .toSorted((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1))
}
