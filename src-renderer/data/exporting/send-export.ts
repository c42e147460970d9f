import type { Bridge, Output } from '../../../src-shared/bridge/calls.ts'
import { listRows } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { countRows, exportParts, type PartSource } from './export-parts.ts'

export type ExportBridge = Pick<
  Bridge,
  'exportFiles' | 'exportPart' | 'exportRows' | 'exportEnd' | 'exportCancel'
>
export type ExportProgress = { readonly done: number; readonly of: number }
type Watching = {
  readonly signal: AbortSignal
  readonly onProgress: (progress: ExportProgress) => void
  /** Tells of a part whether it has changed, where what lies there may stay; null for an export anew. */
  readonly stampOf?: (source: PartSource) => Promise<string>
}
export type ExportOutcome = Output<'exportEnd'> | { readonly kind: 'cancelled' }

const filesAtOnce = 10

/**
 * Hands all of the register over to the export that was begun as `job`: originals of attachments first, then the rows part
 * by part. What the disk refuses, and that a person stops it, is an answer.
 */
export async function sendExport(
  store: Store,
  bridge: ExportBridge,
  job: string,
  { signal, onProgress, stampOf }: Watching,
): Promise<ExportOutcome> {
  const files = await filesOf(store)
  const of = files.length + (await countRows(store))
  let done = 0
  const step = (count: number): void => {
    done = Math.min(done + count, of)
    onProgress({ done, of })
  }
  const stop = async (): Promise<ExportOutcome> => {
    await bridge.exportCancel({ job })
    return { kind: 'cancelled' }
  }
  try {
    for (let from = 0; from < files.length; from += filesAtOnce) {
      if (signal.aborted) return stop()
      const some = files.slice(from, from + filesAtOnce)
      const answer = await bridge.exportFiles({ job, files: some })
      if (answer.kind === 'failed') return answer
      step(some.length)
    }
    for (const source of await exportParts(store)) {
      if (signal.aborted) return stop()
      const { part, pages } = source
      const stamp = stampOf ? await stampOf(source) : null
      const begun = await bridge.exportPart({ job, part, stamp })
      if (begun.kind === 'failed') return begun
      if (begun.kind === 'unchanged') continue
      for await (const rows of pages()) {
        if (signal.aborted) return stop()
        const answer = await bridge.exportRows({ job, rows: [...rows] })
        if (answer.kind === 'failed') return answer
        step(rows.length)
      }
    }
    return signal.aborted ? stop() : await bridge.exportEnd({ job })
  } catch (error) {
    await stop()
    throw error
  }
}

/** The originals of shown attachments, each once. */
async function filesOf(store: Store): Promise<readonly { readonly sha256: string; readonly name: string }[]> {
  const rows = await listRows(store, 'attachment')
  const files = new Map(rows.map(({ fields: { sha256, name } }) => [`${sha256}/${name}`, { sha256, name }]))
  return [...files.values()]
}
