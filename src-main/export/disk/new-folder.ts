import type { ExportDisk } from './export-disk.ts'
import type { ExportSink } from './sink.ts'

type NewFolder = ExportSink & {
  /** Where it is being made. */
  readonly folder: string
  readonly commit: () => Promise<void>
}

/**
 * A folder that gets its name when all of it is whole: `NAME.part` until then, so that a cut leaves nothing that looks like
 * an export, and no earlier one is touched.
 */
export async function inNewFolder(
  disk: ExportDisk,
  target: string,
  sinkIn: (folder: string) => ExportSink,
): Promise<NewFolder> {
  const draft = `${target}.part`
  await disk.makeFolder(draft)
  const { open, abandon } = sinkIn(draft)
  return {
    folder: draft,
    open,
    commit: () => disk.rename(draft, target),
    async abandon() {
      await abandon()
      await disk.remove(draft)
    },
  }
}
