import path from 'node:path'
import type { ExportDisk, OpenFile } from './export-disk.ts'
import { createCount, type ExportSink } from './sink.ts'

/**
 * Files as they are, in a folder that gets its name when all of it is whole: `NAME.part` until then, so that a cut leaves
 * nothing that looks like an export, and no earlier one is touched.
 */
export async function createPlainSink(disk: ExportDisk, target: string): Promise<ExportSink> {
  const draft = `${target}.part`
  const made = new Set<string>()
  const open = new Set<OpenFile>()
  await disk.remove(draft)
  await disk.makeFolder(draft)

  async function folderOf(file: string): Promise<void> {
    const folder = path.dirname(file)
    if (made.has(folder)) return
    await disk.makeFolder(folder)
    made.add(folder)
  }
  return {
    open: async () => ({
      async file(name) {
        const place = path.join(draft, ...name.split('/'))
        await folderOf(place)
        const file = await disk.create(place)
        open.add(file)
        const count = createCount(name)
        return {
          async write(bytes) {
            await file.write(bytes)
            count.add(bytes)
          },
          async close() {
            open.delete(file)
            await file.close()
            return count.done()
          },
        }
      },
      close: async () => null,
    }),
    commit: () => disk.rename(draft, target),
    async abandon() {
      for (const file of open) await file.drop().catch(() => undefined) // closed already
      await disk.remove(draft)
    },
  }
}
