import type { CodeBook } from '../../../src-shared/codes/code-book.ts'
import type { Lang } from '../../../src-shared/codes/code-row.ts'
import { type ExportPart, partName } from '../../../src-shared/export/export-tables.ts'
import type { FileSink, PartSink, WrittenFile } from '../disk/sink.ts'
import { csvColumns, type WrittenRow } from '../formats/columns.ts'
import type { WrittenPart } from '../formats/content.ts'
import { csvHead, csvLines } from '../formats/csv.ts'
import { jsonHead, jsonLines, jsonTail } from '../formats/json.ts'
import { readerScript, rowsPerScript } from '../formats/reader-data.ts'

export type PartWriter = {
  readonly write: (rows: readonly WrittenRow[]) => Promise<void>
  readonly end: () => Promise<Omit<WrittenPart, 'archive' | 'stamp'>>
}
type Wording = { readonly codes: CodeBook; readonly language: Lang }

/** Writes the rows of a part as JSON, as CSV and for the reader page at once, as they come. */
export async function beginPart(
  sink: PartSink,
  part: ExportPart,
  { codes, language }: Wording,
): Promise<PartWriter> {
  const name = partName(part)
  const columns = csvColumns(part.table, codes, language)
  const json = await sink.file(`data/${name}.json`)
  const csv = await sink.file(`data/${name}.csv`)
  await put(json, jsonHead)
  await put(csv, csvHead(columns))
  const scripts: WrittenFile[] = []
  let rows = 0
  let waiting: WrittenRow[] = []

  async function writeScript(): Promise<void> {
    const file = await sink.file(`reader/${name}-${scripts.length + 1}.js`)
    await put(file, readerScript(part.table, name, waiting))
    scripts.push(await file.close())
    waiting = []
  }
  return {
    async write(some) {
      await put(json, jsonLines(some, rows === 0))
      await put(csv, csvLines(columns, some))
      rows += some.length
      waiting.push(...some)
      if (waiting.length >= rowsPerScript) await writeScript()
    },
    async end() {
      if (waiting.length > 0) await writeScript()
      await put(json, jsonTail)
      const files = [await json.close(), await csv.close(), ...scripts]
      return { part, rows, files, scripts: scripts.length }
    },
  }
}

const encoder = new TextEncoder()
export const put = (file: FileSink, text: string): Promise<void> => file.write(encoder.encode(text))
