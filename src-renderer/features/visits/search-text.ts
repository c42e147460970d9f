import type { Lang } from '../../../src-shared/codes/code-row.ts'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import { codeFields, codeLists } from '../../../src-shared/domain/visits/visit-rules.ts'
import type { Json } from '../../../src-shared/sync/operation.ts'
import { fold } from '../../../src-shared/text/fold.ts'
import type { SearchText } from '../../data/columns/query.ts'
import type { ColumnName } from '../../data/columns/visit-columns.ts'
import type { Reference } from '../../data/register/reference.ts'

const setOf = new Map<string, CodeSetName>(Object.entries({ ...codeFields, ...codeLists }))

/** Labels and codes of each value, folded; computed once for each value and language. */
export function searchText({ codes, sites, users }: Reference, lang: Lang): SearchText {
  const known = new Map<ColumnName, Map<Json, string>>()
  const make = (field: ColumnName, value: Json): string => {
    if (value === null) return ''
    if (field === 'siteId') return fold(sites.get(String(value))?.name ?? '')
    if (field === 'userId') return fold(users.get(String(value))?.displayName ?? '')
    const set = setOf.get(field)
    if (!set) return fold(String(value))
    const list = Array.isArray(value) ? value : [value]
    return fold(list.map((code) => `${code} ${codes.label(set, String(code), lang)}`).join(' '))
  }
  return (field, value) => {
    const ofField = known.get(field) ?? new Map<Json, string>()
    known.set(field, ofField)
    const found = ofField.get(value)
    if (found !== undefined) return found
    const made = make(field, value)
    ofField.set(value, made)
    return made
  }
}
