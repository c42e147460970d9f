import type { Output } from '../../src-shared/bridge/calls.ts'
import { createCipher } from '../data/cipher.ts'
import { packStale } from '../data/columns/stored.ts'
import { commit } from '../data/commit.ts'
import { type Db, openDb } from '../data/db.ts'
import { dropErasedFiles } from '../data/erased-files.ts'
import { goOnAsAnother, isRenewing } from '../data/new-identity.ts'
import { openRegister } from '../data/open-register.ts'
import { openRealm } from '../data/realm.ts'
import { keepKeys } from '../data/realm-keys.ts'
import { databaseName, type Store } from '../data/store.ts'
import { noteClock } from '../data/trust-clock.ts'
import type { SetupChoice } from '../features/setup/model.ts'
import { bridge } from '../platform/bridge.ts'
import { systemClock as clock } from '../platform/clock.ts'
import type { SyncState } from '../sync/engine.ts'
import { startFilesLoop } from '../sync/files.ts'
import { type SyncLoop, startSyncLoop } from '../sync/loop.ts'
import { retireUsers } from './retire-users.ts'

type Opened = Pick<Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>, 'userId' | 'keyId' | 'dataKey'>
/** How long the register must have been left alone before its months are packed for the next start. */
const packAfterMs = 3000

/** The database can be opened before there is a key to what it holds. */
export const openDatabase = (): Promise<Db> => openDb(databaseName)

export async function open({ userId, keyId, dataKey }: Opened, db?: Db): Promise<Store> {
  const cipher = await createCipher(dataKey, keyId)
  const store = await openRegister({ cipher, userId, clock, ...(db ? { db } : {}) })
  store.realm = await openRealm((await bridge().realmKeys({})).keys)
  return store
}

/** False while a set-up was cut off before its first records. */
export const isKnownUser = ({ reference, userId }: Store): boolean => reference.users.has(userId)

/** Signs the user in with their role, and keeps the register in step with the hub. */
export function startWork(store: Store, show: (state: SyncState) => void, onOut: () => void): SyncLoop {
  const user = store.reference.users.get(store.userId)
  if (user) store.role = user.active ? user.role : 'viewer'
  // a window that is closed or killed does not lock: its next start must not find the month of today row by row
  let packing: ReturnType<typeof setTimeout> | undefined
  const packSoon = (): void => {
    clearTimeout(packing)
    packing = setTimeout(() => void packStale(store).catch(() => undefined), packAfterMs) // tried again on lock
  }
  packSoon()
  const stopPacking = store.onChange(packSoon)
  const retireSoon = oneAtATime(retireUsers(store, (input) => bridge().keysRetire(input), onOut))
  const stopRetiring = store.onChange(retireSoon)
  retireSoon()
  const keepSoon = oneAtATime(() => keepKeys(store, bridge()))
  const renewSoon = oneAtATime(async () => {
    const isDone = await goOnAsAnother(store, (input) => bridge().syncRenew(input))
    if (isDone) await loop.syncNow()
  })
  const dropSoon = oneAtATime(() => dropErasedFiles(store, bridge().eraseAttachments))
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
      keepSoon()
      dropSoon()
      const isCopy = state.kind === 'needs-you' && state.reason === 'copied'
      // also one that was cut before the hub had been told
      void isRenewing(store).then((isCut) => (isCopy || isCut) && renewSoon())
      if (state.kind === 'all-sent') files.look()
    },
  )
  return {
    ...loop,
    stop() {
      clearTimeout(packing)
      stopPacking()
      stopRetiring()
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
