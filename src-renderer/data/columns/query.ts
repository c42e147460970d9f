import type { Json } from '../../../src-shared/sync/operation.ts'
import type { ColumnName, VisitColumns } from './visit-columns.ts'

/** What the list is to show. Every filter holds; every word of the text is found somewhere in the row. */
export type VisitQuery = {
  /** First and last day; null is without end. */
  readonly from: string | null
  readonly to: string | null
  readonly text: string
  /** For a field the value it must have, or must hold in its list. */
  readonly filters: Readonly<Partial<Record<ColumnName, string>>>
}

/** The words under which each value of a field can be found, folded; the same text for the same value. */
export type SearchText = (field: ColumnName, value: Json) => string

const searched: readonly ColumnName[] = [
  'serviceLanguage',
  'topics',
  'measures',
  'referrals',
  'outcome',
  'channel',
  'setting',
  'interpreterMode',
  'siteId',
  'userId',
  'note',
  'date',
  'startTime',
]

/** The slots that fit, the latest first. Each value is looked at once, and then each row is a few look-ups. */
export function selectVisits(columns: VisitColumns, query: VisitQuery, textOf: SearchText): Uint32Array {
  let slots = columns.between(query.from, query.to)
  for (const [name, wanted] of Object.entries(query.filters) as [ColumnName, string][])
    slots = filterBy(columns, slots, name, (value) =>
      Array.isArray(value) ? value.includes(wanted) : value === wanted,
    )
  for (const word of query.text.split(/\s+/).filter(Boolean)) {
    const masks = searched.map((name) => ({
      codes: columns.column(name).codes(),
      mask: maskOf(columns, name, (value) => textOf(name, value).includes(word)),
    }))
    // a field in which no value holds the word costs nothing
    const useful = masks.filter(({ mask }) => mask.includes(1))
    slots = keepAny(slots, useful)
  }
  return slots
}

/** How many rows fit all of these values, on the days from `from` on. */
export function countEqual(
  columns: VisitColumns,
  from: string,
  wanted: Readonly<Partial<Record<ColumnName, Json>>>,
): number {
  let slots = columns.between(from, null)
  for (const [name, value] of Object.entries(wanted) as [ColumnName, Json][])
    slots = filterBy(columns, slots, name, (other) => other === value)
  return slots.length
}

function filterBy(
  columns: VisitColumns,
  slots: Uint32Array,
  name: ColumnName,
  fits: (value: Json) => boolean,
): Uint32Array {
  return keepAny(slots, [{ codes: columns.column(name).codes(), mask: maskOf(columns, name, fits) }])
}

type Masked = { readonly codes: Uint16Array | Uint32Array; readonly mask: Uint8Array }

/**
 * The slots whose value is marked in any of these columns. Written out, a column after the other and without a branch:
 * this loop is what somebody who types into the search waits for.
 */
function keepAny(slots: Uint32Array, columns: readonly Masked[]): Uint32Array {
  const hits = new Uint8Array(slots.length)
  for (const { codes, mask } of columns)
    for (let at = 0; at < slots.length; at++)
      hits[at] = (hits[at] ?? 0) | (mask[codes[slots[at] ?? 0] ?? 0] ?? 0)
  const kept = new Uint32Array(slots.length)
  let count = 0
  for (let at = 0; at < slots.length; at++) {
    kept[count] = slots[at] ?? 0
    count += hits[at] ?? 0
  }
  return kept.slice(0, count)
}

function maskOf(columns: VisitColumns, name: ColumnName, fits: (value: Json) => boolean): Uint8Array {
  const values = columns.column(name).dictionary()
  const mask = new Uint8Array(values.length)
  values.forEach((value, code) => {
    if (fits(value)) mask[code] = 1
  })
  return mask
}
