import { type ExportTableName, exportTableNames, partName } from '../../../src-shared/export/export-tables.ts'
import type { PartSink, WrittenFile } from '../disk/sink.ts'
import { csvColumns } from '../formats/columns.ts'
import type { ExportContent, WrittenPart } from '../formats/content.ts'
import { csvwOf } from '../formats/csvw.ts'
import { recordSchema } from '../formats/json.ts'
import { readerIndex } from '../reader/index-script.ts'
import { readMe } from '../reader/read-me.ts'
import { put } from './write-part.ts'

/** Writes what explains the data: the reader page, how to read it, schemas, and at last the manifest over all files. */
export async function writeFrame(sink: PartSink, content: ExportContent): Promise<void> {
  const { parts, attachments, codes, head } = content
  const written: WrittenFile[] = [
    ...parts.flatMap(({ files }) => files),
    ...attachments.map(({ file }) => file),
  ]
  const add = async (path: string, text: string): Promise<void> => {
    const file = await sink.file(path)
    await put(file, text)
    written.push(await file.close())
  }
  const tables = exportTableNames.filter((name) => parts.some(({ part }) => part.table === name))
  await add('README.txt', readMe(content))
  await add('index.html', content.page)
  await add('reader/index.js', readerIndex(content))
  for (const table of tables) await add(`schema/${table}.schema.json`, asJson(recordSchema(table)))
  await add(
    'csv-metadata.json',
    asJson(csvwOf(csvTables(parts, (table) => csvColumns(table, codes, head.language)))),
  )
  await add('manifest.json', asJson(manifestOf(content, written)))
  const sums = written.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  await add('SHA256SUMS', sums.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''))
}

const csvTables = (
  parts: readonly WrittenPart[],
  columnsOf: (table: ExportTableName) => ReturnType<typeof csvColumns>,
) => parts.map(({ part }) => ({ url: `data/${partName(part)}.csv`, columns: columnsOf(part.table) }))

const manifestOf = (content: ExportContent, files: readonly WrittenFile[]): object => ({
  format: 'alpo-desk-export',
  formatVersion: 1,
  program: `ALPO-desk ${content.version}`,
  begun: content.begun,
  ended: content.ended,
  organisation: content.head.organisation,
  language: content.head.language,
  tables: content.parts.map(({ part, rows, archive }) => ({
    ...part,
    rows,
    ...(archive === null ? {} : { archive }),
    json: `data/${partName(part)}.json`,
    csv: `data/${partName(part)}.csv`,
    schema: `schema/${part.table}.schema.json`,
  })),
  attachments: {
    files: content.attachments.length,
    missing: content.missing,
    ...archivesOf(content.attachments),
  },
  files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
})

/** Which archive holds which attachment; nothing where they lie in the open. */
function archivesOf(attachments: ExportContent['attachments']): object {
  const archives = attachments.flatMap(({ file, archive }) =>
    archive === null ? [] : [[file.path, archive]],
  )
  return archives.length === 0 ? {} : { archives: Object.fromEntries(archives) }
}

const asJson = (value: object): string => `${JSON.stringify(value, null, 1)}\n`
