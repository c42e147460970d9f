import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { archiveName, createAgeSink, frameArchive } from '../disk/age-sink.ts'
import { type ExportDisk, writeText } from '../disk/export-disk.ts'
import { createPlainSink } from '../disk/plain-sink.ts'
import type { ExportSink } from '../disk/sink.ts'
import { freeName } from '../disk/target.ts'
import { sealedReadMe } from '../reader/sealed-read-me.ts'
import type { KeptState } from './kept-state.ts'

const folderName = 'alpo-desk'

/** Makes a folder to keep, in the chosen one: always a new one, so that nothing of an earlier one stays in it in plain. */
export async function makeKeptFolder(
  disk: ExportDisk,
  chosen: string,
  recipients: readonly string[],
): Promise<KeptState> {
  const folder = path.join(chosen, freeName(await disk.list(chosen), folderName))
  const mark = `alpo-desk-${randomBytes(8).toString('hex')}`
  await disk.makeFolder(folder)
  if (recipients.length > 0) await writeText(disk, path.join(folder, 'README.txt'), sealedReadMe)
  await writeText(disk, path.join(folder, mark), '')
  return {
    folder,
    mark,
    recipients: [...recipients],
    writtenAt: null,
    failing: null,
    isWhole: false,
    parts: [],
    attachments: [],
  }
}

export const keptSink = (disk: ExportDisk, { folder, recipients }: KeptState): ExportSink =>
  recipients.length === 0 ? createPlainSink(disk, folder) : createAgeSink(disk, folder, recipients)

/** Whether it is the folder that was made, and not the empty place of a drive that is away. */
export const isThere = async (disk: ExportDisk, { folder, mark }: KeptState): Promise<boolean> =>
  (await disk.sizeOf(path.join(folder, mark))) !== null

type Entry = Pick<KeptState['attachments'][number], 'archive'> & {
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
}
/** Whether what was written still lies there, as far as names and sizes tell. */
async function stands(disk: ExportDisk, folder: string, { archive, files }: Entry): Promise<boolean> {
  if (archive !== null) return (await disk.sizeOf(path.join(folder, archive))) !== null
  for (const file of files)
    if ((await disk.sizeOf(path.join(folder, ...file.path.split('/')))) !== file.bytes) return false
  return true
}

/** The state without what somebody has taken out of the folder: it is written again. */
export async function whatStands(disk: ExportDisk, state: KeptState): Promise<KeptState> {
  const parts = []
  for (const part of state.parts) if (await stands(disk, state.folder, part)) parts.push(part)
  const attachments = []
  for (const one of state.attachments)
    if (await stands(disk, state.folder, { ...one, files: [one.file] })) attachments.push(one)
  const isWhole = state.isWhole && (await disk.sizeOf(path.join(state.folder, frameOf(state)))) !== null
  return { ...state, isWhole, parts, attachments }
}

const frameOf = ({ recipients }: KeptState): string =>
  recipients.length > 0 ? frameArchive : 'manifest.json'

const own = ['data', 'reader', 'schema', 'attachments'] as const

/** Takes away what no longer belongs to the folder: parts that have gone or were written anew, and drafts of a cut run. */
export async function tidy(disk: ExportDisk, before: KeptState, after: KeptState): Promise<void> {
  const { folder } = after
  const filesOf = ({ parts, attachments }: KeptState): Set<string> =>
    new Set(
      [...parts.flatMap(({ files }) => files), ...attachments.map(({ file }) => file)].map(
        (file) => file.path,
      ),
    )
  if (after.recipients.length > 0) {
    const kept = new Set([...after.parts, ...after.attachments].map(({ archive }) => archive))
    const isLeft = (name: string): boolean => {
      const whole = name.replace(/\.part$/, '')
      return (archiveName.test(whole) && !kept.has(name)) || (whole === frameArchive && name !== whole)
    }
    for (const name of await disk.list(folder)) if (isLeft(name)) await disk.remove(path.join(folder, name))
    return
  }
  const kept = filesOf(after)
  for (const file of filesOf(before))
    if (!kept.has(file)) await disk.remove(path.join(folder, ...file.split('/')))
  for (const part of own)
    for (const name of await disk.list(path.join(folder, part)))
      if (name.endsWith('.part')) await disk.remove(path.join(folder, part, name))
}
