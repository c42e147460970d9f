import { type JournalFiles, withFile } from '../../journal/format/files.ts'
import { readSummary, type Summary } from '../format/backup-file.ts'
import { type SetFileName, setFileNames } from '../format/file-names.ts'
import { headerBytes, readHeader } from '../format/header.ts'
import type { BackupKeys } from '../format/keys.ts'
import { type BlobPlace, readIndex, walkPack } from '../format/pack.ts'
import { BackupFailure, failed } from '../format/problem.ts'
import { readCondemned } from './condemned.ts'

export type FoundBackup = SetFileName & { readonly summary: Summary }
export type FoundBlob = BlobPlace & { readonly pack: string }
/** What a folder holds of a set, as its files say it. */
export type Survey = {
  /** By their numbers, the oldest first. */
  readonly backups: readonly FoundBackup[]
  readonly packs: ReadonlyMap<string, readonly BlobPlace[]>
  /** Packs that may go soon: nothing new is to count on them. */
  readonly condemned: ReadonlyMap<string, number>
  readonly isPaused: boolean
  /** Files that are not as they were written; a pack of these still gives what can be read of it. */
  readonly damaged: readonly string[]
}

/**
 * Reads what a folder holds: summaries, and the indexes of the packs. Nothing is changed.
 * @throws BackupFailure `other-register` or `newer-version`, by the first file that is not ours; the system's errors
 */
export async function surveySet(files: JournalFiles, keys: BackupKeys): Promise<Survey> {
  const named = setFileNames(await files.list())
  const damaged: string[] = []
  const whole: SetFileName[] = []
  for (const one of named) {
    const header = readHeader(
      await withFile(files, one.name, 'read', (file) => file.read(0, headerBytes)),
      one,
      keys,
    )
    if (header.kind === 'newer-version') throw new BackupFailure(header)
    if (header.kind === 'other-register') throw failed('other-register')
    if (header.kind === 'ours') whole.push(one)
    else damaged.push(one.name)
  }
  const backups: FoundBackup[] = []
  const packs = new Map<string, readonly BlobPlace[]>()
  const condemned = new Map<string, number>()
  for (const one of whole)
    if (one.kind === 'backup') {
      const summary = await readSummary(files, one, keys)
      if (summary) backups.push({ ...one, summary })
      else damaged.push(one.name)
    } else if (one.kind === 'pack') {
      const places = await readIndex(files, one, keys)
      packs.set(one.name, places ?? (await walkPack(files, one)).places)
      if (!places) damaged.push(one.name)
    } else if (one.kind === 'condemned') {
      const read = await readCondemned(files, one, keys)
      if (!read) damaged.push(one.name)
      for (const name of read?.names ?? [])
        condemned.set(name, Math.min(read?.clock ?? 0, condemned.get(name) ?? Number.POSITIVE_INFINITY))
    }
  return {
    backups: backups.toSorted((a, b) => a.summary.seq - b.summary.seq || (a.id < b.id ? -1 : 1)),
    packs,
    condemned,
    isPaused: whole.some(({ kind }) => kind === 'pause'),
    damaged,
  }
}

/** Where each blob lies; in a pack that stays, if there is one. */
export function blobsOf({
  packs,
  condemned,
}: Pick<Survey, 'packs' | 'condemned'>): ReadonlyMap<string, FoundBlob> {
  const blobs = new Map<string, FoundBlob>()
  for (const [pack, places] of packs)
    for (const place of places) {
      const known = blobs.get(place.id)
      if (!known || (condemned.has(known.pack) && !condemned.has(pack)))
        blobs.set(place.id, { ...place, pack })
    }
  return blobs
}
