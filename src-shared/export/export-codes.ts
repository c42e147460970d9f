import type { CodeSetName } from '../codes/code-sets.ts'
import { codeFields, codeLists } from '../domain/visits/visit-rules.ts'
import type { ExportTableName } from './export-tables.ts'

/** The fields that hold codes, with their sets: they leave with their words beside them. */
export const codedFields: Readonly<
  Partial<Record<ExportTableName, Readonly<Partial<Record<string, CodeSetName>>>>>
> = {
  visit: { ...codeFields, ...codeLists, kind: 'kind' },
  site: {
    municipality: 'municipality',
    defaultChannel: 'channel',
    defaultSetting: 'setting',
    defaultLanguage: 'language',
  },
  user: { languages: 'language' },
}
