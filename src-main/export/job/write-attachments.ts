import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import { attachmentPath } from '../disk/safe-name.ts'
import type { ExportSink } from '../disk/sink.ts'
import type { WrittenRow } from '../formats/columns.ts'
import type { WrittenAttachment } from '../formats/content.ts'

type Named = { readonly sha256: string; readonly name: string }

/** By what no file system tells two files of one name apart. */
const keyOf = (path: string): string => path.toLowerCase()

/** Writes originals of attachments, each as a part of its own, but for those of `earlier`, which lie there already. */
export function createAttachmentWriter(
  sink: ExportSink,
  read: (sha256: string) => Promise<Uint8Array | null>,
  earlier: readonly WrittenAttachment[],
) {
  const standing = new Map(earlier.map((one) => [keyOf(one.file.path), one]))
  const attachments = new Map<string, WrittenAttachment>()
  const missing = new Set<string>()

  async function writeOne({ sha256, name }: Named): Promise<void> {
    const path = attachmentPath(sha256, name)
    const known = attachments.get(keyOf(path)) ?? standing.get(keyOf(path))
    if (known) return void attachments.set(keyOf(path), known)
    const bytes = await read(sha256)
    if (!bytes) return void missing.add(sha256)
    const part = await sink.open('part')
    const file = await part.file(path)
    await file.write(bytes)
    const written = await file.close()
    attachments.set(keyOf(path), { file: written, archive: await part.close() })
  }
  return {
    /** Gives those that are not on this device. */
    async write(files: readonly Named[]): Promise<string[]> {
      for (const file of files) await writeOne(file)
      return files.flatMap(({ sha256 }) => (missing.has(sha256) ? [sha256] : []))
    },
    /** Where the original of an attachment lies, beside its record. */
    withFile(row: ExportRow): WrittenRow {
      const { sha256, name } = row.fields
      const path = typeof sha256 === 'string' && typeof name === 'string' ? attachmentPath(sha256, name) : ''
      return { ...row, file: attachments.get(keyOf(path))?.file.path ?? null }
    },
    paths: (): readonly string[] => [...attachments.keys()].toSorted(),
    written: () => ({ attachments: [...attachments.values()], missing: [...missing].toSorted() }),
    /** Whether all of `earlier` is still wanted, and nothing else. */
    isSame: (): boolean =>
      attachments.size === earlier.length &&
      [...attachments].every(([key, one]) => standing.get(key) === one),
  }
}
