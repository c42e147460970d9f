import type { Column, ColumnType, WrittenRow } from './columns.ts'

export const csvHead = (columns: readonly Column[]): string =>
  `\uFEFF${columns.map(({ name }) => quoted(name)).join(';')}\r\n`

export const csvLines = (columns: readonly Column[], rows: readonly WrittenRow[]): string =>
  rows.map((row) => `${columns.map(({ type, of }) => cell(type, of(row))).join(';')}\r\n`).join('')

/**
 * One cell. Nothing, and an empty text, is an empty cell. A text that a spreadsheet would take for a formula, and one that
 * begins with an apostrophe, has an apostrophe before it: whoever reads the file takes one off (visits.md §11.1).
 */
function cell(type: ColumnType, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (type === 'json' || typeof value === 'object') return quoted(guarded(JSON.stringify(value)))
  if (typeof value === 'string') return quoted(guarded(value))
  return String(value)
}

const guarded = (text: string): string => (/^[=+\-@\t\r'＝＋－＠]/.test(text) ? `'${text}` : text)
const quoted = (text: string): string =>
  /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
