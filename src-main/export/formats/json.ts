import { recordStates } from '../../../src-shared/export/export-row.ts'
import { type ExportTableName, hasHistory } from '../../../src-shared/export/export-tables.ts'
import { jsonSchemaOf, type WrittenRow } from './columns.ts'

/** An array with one record a line: a JSON file, and readable line by line. */
export const [jsonHead, jsonTail] = ['[', '\n]\n']
export const jsonLines = (rows: readonly WrittenRow[], isFirst: boolean): string =>
  rows.map((row, index) => `${isFirst && index === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`).join('')

/** What a record of a table looks like in JSON; of an erased or unreadable one the fields may be any. */
export function recordSchema(table: ExportTableName): object {
  const base = 'https://json-schema.org/draft/2020-12/schema'
  const { additionalProperties: _, ...fields } = jsonSchemaOf(table)
  return {
    $schema: base,
    title: table,
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'state', 'fields'],
      additionalProperties: false,
      properties: {
        id: { type: 'string' },
        state: { enum: recordStates },
        fields: { type: 'object' },
        ...(table === 'attachment' ? { file: { type: ['string', 'null'] } } : {}),
        ...(hasHistory(table) ? { history: { type: 'array', items: changeSchema } } : {}),
      },
      if: { properties: { state: { enum: ['shown', 'contested', 'deleted'] } } },
      ...Object.fromEntries([['then', { properties: { fields } }]]),
    },
  }
}
const changeSchema = {
  type: 'object',
  required: ['at', 'actor', 'deviceId', 'kind', 'fields', 'n', 'seq'],
  properties: {
    at: { type: 'string' },
    actor: { type: 'string' },
    deviceId: { type: 'string' },
    kind: { enum: ['put', 'delete', 'restore'] },
    fields: { type: 'array', items: { type: 'string' } },
    n: { type: 'integer' },
    seq: { type: ['integer', 'null'] },
  },
} as const
