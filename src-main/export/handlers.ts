import path from 'node:path'
import type { Handlers, Input, Output } from '../../src-shared/bridge/calls.ts'
import type { ExportHead, exportCalls } from '../../src-shared/bridge/export-calls.ts'
import type { Opened } from '../keys/keyring.ts'
import type { Shell } from '../shell/shell.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { createAgeSink } from './disk/age-sink.ts'
import { canBeOpened } from './disk/archive.ts'
import { type ExportDisk, systemDisk, writeText } from './disk/export-disk.ts'
import { inNewFolder } from './disk/new-folder.ts'
import { createPlainSink } from './disk/plain-sink.ts'
import { freeTarget, isWithin } from './disk/target.ts'
import { createExportJob } from './job/export-job.ts'
import { createRunningJobs, whyNot } from './job/running-jobs.ts'
import { createKeptExport } from './kept/kept-handlers.ts'
import { readerPage } from './reader/page.ts'
import { sealedReadMe } from './reader/sealed-read-me.ts'

type Options = {
  readonly shell: Pick<Shell, 'pickTarget'>
  readonly disk?: ExportDisk
  readonly store: AttachmentStore
  readonly dataFolder: string
  readonly version: string
  readonly resources: string
  readonly opened: () => Opened | null
}
type Begun = Output<'exportBegin'>
const nothingToNote = async (): Promise<void> => undefined

/** Writes exports of the whole register: the window reads the records, which it alone can open, and hands them over in pages. */
export function createExportHandlers(options: Options): {
  readonly handlers: Pick<Handlers, keyof typeof exportCalls>
  /** On lock: what is being written is given up, but for the folder that is kept. */
  readonly forget: () => void
} {
  const { shell, store, dataFolder, version, resources, opened, disk = systemDisk } = options
  const jobs = createRunningJobs()
  const kept = createKeptExport({ shell, disk, dataFolder, opened })
  let keeping: string | null = null

  /** Into a new folder, where a person says. */
  async function beginChosen({ head, recipients }: Input<'exportBegin'>): Promise<Begun> {
    if (!opened()) return { kind: 'locked' }
    if (!(await canBeOpened(recipients))) return { kind: 'recipient' }
    const folder = await shell.pickTarget()
    if (folder === null) return { kind: 'none' }
    if (await isWithin(folder, dataFolder)) return { kind: 'inside' }
    const target = await freeTarget(disk, folder, head.date)
    const page = await readerPage(resources)
    const sink = await inNewFolder(disk, target, (place) =>
      recipients.length === 0 ? createPlainSink(disk, place) : createAgeSink(disk, place, recipients),
    )
    try {
      if (recipients.length > 0) await writeText(disk, path.join(sink.folder, 'README.txt'), sealedReadMe)
    } catch (error) {
      await sink.abandon().catch(() => undefined) // the next export into that folder clears it away
      throw error
    }
    const readAttachment = async (hash: string): Promise<Uint8Array | null> => {
      const key = opened()
      return key && store.get(key.dataKey, hash)
    }
    const job = createExportJob({ sink, head, version, page, readAttachment, commit: () => sink.commit() })
    const name = path.basename(target)
    const watching = { outlivesLock: false, onDone: nothingToNote, onFailed: nothingToNote }
    return { kind: 'begun', job: jobs.add({ job, name, ...watching }), name }
  }
  /** Into the folder that is kept up to date; one such run at a time. */
  async function beginKept(head: ExportHead): Promise<Begun> {
    if (keeping !== null) await jobs.giveUp(keeping)
    const page = await readerPage(resources)
    const begun = await kept.begin(async ({ key, ...given }) => {
      const readAttachment = (hash: string) => store.get(key.dataKey, hash)
      return createExportJob({ ...given, head, version, page, readAttachment })
    })
    if (begun === 'off' || begun === 'locked') return { kind: begun }
    if (typeof begun === 'string') return { kind: 'failed', reason: begun }
    keeping = jobs.add(begun)
    return { kind: 'begun', job: keeping, name: begun.name }
  }
  return {
    handlers: {
      ...kept.handlers,
      async exportBegin(input) {
        try {
          return input.to === 'kept' ? await beginKept(input.head) : await beginChosen(input)
        } catch (error) {
          return { kind: 'failed', reason: whyNot(error) }
        }
      },
      exportFiles: ({ job: id, files }) =>
        jobs.goOn(id, async ({ job }) => ({ kind: 'written', missing: await job.files(files) })),
      exportPart: ({ job: id, part, stamp }) =>
        jobs.goOn(id, async ({ job }) => ({ kind: (await job.part(part, stamp)) ? 'wanted' : 'unchanged' })),
      exportRows: ({ job: id, rows }) =>
        jobs.goOn(id, async ({ job }) => {
          await job.rows(rows)
          return { kind: 'written' }
        }),
      exportEnd: ({ job: id }) =>
        jobs.goOn(id, async ({ job, name, onDone }) => {
          const summary = await job.end()
          jobs.drop(id)
          await onDone()
          return { kind: 'done', name, ...summary, tables: [...summary.tables] }
        }),
      async exportCancel({ job }) {
        await jobs.giveUp(job)
        return {}
      },
    },
    forget: jobs.forget,
  }
}
