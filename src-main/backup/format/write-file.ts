import { type JournalFile, type JournalFiles, writeWhole } from '../../journal/format/files.ts'
import { draftEnding, newFileName, type SetFileKind } from './file-names.ts'
import { identityOf, writeHeader } from './header.ts'
import type { BackupKeys } from './keys.ts'
import { contentId, type RecordKind, sealRecord } from './record.ts'

/**
 * A file of a set while it is written: under a name that nobody reads, until all of it is on the disk. Records are put one
 * behind the other. @throws the system's error
 */
export async function beginFile(files: JournalFiles, keys: BackupKeys, kind: SetFileKind) {
  const named = newFileName(kind)
  const draft = `${named.name}${draftEnding}`
  const header = writeHeader(named, keys)
  const file: JournalFile = await files.open(draft, 'make')
  let at = 0
  const put = async (bytes: Uint8Array): Promise<number> => {
    const from = at
    await writeWhole(file, at, bytes)
    at += bytes.length
    return from
  }
  await put(header)
  return {
    name: named.name,
    id: named.id,
    size: () => at,
    put,
    /** Seals a record that belongs to this file. @returns where it begins */
    putOwn: (kind: RecordKind, content: Uint8Array): Promise<number> =>
      put(sealRecord(keys, { kind, id: contentId(keys, kind, content) }, content, identityOf(header))),
    /** All of it is on the disk, and stands under its name. */
    async finish(): Promise<void> {
      await file.sync()
      await file.close()
      await files.rename(draft, named.name)
      await files.syncFolder()
    },
    /** Leaves nothing behind where the folder lets it. */
    async drop(): Promise<void> {
      await file.close().catch(() => undefined)
      await files.remove(draft).catch(() => undefined) // rotation removes it
    },
  }
}
export type SetFileWriter = Awaited<ReturnType<typeof beginFile>>

/** Writes a whole file of records that belong to it. @returns its id */
export async function writeRecords(
  files: JournalFiles,
  keys: BackupKeys,
  kind: SetFileKind,
  records: readonly (readonly [RecordKind, Uint8Array])[],
  beforeNaming: () => Promise<void> = async () => undefined,
): Promise<string> {
  const writer = await beginFile(files, keys, kind)
  try {
    for (const [record, content] of records) await writer.putOwn(record, content)
    await beforeNaming()
    await writer.finish()
    return writer.id
  } catch (error) {
    await writer.drop()
    throw error
  }
}
