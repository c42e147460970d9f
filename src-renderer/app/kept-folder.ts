import { type KeptExport, keptExportOf, startKeptExport } from '../data/exporting/kept-export.ts'
import type { Store } from '../data/register/store.ts'
import { currentLang } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'

/** Begins to keep the folder outside up to date with an open register, where there is one. */
export const keepFolder = (store: Store): KeptExport =>
  startKeptExport({ store, bridge: bridge(), head: () => headOf(store) })

/** The words of an export are loaded when one is made. */
const headOf = async (store: Store) =>
  (await import('../features/settings/export-head.ts')).exportHead(store, currentLang())

/** How long a lock waits for a folder that is slow or away: until the key may go, and until the register is closed. */
const [beginMs, restMs] = [2000, 20_000]

/** On lock: begins to bring the folder that is kept outside up to date, and gives what is left to wait for. */
export async function beginLastExport(store: Store): Promise<() => Promise<unknown>> {
  const begun = await within(beginMs, keptExportOf(store)?.beginLast())
  return () => within(restMs, begun?.rest)
}
const within = <T>(ms: number, work: Promise<T> | undefined): Promise<T | undefined> =>
  Promise.race([
    work?.catch(() => undefined), // tried again after the next unlock
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), ms)),
  ])
