import type { JournalFiles } from '../../journal/format/files.ts'
import type { BackupKeys } from '../format/keys.ts'
import { beginPack, type PackWriter, readBlobRecord } from '../format/pack.ts'
import { damaged } from '../format/problem.ts'
import { anywhere, contentId, openRecord, sealRecord } from '../format/record.ts'
import { blobsOf, type FoundBlob, type Survey } from './survey.ts'

/** A pack that has grown to this size is closed; a blob that is larger has one of its own. */
const packBytes = 32 * 1024 * 1024

/** The blobs of a set, those that are put now too. */
export function createBlobStore(files: JournalFiles, keys: BackupKeys, survey: Survey) {
  const blobs = new Map(blobsOf(survey))
  let open: PackWriter | null = null
  let writtenBytes = 0

  /** A pack that is on its way to the disk: the next is filled meanwhile. */
  let closing: Promise<void> = Promise.resolve()
  const beginClosing = async (): Promise<void> => {
    const pack = open
    open = null
    await closing
    if (!pack) return
    for (const place of pack.places()) blobs.set(place.id, { ...place, pack: pack.name })
    closing = pack.finish().then(() => {
      writtenBytes += pack.size()
    })
    closing.catch(() => undefined) // whoever puts or closes next is told
  }
  const isKept = (id: string): boolean => {
    const blob = blobs.get(id)
    const isStaying = blob !== undefined && !survey.condemned.has(blob.pack)
    return isStaying || (open?.places().some((place) => place.id === id) ?? false)
  }
  const putRecord = async (kind: 'rows' | 'file', id: string, record: Uint8Array): Promise<void> => {
    open ??= await beginPack(files, keys)
    await open.put(kind, id, record)
    if (open.size() >= packBytes) await beginClosing()
  }
  return {
    isKept,
    find: (id: string): FoundBlob | undefined => blobs.get(id),
    /** Puts a content once, whoever else puts it. @returns its name */
    async put(kind: 'rows' | 'file', content: Uint8Array): Promise<string> {
      const id = contentId(keys, kind, content)
      if (!isKept(id)) await putRecord(kind, id, sealRecord(keys, { kind, id }, content, anywhere))
      return id
    },
    /** Copies a blob into a new pack as it is. @throws BackupFailure where it is damaged */
    async move(blob: FoundBlob): Promise<void> {
      const record = await readBlobRecord(files, blob.pack, blob)
      if (!openRecord(keys, record, anywhere)) throw damaged(blob.pack)
      await putRecord(blob.kind === 'file' ? 'file' : 'rows', blob.id, record)
    },
    /** All that was put is on the disk. */
    async closePack(): Promise<void> {
      await beginClosing()
      await closing
    },
    /** @throws BackupFailure where it is missing or not what its name says */
    async read(id: string): Promise<Buffer> {
      const blob = blobs.get(id)
      if (!blob) throw damaged(id)
      const content = openRecord(keys, await readBlobRecord(files, blob.pack, blob), anywhere)
      if (!content) throw damaged(blob.pack)
      return content
    },
    writtenBytes: () => writtenBytes,
    drop: async (): Promise<void> => {
      await closing.catch(() => undefined) // it has been told of
      await open?.drop()
      open = null
    },
  }
}
export type BlobStore = ReturnType<typeof createBlobStore>
