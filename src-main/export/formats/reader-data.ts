import { type ExportTableName, fieldsOf, hasHistory } from '../../../src-shared/export/export-tables.ts'
import { otherFields, type WrittenRow } from './columns.ts'

/** How many records one script of the reader page holds: a browser takes in the next while it shows the first. */
export const rowsPerScript = 4000

/** What the reader page shows of each record, in the order of the arrays that it loads. */
export const readerColumns = (table: ExportTableName): readonly string[] => [
  'recordId',
  'recordState',
  ...Object.keys(fieldsOf(table).shape),
  'otherFields',
  ...(table === 'attachment' ? ['file'] : []),
  ...(hasHistory(table) ? ['history'] : []),
]

/** A page that is opened from a folder may load scripts and no data: so the data are scripts. */
export function readerScript(table: ExportTableName, name: string, rows: readonly WrittenRow[]): string {
  const names = Object.keys(fieldsOf(table).shape)
  const declared = new Set(names)
  const lines = rows.map(({ id, state, fields, file, history }) =>
    JSON.stringify([
      id,
      state,
      ...names.map((field) => fields[field] ?? null),
      otherFields(fields, declared),
      ...(table === 'attachment' ? [file ?? null] : []),
      ...(hasHistory(table) ? [history ?? []] : []),
    ]),
  )
  return `alpoTake(${JSON.stringify(name)},[\n${lines.join(',\n')}\n])\n`
}
