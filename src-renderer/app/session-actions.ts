import type { Output } from '../../src-shared/bridge/calls.ts'
import { createCipher } from '../data/cipher.ts'
import { commit } from '../data/commit.ts'
import { adoptForeign } from '../data/pulled.ts'
import { listRows } from '../data/records.ts'
import { openStore, type Store } from '../data/store.ts'
import type { SetupChoice } from '../features/setup/model.ts'
import { bridge } from '../platform/bridge.ts'
import { systemClock as clock } from '../platform/clock.ts'
import { startSyncLoop } from '../sync/loop.ts'
import type { SessionStore, View } from './session.ts'

type Opened = Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>
type OpenedOrCreated = Pick<Opened, 'userId' | 'keyId' | 'dataKey'>
export type SetupOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly enrolment: Exclude<Output<'syncEnrol'>, { kind: 'enrolled' }> }

/** Everything that moves the window from one phase to the next. */
export function createSessionActions(session: SessionStore) {
  const open = async ({ userId, keyId, dataKey }: OpenedOrCreated): Promise<Store> => {
    const store = await openStore({ cipher: await createCipher(dataKey, keyId), userId, clock })
    await adoptForeign(store)
    return store
  }
  const goOn = async (store: Store): Promise<void> => {
    const user = (await listRows(store, 'user')).find(({ id }) => id === store.userId)
    if (user) store.role = user.fields.role
    session.getState().loop?.stop()
    const loop = startSyncLoop(
      store,
      (message) => bridge().syncExchange(message),
      (sync) => session.setState({ sync }),
    )
    session.setState({ store, loop })
  }
  const enter = async (opened: OpenedOrCreated): Promise<void> => {
    const store = await open(opened)
    const users = await listRows(store, 'user')
    if (!users.some(({ id }) => id === opened.userId)) {
      store.close() // the set-up was cut off before its first records: it goes on
      return session.setState({ phase: 'setup' })
    }
    await goOn(store)
    session.setState({ phase: 'open' })
  }
  return {
    /** Only one window may write: a second tab of the preview host waits for ever and says so. */
    async start(): Promise<void> {
      const held = await holdWindow()
      if (!held) return session.setState({ phase: 'other-tab' })
      const status = await bridge().keysStatus({})
      session.setState({ phase: status === 'none' ? 'setup' : 'locked' })
    },
    async setUp(choice: SetupChoice): Promise<SetupOutcome> {
      const userId = clock.newId()
      const keys = await bridge().keysCreate({ userId, passphrase: choice.passphrase })
      // a set-up that was cut off after its keys were made goes on where it stopped
      const opened =
        keys.kind === 'created' ? keys : await bridge().keysUnlock({ passphrase: choice.passphrase })
      if (opened.kind !== 'created' && opened.kind !== 'unlocked')
        return { kind: 'failed', enrolment: { kind: 'refused', reason: 'device' } }
      if (opened.kind === 'created') session.setState({ recoveryKey: opened.recoveryKey })
      const store = await open(opened)
      store.role = 'admin' // the first records of a register are made by whoever sets it up
      if (choice.mode === 'join') {
        const enrolment = await bridge().syncEnrol({
          address: choice.hubAddress,
          code: choice.hubCode,
          deviceId: store.deviceId,
          deviceName: choice.deviceName,
          organisationId: null,
        })
        if (enrolment.kind !== 'enrolled') {
          store.close()
          return { kind: 'failed', enrolment }
        }
      }
      await commit(store, [
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
          id: opened.userId,
          kind: 'put',
          fields: {
            displayName: choice.userName,
            role: choice.mode === 'create' ? 'admin' : 'coordinator',
            active: true,
          },
          isNew: true,
        },
      ])
      await goOn(store)
      session.setState({ phase: session.getState().recoveryKey ? 'recovery-key' : 'open' })
      return { kind: 'done' }
    },
    recoveryKeyNoted: (): void => session.setState({ recoveryKey: null, phase: 'open' }),
    async unlock(passphrase: string): Promise<Output<'keysUnlock'>> {
      const answer = await bridge().keysUnlock({ passphrase })
      if (answer.kind === 'unlocked') await enter(answer)
      return answer
    },
    async recover(recoveryKey: string, newPassphrase: string): Promise<Output<'keysRecover'>> {
      const answer = await bridge().keysRecover({ recoveryKey, newPassphrase })
      if (answer.kind === 'unlocked') await enter(answer)
      return answer
    },
    /** Drops the key and everything that was read with it. */
    async lock(): Promise<void> {
      const { loop, store } = session.getState()
      loop?.stop()
      session.setState({ phase: 'locked', store: null, loop: null, sync: { kind: 'off' }, view: 'visits' })
      await bridge().keysLock({})
      store?.close()
    },
    show: (view: View): void => session.setState({ view }),
  }
}
export type SessionActions = ReturnType<typeof createSessionActions>

const holdWindow = (): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request('alpo-desk-window', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise(() => undefined) : undefined // held until the window closes
    })
  })
