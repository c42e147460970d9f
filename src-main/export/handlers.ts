import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { exportCalls } from '../../src-shared/bridge/export-calls.ts'
import { errorCode, isDiskFull } from '../data-folder/atomic-write.ts'
import type { Opened } from '../keys/keyring.ts'
import type { Shell } from '../shell/shell.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { createAgeSink } from './disk/age-sink.ts'
import { canBeOpened } from './disk/archive.ts'
import { type ExportDisk, systemDisk, writeText } from './disk/export-disk.ts'
import { inNewFolder } from './disk/new-folder.ts'
import { createPlainSink } from './disk/plain-sink.ts'
import { freeTarget, isWithin } from './disk/target.ts'
import { createExportJob, type ExportJob } from './export-job.ts'
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
type Names = keyof typeof exportCalls
type Running = {
  readonly job: ExportJob
  readonly name: string
  idle: NodeJS.Timeout
  busy: Promise<unknown>
}

/** A window that says nothing for so long is gone, and what it began goes too. */
const idleMs = 120_000
const gone = { kind: 'failed', reason: 'gone' } as const

/** Writes exports of the whole register: the window reads the records, which it alone can open, and hands them over in pages. */
export function createExportHandlers({
  shell,
  store,
  dataFolder,
  version,
  resources,
  opened,
  disk = systemDisk,
}: Options): {
  readonly handlers: Pick<Handlers, Names>
  /** On lock: what is being written is given up. */
  readonly forget: () => void
} {
  const running = new Map<string, Running>()

  async function giveUp(id: string): Promise<void> {
    const entry = running.get(id)
    if (!entry) return
    running.delete(id)
    clearTimeout(entry.idle)
    await entry.busy.catch(() => undefined) // what is being written is written first
    await entry.job.abandon().catch(() => undefined) // the next export into that folder clears it away
  }
  const waitFor = (id: string): NodeJS.Timeout => setTimeout(() => void giveUp(id), idleMs).unref()
  /** Goes on with a job; what the disk refuses ends it. */
  async function goOn<T>(id: string, work: (entry: Running) => Promise<T>): Promise<T | NotWritten> {
    const entry = running.get(id)
    if (!entry) return gone
    clearTimeout(entry.idle)
    const working = entry.busy.catch(() => undefined).then(() => work(entry))
    entry.busy = working
    try {
      return await working
    } catch (error) {
      await giveUp(id)
      return { kind: 'failed', reason: whyNot(error) }
    } finally {
      clearTimeout(entry.idle)
      entry.idle = waitFor(id)
    }
  }
  const handlers: Pick<Handlers, Names> = {
    async exportBegin({ head, recipients }) {
      if (!opened()) return { kind: 'locked' }
      if (!(await canBeOpened(recipients))) return { kind: 'recipient' }
      const folder = await shell.pickTarget()
      if (folder === null) return { kind: 'none' }
      if (await isWithin(folder, dataFolder)) return { kind: 'inside' }
      try {
        const target = await freeTarget(disk, folder, head.date)
        const page = await readerPage(resources)
        const sink = await inNewFolder(disk, target, (place) =>
          recipients.length === 0 ? createPlainSink(disk, place) : createAgeSink(disk, place, recipients),
        )
        if (recipients.length > 0)
          await writeText(disk, path.join(`${target}.part`, 'README.txt'), sealedReadMe)
        const readAttachment = async (hash: string): Promise<Uint8Array | null> => {
          const key = opened()
          return key && store.get(key.dataKey, hash)
        }
        const [job, name] = [randomUUID(), path.basename(target)]
        const writer = createExportJob({ sink, head, version, page, readAttachment })
        running.set(job, { job: writer, name, idle: waitFor(job), busy: Promise.resolve() })
        return { kind: 'begun', job, name }
      } catch (error) {
        return { kind: 'failed', reason: whyNot(error) }
      }
    },
    exportFiles: ({ job, files }) =>
      goOn(job, async (entry) => ({ kind: 'written', missing: await entry.job.files(files) })),
    exportPart: ({ job, part }) =>
      goOn(job, async (entry) => {
        await entry.job.part(part)
        return { kind: 'wanted' }
      }),
    exportRows: ({ job, rows }) =>
      goOn(job, async (entry) => {
        await entry.job.rows(rows)
        return { kind: 'written' }
      }),
    exportEnd: ({ job: id }) =>
      goOn(id, async ({ job, name }) => {
        const summary = await job.end()
        running.delete(id)
        return { kind: 'done', name, ...summary, tables: [...summary.tables] }
      }),
    async exportCancel({ job }) {
      await giveUp(job)
      return {}
    },
  }
  return {
    handlers,
    forget() {
      for (const id of running.keys()) void giveUp(id)
    },
  }
}

type NotWritten = {
  readonly kind: 'failed'
  readonly reason: 'disk-full' | 'not-writable' | 'folder-gone' | 'gone'
}
function whyNot(error: unknown): NotWritten['reason'] {
  if (isDiskFull(error)) return 'disk-full'
  return errorCode(error) === 'ENOENT' ? 'folder-gone' : 'not-writable'
}
