import type { Column } from './columns.ts'

export type CsvTable = { readonly url: string; readonly columns: readonly Column[] }

/** What the CSV files hold, as the W3C's tabular metadata has it (CSVW, https://www.w3.org/TR/tabular-metadata/). */
export const csvwOf = (tables: readonly CsvTable[]): object => ({
  '@context': 'http://www.w3.org/ns/csvw',
  dialect: {
    encoding: 'utf-8',
    delimiter: ';',
    quoteChar: '"',
    doubleQuote: true,
    header: true,
    lineTerminators: ['\r\n'],
  },
  'dc:description':
    "A text cell that begins with ' has that sign before what it says: take one off. An empty cell is nothing, or an empty text.",
  tables: tables.map(({ url, columns }) => ({
    url,
    tableSchema: {
      primaryKey: 'recordId',
      columns: columns.map(({ name, type }) => ({ name, titles: name, datatype: type })),
    },
  })),
})
