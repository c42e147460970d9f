import type { Bridge } from '../../../src-shared/bridge/calls.ts'
import type { ExportHead } from '../../../src-shared/bridge/export-calls.ts'
import { partName } from '../../../src-shared/export/export-tables.ts'
import type { Store } from '../register/store.ts'
import type { PartSource } from './export-parts.ts'
import { type ExportBridge, sendExport } from './send-export.ts'

export type KeptExport = {
  /** Brings the folder up to date now, once what runs has ended. Resolves when that is done, or could not be. */
  readonly refresh: () => Promise<void>
  /**
   * On lock: begins to write what has changed since the last time. Resolves as soon as the main process has begun, with
   * the rest, which needs the register to stay open.
   */
  readonly beginLast: () => Promise<{ readonly rest: Promise<void> }>
  readonly stop: () => void
}
type Options = {
  readonly store: Store
  readonly bridge: ExportBridge & Pick<Bridge, 'exportBegin' | 'keptExport'>
  readonly head: () => Promise<ExportHead>
  /** How long after the last change, in ms. */
  readonly afterMs?: number
}
const minuteMs = 60_000

/**
 * Keeps a folder outside the program up to date with the register, where an administrator has set one up: a minute after
 * the last change, and on lock. What fails (a folder that is away, a full disk) is tried again at the next change.
 */
export function startKeptExport({ store, bridge, head, afterMs = minuteMs }: Options): KeptExport {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  let runs = 0
  /** What was last written, by `store.version()`. What an earlier session left is looked at a minute after the start. */
  let writtenVersion = store.version()
  let isStopped = false
  const stampOf = rememberedStamps(store)

  async function begin(): Promise<{ readonly rest: Promise<void> }> {
    const version = store.version()
    if ((await bridge.keptExport({})).kind !== 'on') return { rest: Promise.resolve() }
    const begun = await bridge.exportBegin({ head: await head(), to: 'kept', recipients: [] })
    if (begun.kind !== 'begun') return { rest: Promise.resolve() }
    const watching = { signal: new AbortController().signal, onProgress: () => undefined, stampOf }
    const rest = sendExport(store, bridge, begun.job, watching).then((ended) => {
      if (ended.kind === 'done') writtenVersion = version
    })
    return { rest }
  }
  const refresh = (): Promise<void> => {
    clearTimeout(timer)
    runs++
    running = running
      .then(async () => (await begin()).rest)
      .catch(() => undefined) // tried again at the next change
      .finally(() => runs--)
    return running
  }
  function soon(): void {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(() => void refresh(), afterMs)
  }
  const stopListening = store.onChange(soon)
  soon()
  const kept: KeptExport = {
    refresh,
    async beginLast() {
      clearTimeout(timer)
      // one that is on its way goes on to its end, and reads what is there when it comes to it
      return runs > 0 || writtenVersion === store.version() ? { rest: running } : begin()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      stopListening()
    },
  }
  byStore.set(store, kept)
  return kept
}

const byStore = new WeakMap<Store, KeptExport>()
/** That of an open register. */
export const keptExportOf = (store: Store): KeptExport | undefined => byStore.get(store)

/** Of a table that has not changed since it was looked at, the stamp is still known. */
function rememberedStamps(store: Store): (source: PartSource) => Promise<string> {
  const known = new Map<string, { readonly revision: string; readonly stamp: string }>()
  return async ({ part, tables, stamp }) => {
    const name = partName(part)
    const revision = tables.map((table) => store.revisions.of(table)).join('/')
    const before = known.get(name)
    if (before?.revision === revision) return before.stamp
    const made = await stamp()
    known.set(name, { revision, stamp: made })
    return made
  }
}
