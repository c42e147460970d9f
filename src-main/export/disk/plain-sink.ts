import path from 'node:path'
import type { ExportDisk, OpenFile } from './export-disk.ts'
import { createCount, type ExportSink } from './sink.ts'

/** Files as they are. Those of a part take their names together, when all of them are whole: until then `….part`. */
export function createPlainSink(disk: ExportDisk, folder: string): ExportSink {
  const made = new Set<string>()
  const open = new Map<string, OpenFile>()
  const placeOf = (name: string): string => path.join(folder, ...name.split('/'))

  async function makeFolderOf(file: string): Promise<void> {
    const parent = path.dirname(file)
    if (made.has(parent)) return
    await disk.makeFolder(parent)
    made.add(parent)
  }
  return {
    async open() {
      const whole: string[] = []
      return {
        async file(name) {
          const place = placeOf(name)
          await makeFolderOf(place)
          const file = await disk.create(`${place}.part`)
          open.set(place, file)
          const count = createCount(name)
          return {
            async write(bytes) {
              await file.write(bytes)
              count.add(bytes)
            },
            async close() {
              await file.close()
              whole.push(place)
              return count.done()
            },
          }
        },
        async close() {
          for (const place of whole) {
            await disk.rename(`${place}.part`, place)
            open.delete(place)
          }
          return null
        },
      }
    },
    async abandon() {
      for (const file of open.values()) await file.drop().catch(() => undefined) // closed already
      for (const place of open.keys()) await disk.remove(`${place}.part`)
    },
  }
}
