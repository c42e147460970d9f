import { createAttachmentHandlers } from './attachments/handlers.ts'
import { createBackupHandlers } from './backup/handlers.ts'
import type { BackupAnswer, BackupJob } from './backup/jobs.ts'
import type { OpenJournal } from './backup/runs.ts'
import { createDispatch, type Dispatch } from './bridge/dispatch.ts'
import { createClaimHandlers } from './claims/handlers.ts'
import { createReserve } from './data-folder/reserve.ts'
import type { StartReport } from './data-folder/window-database.ts'
import { createExportHandlers } from './export/handlers.ts'
import { createJournalHandlers } from './journal/handlers.ts'
import type { SnapshotJob } from './journal/worker.ts'
import type { SnapshotAnswer } from './journal/write-snapshot.ts'
import type { Argon2 } from './keys/keyring.ts'
import { createRealmHandlers } from './keys/realm-handlers.ts'
import { createVault } from './keys/vault.ts'
import type { PdfAnswer, PdfJob } from './pdf/jobs.ts'
import { createRuleHandlers } from './rules/handlers.ts'
import { createSafetyHandlers } from './safety/handlers.ts'
import { createSheetHandlers } from './sheets/handlers.ts'
import type { SheetAnswer } from './sheets/read-sheet.ts'
import type { SheetJob } from './sheets/worker.ts'
import type { Shell } from './shell/shell.ts'
import { withReserve } from './shell/with-reserve.ts'
import { createAttachmentStore } from './stored-files/store.ts'
import { createExchangeHandlers } from './sync/exchange.ts'
import { createSyncHandlers } from './sync/handlers.ts'
import type { Fetch } from './sync/transport.ts'
import { createRunner } from './worker/run-in-worker.ts'

export type ApplicationOptions = {
  readonly shell: Shell
  readonly version: string
  readonly dataFolder: string
  /** What was found and done before the window's database is opened. */
  readonly start: StartReport
  /** Where `resources/` lies. */
  readonly resources: string
  /** The threads that foreign files are opened in. */
  readonly pdfWorker: URL
  readonly sheetWorker: URL
  /** Writes the journal's snapshots. */
  readonly journalWorker: URL
  /** Makes, proves and restores backups. */
  readonly backupWorker: URL
  readonly send?: Fetch
  readonly argon2?: Argon2
}

/** Everything behind the bridge, for whichever shell carries it. */
export function createApplication({
  shell: plainShell,
  version,
  dataFolder,
  start,
  resources,
  pdfWorker,
  sheetWorker,
  journalWorker,
  backupWorker,
  send = fetch,
  argon2,
}: ApplicationOptions): Dispatch {
  const reserve = createReserve(dataFolder)
  const shell = withReserve(plainShell, reserve)
  const vault = createVault(dataFolder, argon2)
  const { opened, recoveryPublicKey, hasMendedKeys, ...keys } = vault
  const store = createAttachmentStore(dataFolder)
  const runPdfJob = createRunner<PdfJob, PdfAnswer>(pdfWorker)
  const runSheetJob = createRunner<SheetJob, SheetAnswer>(sheetWorker)
  const runSnapshotJob = createRunner<SnapshotJob, SnapshotAnswer>(journalWorker)
  const realm = createRealmHandlers({ folder: dataFolder, opened, recoveryPublicKey, argon2 })
  const { connection, ...sync } = createSyncHandlers(dataFolder, opened, send, store, async () =>
    (await realm.realmKeys({})).keys.map(({ key }) => Buffer.from(key, 'base64')),
  )
  const claims = createClaimHandlers({ shell, store, dataFolder, opened, runPdfJob, resources })
  const exports = createExportHandlers({ shell, store, dataFolder, version, resources, opened })
  let journal: OpenJournal | null = null
  const backups = createBackupHandlers({
    shell,
    dataFolder,
    opened,
    journal: () => journal,
    runBackupJob: createRunner<BackupJob, BackupAnswer>(backupWorker),
  })
  return createDispatch({
    appInfo: () => ({ version, shell: shell.name }),
    ...keys,
    ...createSafetyHandlers({ shell, folder: dataFolder, start, reserve, opened, hasMendedKeys }),
    ...createJournalHandlers({
      dataFolder,
      opened,
      runSnapshotJob,
      releaseReserve: reserve.releaseIfFull,
      onJournal: (now) => {
        journal = now
      },
    }),
    ...backups.handlers,
    ...createRuleHandlers(resources, shell),
    ...realm,
    ...sync,
    ...createExchangeHandlers(connection, send, shell),
    ...createAttachmentHandlers({ shell, store, opened, runPdfJob, resources }),
    ...createSheetHandlers({ shell, opened, runSheetJob }),
    ...claims.handlers,
    ...exports.handlers,
    // files of an older version get names that tell nothing, as soon as there is a key to make them with
    async keysUnlock(input) {
      const answer = await keys.keysUnlock(input)
      const key = opened()
      if (answer.kind === 'unlocked' && key) void store.takeOver(key.dataKey).catch(() => undefined) // again next time
      return answer
    },
    keysLock(input) {
      reserve.releaseIfFull() // what is open is closed in order
      claims.forget()
      exports.forget()
      backups.forget()
      return keys.keysLock(input)
    },
  })
}
