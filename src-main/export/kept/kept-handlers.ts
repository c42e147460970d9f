import path from 'node:path'
import type { Handlers } from '../../../src-shared/bridge/calls.ts'
import type { FailReason } from '../../../src-shared/bridge/export-calls.ts'
import type { Opened } from '../../keys/keyring.ts'
import type { Shell } from '../../shell/shell.ts'
import { canBeOpened } from '../disk/archive.ts'
import type { ExportDisk } from '../disk/export-disk.ts'
import { isWithin } from '../disk/target.ts'
import type { ExportJob, Written } from '../job/export-job.ts'
import { type Running, whyNot } from '../job/running-jobs.ts'
import { isThere, keptSink, makeKeptFolder, tidy, whatStands } from './kept-folder.ts'
import { createKeptFile, type KeptState } from './kept-state.ts'

type Options = {
  readonly shell: Pick<Shell, 'pickTarget'>
  readonly disk: ExportDisk
  readonly dataFolder: string
  readonly opened: () => Opened | null
}
type Names = 'keptExport' | 'keptExportSet' | 'keptExportEnd'
/** Makes the job that writes into a folder. */
type MakeJob = (options: {
  readonly sink: ReturnType<typeof keptSink>
  readonly earlier: Written
  readonly mayStay: boolean
  readonly commit: (written: Written) => Promise<void>
  readonly key: Opened
}) => Promise<ExportJob>

/** The folder that is kept up to date with the register: where it is, to whom it is encrypted, and how it stands. */
export function createKeptExport({ shell, disk, dataFolder, opened }: Options) {
  const file = createKeptFile(dataFolder)

  async function choose(key: Opened, recipients: readonly string[]): Promise<'set' | 'none' | 'inside'> {
    const chosen = await shell.pickTarget()
    if (chosen === null) return 'none'
    if (await isWithin(chosen, dataFolder)) return 'inside'
    await file.write(key, await makeKeptFolder(disk, chosen, recipients))
    return 'set'
  }
  const handlers: Pick<Handlers, Names> = {
    async keptExport() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const state = await file.read(key)
      if (!state) return { kind: 'off' }
      const { folder, recipients, writtenAt, failing } = state
      return { kind: 'on', folder, recipients, writtenAt, failing }
    },
    async keptExportSet({ recipients }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      if (!(await canBeOpened(recipients))) return { kind: 'recipient' }
      try {
        return { kind: await choose(key, recipients) }
      } catch (error) {
        return { kind: 'failed', reason: whyNot(error) }
      }
    },
    async keptExportEnd() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      await file.write(key, null)
      return { kind: 'ended' }
    },
  }
  /**
   * Begins to bring the folder up to date. It may go on after a lock, with a key of its own: what is written must not stay
   * half a day behind because somebody locks.
   */
  async function begin(makeJob: MakeJob): Promise<Running | 'off' | 'locked' | FailReason> {
    const open = opened()
    if (!open) return 'locked'
    const key: Opened = { ...open, dataKey: new Uint8Array(open.dataKey) }
    const state = await file.read(key)
    if (!state) return 'off'
    const note = (change: Partial<KeptState>): Promise<void> => noteState(key, state.mark, change)
    const onFailed = async (reason: FailReason): Promise<void> => {
      await note({ failing: { since: state.failing?.since ?? new Date().toISOString(), reason } })
      key.dataKey.fill(0)
    }
    const onDone = async (): Promise<void> => {
      await note({ writtenAt: new Date().toISOString(), failing: null })
      key.dataKey.fill(0)
    }
    if (!(await isThere(disk, state))) {
      await onFailed('folder-gone')
      return 'folder-gone'
    }
    const earlier = await whatStands(disk, state)
    await note({ isWhole: false })
    const job = await makeJob({
      sink: keptSink(disk, state),
      earlier,
      mayStay: earlier.isWhole,
      key,
      async commit(written) {
        const after = { ...state, ...written, isWhole: true }
        await note(after)
        await tidy(disk, state, after).catch(() => undefined) // somebody reads what is to go: tried again the next time
      },
    })
    return { job, name: path.basename(state.folder), outlivesLock: true, onDone, onFailed }
  }
  /** Of the folder as it is known now: unless it was ended or changed for another meanwhile. */
  async function noteState(key: Opened, mark: string, change: Partial<KeptState>): Promise<void> {
    const state = await file.read(key)
    if (state?.mark === mark) await file.write(key, { ...state, ...change, mark })
  }
  return { handlers, begin }
}
