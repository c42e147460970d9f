import type { CodeBook } from '../../../src-shared/codes/code-book.ts'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import { codedFields } from '../../../src-shared/export/export-codes.ts'
import { type ExportTableName, exportTableNames, partName } from '../../../src-shared/export/export-tables.ts'
import type { ExportContent } from '../formats/content.ts'
import { readerColumns } from '../formats/reader-data.ts'
import { tableOrder, titleOf } from './table-titles.ts'
import { readerWords } from './words.ts'

/** What the reader page knows before it loads a table: tables with their columns and scripts, words, and the codes in use. */
export function readerIndex({ head, ended, parts, codes }: ExportContent): string {
  const tables = exportTableNames
    .filter((name) => parts.some(({ part, rows }) => part.table === name && rows > 0))
    .toSorted((a, b) => tableOrder.indexOf(a) - tableOrder.indexOf(b))
  const index = {
    organisation: head.organisation,
    language: head.language,
    ended,
    words: readerWords,
    headings: head.headings,
    codes: Object.fromEntries(setsOf(tables).map((set) => [set, wordsOf(codes, set)])),
    tables: tables.map((name) => {
      const own = parts.filter(({ part }) => part.table === name)
      return {
        name,
        title: titleOf(name),
        columns: readerColumns(name),
        codes: codedFields[name] ?? {},
        rows: own.reduce((sum, { rows }) => sum + rows, 0),
        parts: own.map(({ part, scripts }) => ({ name: partName(part), scripts })),
      }
    }),
  }
  return `alpoIndex(${JSON.stringify(index, null, 1)})\n`
}

const setsOf = (tables: readonly ExportTableName[]): readonly CodeSetName[] => [
  ...new Set(
    tables.flatMap((name) => Object.values(codedFields[name] ?? {}).filter((set) => set !== undefined)),
  ),
]
const wordsOf = (codes: CodeBook, set: CodeSetName): object =>
  Object.fromEntries(codes.all(set).map(({ code, fi, sv, en }) => [code, { fi, sv, en }]))
