import Papa from 'papaparse'

/**
 * A table as a Finnish Excel opens it: UTF-8 with its mark, semicolons, CRLF, and nothing that begins like a formula stays
 * one (visits.md §11.1). Loaded only when somebody saves a table.
 */
export const csvText = (table: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${Papa.unparse(table as (string | number)[][], { delimiter: ';', newline: '\r\n', escapeFormulae: true })}\r\n`
