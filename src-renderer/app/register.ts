import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Db } from '../data/database/db.ts'
import { noteDay } from '../data/database/known-day.ts'
import { bridgeJournal } from '../data/opening/follow-journal.ts'
import { openRegister } from '../data/opening/open-register.ts'
import { packStale } from '../data/opening/stored-columns.ts'
import { dropErasedFiles } from '../data/records/erased-files.ts'
import { noteClock } from '../data/records/trust-clock.ts'
import type { Store } from '../data/register/store.ts'
import { createCipher } from '../data/sealing/cipher.ts'
import { openRealmKeyring } from '../data/sealing/realm-keyring.ts'
import { beginAsAnother, goOnAsAnother, isRenewing } from '../data/syncing/new-identity.ts'
import { keepKeys } from '../data/syncing/realm-keys.ts'
import { syncStorageOf } from '../data/syncing/sync-storage.ts'
import { commit } from '../data/writing/commit.ts'
import type { SetupChoice } from '../features/setup/model.ts'
import { bridge } from '../platform/bridge.ts'
import { buildDay } from '../platform/build-day.ts'
import { systemClock as clock } from '../platform/clock.ts'
import { unreadableNote } from '../platform/unreadable-note.ts'
import { windowName } from '../platform/window-name.ts'
import { syncOnce } from '../sync/engine.ts'
import { startFilesLoop } from '../sync/files.ts'
import { type SyncLoop, startSyncLoop } from '../sync/loop.ts'
import type { SyncState } from '../sync/sync-state.ts'
import { guard, openFollowed } from './database.ts'
import { keepFolder } from './kept-folder.ts'
import { retireUsers } from './retire-users.ts'

export { settleRestored } from './settle-restored.ts'

type Opened = Pick<Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>, 'userId' | 'keyId' | 'dataKey'>
/** How long the register must have been left alone before its months are packed for the next start. */
const packAfterMs = 3000

/** A person has been told what is missing: what is here now is what the next start is compared with. */
export async function acceptMark(store: Store): Promise<void> {
  if (!store.mark) return
  const { generation, chain, counts } = store.mark
  const { lastN, acknowledged, lastMoment } = store
  await bridge().markKeep({
    mark: {
      generation,
      chain,
      counts,
      lastN,
      acknowledged,
      at: lastMoment || clock.nowIso(),
      openedIn: await windowName(),
    },
    replaces: true,
  })
}

/** Fills an empty register from the hub, as another device than the one whose records are gone. False where the hub is not reached. */
export async function fetchAll(store: Store): Promise<boolean> {
  const { epoch } = await syncStorageOf(store).readMark()
  if (epoch === null) await beginAsAnother(store) // nothing was fetched yet: an earlier try may have been cut off
  if ((await isRenewing(store)) && !(await goOnAsAnother(store, (input) => bridge().syncRenew(input))))
    return false
  await syncOnce(syncStorageOf(store), (message) => bridge().syncExchange(message))
  return isKnownUser(store)
}

export async function open({ userId, keyId, dataKey }: Opened, opened?: Db): Promise<Store> {
  const cipher = await createCipher(dataKey, keyId)
  const db = opened ?? (await openFollowed())
  const openedIn = await windowName()
  const store = await openRegister({
    cipher,
    userId,
    clock,
    guard,
    onUnreadable: unreadableNote.write,
    builtOn: buildDay,
    keepMark: async (mark) =>
      void (await bridge().markKeep({ mark: { ...mark, openedIn }, replaces: false })),
    db,
    journal: bridgeJournal(db, bridge(), guard.noteUncertain),
  })
  store.takeRealmKeyring(await openRealmKeyring((await bridge().realmKeys({})).keys))
  return store
}

/** False while a set-up was cut off before its first records. */
export const isKnownUser = ({ reference, userId }: Store): boolean => reference.users.has(userId)

/** Signs the user in with their role, and keeps the register in step with the hub. */
export function startWork(store: Store, show: (state: SyncState) => void, onOut: () => void): SyncLoop {
  const user = store.reference.users.get(store.userId)
  if (user) store.workAs(user.active ? user.role : 'viewer')
  // a window that is closed or killed does not lock: its next start must not find the month of today row by row
  let packing: ReturnType<typeof setTimeout> | undefined
  const packSoon = (): void => {
    clearTimeout(packing)
    packing = setTimeout(() => void packStale(store).catch(() => undefined), packAfterMs) // tried again on lock
  }
  packSoon()
  void noteDay(store).catch(() => undefined) // noted the next time
  const stopPacking = store.onChange(packSoon)
  const retire = retireUsers(store, (input) => bridge().keysRetire(input), onOut)
  const retireSoon = (): void => void retire()
  const stopRetiring = store.onChange(retireSoon)
  retireSoon()
  const keepSoon = oneAtATime(() => keepKeys(store, bridge()))
  const renewSoon = oneAtATime(async () => {
    const isDone = await goOnAsAnother(store, (input) => bridge().syncRenew(input))
    if (isDone) await loop.syncNow()
  })
  const dropSoon = oneAtATime(() => dropErasedFiles(store, bridge().eraseAttachments))
  const kept = keepFolder(store)
  const files = startFilesLoop(store, (input) => bridge().syncFiles(input))
  const loop = startSyncLoop(
    store,
    async (message) => {
      const answer = await bridge().syncExchange(message)
      // a held answer says nothing of the clock: it was sent when it was asked for, and came later
      if (answer.kind === 'answer' && message.message.kind !== 'wait')
        await noteClock(store, answer.clockAheadMs ?? null)
      return answer
    },
    (state) => {
      show(state)
      retireSoon()
      void noteAcknowledged(store)
      keepSoon()
      dropSoon()
      const isCopy = state.kind === 'needs-you' && state.reason === 'copied'
      // also one that was cut before the hub had been told
      void isRenewing(store).then((isCut) => (isCopy || isCut) && renewSoon())
      if (state.kind === 'all-sent' || (state.kind === 'waiting' && !state.hasChanges)) files.look()
    },
  )
  return {
    ...loop,
    stop() {
      clearTimeout(packing)
      stopPacking()
      stopRetiring()
      kept.stop()
      files.stop()
      loop.stop()
    },
  }
}

/** Work behind the window: asked for while it runs it is not begun a second time, and what fails is tried with the next round. */
function oneAtATime(work: () => Promise<unknown>): () => void {
  let isRunning = false
  return () => {
    if (isRunning) return
    isRunning = true
    void work()
      .catch(() => undefined)
      .finally(() => {
        isRunning = false
      })
  }
}

/** What the hub has answered is known outside the database too: it is what is not missing after a loss. */
async function noteAcknowledged(store: Store): Promise<void> {
  const value = Number((await store.db.meta.get('acknowledged'))?.value ?? 0)
  if (value === store.acknowledged) return
  store.noteAcknowledged(value)
  await store.keepMark()
}

/** What is being written is written first; then the next unlock finds its months packed. */
export async function close(store: Store): Promise<void> {
  await packStale(store).catch(() => undefined) // stale months are read row by row: slower, never wrong
  await Promise.all([store.exclusive(async () => undefined), store.exclusiveDraft(async () => undefined)])
  store.close()
}

/** The organisation, its first site and the user; who joins brings only themselves. */
export async function writeFirstRecords(store: Store, choice: SetupChoice): Promise<void> {
  await commit(store, [
    ...(choice.mode === 'join'
      ? ([
          {
            entity: 'device',
            id: store.deviceId,
            kind: 'put',
            fields: { name: choice.deviceName },
            isNew: true,
          },
        ] as const)
      : []),
    ...(choice.mode === 'create'
      ? ([
          {
            entity: 'organisation',
            id: clock.newId(),
            kind: 'put',
            fields: {
              name: choice.organisation,
              claimantType: null,
              claimantCode: null,
              businessId: null,
            },
            isNew: true,
          },
          {
            entity: 'site',
            id: clock.newId(),
            kind: 'put',
            fields: {
              name: choice.site,
              kind: 'office',
              municipality: null,
              defaultChannel: 'in-person',
              defaultSetting: 'walk-in',
              defaultLanguage: 'fi',
            },
            isNew: true,
          },
        ] as const)
      : []),
    {
      entity: 'user',
      id: store.userId,
      kind: 'put',
      fields: {
        displayName: choice.userName,
        role: choice.mode === 'create' ? 'admin' : 'coordinator',
        active: true,
      },
      isNew: true,
    },
  ])
}
