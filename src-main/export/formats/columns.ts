import { z } from 'zod'
import type { CodeBook } from '../../../src-shared/codes/code-book.ts'
import type { Lang } from '../../../src-shared/codes/code-row.ts'
import { codedFields } from '../../../src-shared/export/export-codes.ts'
import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import { type ExportTableName, fieldsOf, hasHistory } from '../../../src-shared/export/export-tables.ts'

/** How the cells of a column are to be read (XML Schema's names, as CSVW has them). */
export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'dateTime' | 'json'
export type Column = {
  readonly name: string
  readonly type: ColumnType
  readonly of: (row: WrittenRow) => unknown
}
/** A record as it is written: of an attachment also where its original lies, null where it is not on this device. */
export type WrittenRow = ExportRow & { readonly file?: string | null }

/** The JSON Schema of a table's fields as they are stored: a field that has a default may be missing. */
export function jsonSchemaOf(table: ExportTableName): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(fieldsOf(table), { io: 'input', unrepresentable: 'any' })
  return schema
}

/**
 * The columns of a table in CSV: id and state, the declared fields in their order, beside each code its words, then what a
 * later version has written, and the history.
 */
export function csvColumns(table: ExportTableName, codes: CodeBook, lang: Lang): readonly Column[] {
  const declared = Object.entries(fieldsOf(table).shape)
  const names = new Set(declared.map(([name]) => name))
  const columns: Column[] = [
    { name: 'recordId', type: 'string', of: ({ id }) => id },
    { name: 'recordState', type: 'string', of: ({ state }) => state },
  ]
  for (const [name, schema] of declared) {
    columns.push({ name, type: typeOf(schema), of: ({ fields }) => fields[name] })
    const set = codedFields[table]?.[name]
    if (!set) continue
    const words = (code: unknown): string => codes.label(set, String(code), lang)
    columns.push({
      name: `${name}Label`,
      type: 'string',
      of: ({ fields: { [name]: value } }) =>
        Array.isArray(value)
          ? value.map(words).join(', ')
          : value === null || value === undefined
            ? null
            : words(value),
    })
  }
  columns.push({ name: 'otherFields', type: 'json', of: ({ fields }) => otherFields(fields, names) })
  if (table === 'attachment') columns.push({ name: 'file', type: 'string', of: ({ file }) => file })
  if (hasHistory(table)) columns.push({ name: 'history', type: 'json', of: ({ history }) => history })
  return columns
}

/** What a later version has written and this one does not know; null for nothing. */
export function otherFields(fields: ExportRow['fields'], declared: ReadonlySet<string>): object | null {
  const others = Object.entries(fields).filter(([name]) => !declared.has(name))
  return others.length === 0 ? null : Object.fromEntries(others)
}

/** By the first example that the schema takes: `null` and defaults are looked through. */
function typeOf(schema: z.core.$ZodType): ColumnType {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return typeOfJson(json)
}
function typeOfJson({ type, anyOf, format }: z.core.JSONSchema.BaseSchema): ColumnType {
  switch (Array.isArray(type) ? type.find((one) => one !== 'null') : type) {
    case 'string':
      return format === 'date-time' ? 'dateTime' : 'string'
    case 'integer':
      return 'integer'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case undefined: {
      const some = anyOf?.filter((one) => one.type !== 'null') ?? []
      const [only] = some
      return some.length === 1 && only ? typeOfJson(only) : 'json'
    }
    default:
      return 'json'
  }
}
