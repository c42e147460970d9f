import { createAttachmentHandlers } from './attachments/handlers.ts'
import { createAttachmentStore } from './attachments/store.ts'
import { createDispatch, type Dispatch } from './bridge/dispatch.ts'
import { createClaimHandlers } from './claims/handlers.ts'
import type { Argon2 } from './keys/keyring.ts'
import { createVault } from './keys/vault.ts'
import { createPdfRunner } from './pdf/run-in-worker.ts'
import { createRuleHandlers } from './rules/handlers.ts'
import type { Shell } from './shell.ts'
import { createSyncHandlers } from './sync/handlers.ts'
import type { Fetch } from './sync/transport.ts'

export type ApplicationOptions = {
  readonly shell: Shell
  readonly version: string
  readonly dataFolder: string
  /** Where `resources/` lies. */
  readonly resources: string
  readonly pdfWorker: URL
  readonly send?: Fetch
  readonly argon2?: Argon2
}

/** Everything behind the bridge, for whichever shell carries it. */
export function createApplication({
  shell,
  version,
  dataFolder,
  resources,
  pdfWorker,
  send = fetch,
  argon2,
}: ApplicationOptions): Dispatch {
  const vault = createVault(dataFolder, argon2)
  const { opened, ...keys } = vault
  const store = createAttachmentStore(dataFolder)
  const runPdfJob = createPdfRunner(pdfWorker)
  return createDispatch({
    appInfo: () => ({ version, shell: shell.name }),
    ...keys,
    ...createRuleHandlers(resources),
    ...createSyncHandlers(dataFolder, opened, send),
    ...createAttachmentHandlers({ shell, store, opened, runPdfJob }),
    ...createClaimHandlers({ shell, store, opened, runPdfJob, resources }),
  })
}
