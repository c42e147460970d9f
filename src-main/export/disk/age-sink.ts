import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createAgeArchive } from './archive.ts'
import type { ExportDisk, OpenFile } from './export-disk.ts'
import type { ExportSink } from './sink.ts'

/** Names of archives tell nothing; `index.age` is the one to begin with. */
export const frameArchive = 'index.age'
export const archiveName = /^[0-9a-f]{32}\.age$/

/**
 * Each part as an archive of its own, encrypted with age to all of the recipients. An archive takes its name when it is
 * whole; the one that explains the others comes last.
 */
export function createAgeSink(disk: ExportDisk, folder: string, recipients: readonly string[]): ExportSink {
  const open = new Set<{ readonly file: OpenFile; readonly draft: string }>()
  const made: string[] = []
  return {
    async open(kind) {
      const name = kind === 'frame' ? frameArchive : `${randomBytes(16).toString('hex')}.age`
      const draft = path.join(folder, `${name}.part`)
      const file = await disk.create(draft)
      const entry = { file, draft }
      open.add(entry)
      const archive = await createAgeArchive(file, recipients)
      return {
        file: async (inside) => archive.add(inside),
        async close() {
          await archive.end()
          open.delete(entry)
          await file.close()
          await disk.rename(draft, path.join(folder, name))
          if (kind === 'part') made.push(name)
          else made.length = 0 // the frame names them: they belong to the folder from now on
          return name
        },
      }
    },
    async abandon() {
      for (const { file } of open) await file.drop().catch(() => undefined) // closed already
      for (const { draft } of open) await disk.remove(draft)
      for (const name of made) await disk.remove(path.join(folder, name))
    },
  }
}
