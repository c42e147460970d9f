import { isEqualJson } from '../../kernel/is-equal-json.ts'
import type { PersonFields } from './person.ts'

/** Where a datum came from and who recorded it, which the Act asks for where it was not obtained from the person (73 § sub 2). */
export type Provenance = { readonly source: string; readonly recordedBy: string; readonly on: string }

/** What is about the record and not about the person. */
const aboutTheRecord: ReadonlySet<string> = new Set([
  'source',
  'recordedBy',
  'provenance',
  'mergedFrom',
  'notSameAs',
  'ref',
])

/**
 * The origin of each datum after a change: what was changed now comes from the source that stands on the form now, and
 * what was not keeps the origin that it had.
 */
export function nextProvenance(
  before: PersonFields | null,
  after: Omit<PersonFields, 'provenance'>,
  recordedBy: string,
  on: string,
): PersonFields['provenance'] {
  const known = { ...before?.provenance }
  for (const [name, value] of Object.entries(after)) {
    if (aboutTheRecord.has(name)) continue
    const was = before?.[name as keyof PersonFields]
    const isEmpty = value === null || value === '' || value === false || value === 'not-known'
    if (isEqualJson(was, value) || (before === null && isEmpty)) continue
    known[name] = { source: after.source, recordedBy, on }
  }
  return known
}
