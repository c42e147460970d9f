import type { ExportHead } from '../../../src-shared/bridge/export-calls.ts'
import type { Lang } from '../../../src-shared/codes/code-row.ts'
import { exportTableNames, fieldsOf } from '../../../src-shared/export/export-tables.ts'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { isTextKey, languages, loadLanguage, textIn } from '../../i18n/i18n.ts'

/** The part of the catalogues that has the words of a table's fields. */
const partOf: Readonly<Record<string, string>> = {
  visit: 'visits',
  site: 'admin',
  user: 'admin',
  codeValue: 'admin',
  period: 'periods',
  contactCard: 'contacts',
  person: 'persons',
  decision: 'decisions',
  paymentClaim: 'claims',
  claimLine: 'lines',
  organisation: 'settings',
}

/** What an export says of itself: whose it is, and the words of the screens for its fields, in all three languages. */
export async function exportHead(store: Store, language: Lang): Promise<ExportHead> {
  for (const { code } of languages) await loadLanguage(code)
  const [organisation] = await listRows(store, 'organisation')
  const codes = await listRows(store, 'codeValue')
  return {
    organisation: organisation?.fields.name ?? '',
    date: store.clock.today(),
    language,
    codes: codes.map(({ fields }) => fields),
    headings: headings(),
  }
}

function headings(): ExportHead['headings'] {
  const [fi, sv, en] = [textIn('fi'), textIn('sv'), textIn('en')]
  const found: ExportHead['headings'] = {}
  for (const table of exportTableNames)
    for (const field of Object.keys(fieldsOf(table).shape)) {
      const key = `${partOf[table] ?? table}.${field}`
      if (isTextKey(key)) found[`${table}.${field}`] = { fi: fi(key), sv: sv(key), en: en(key) }
    }
  return found
}
