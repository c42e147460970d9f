import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Store } from '../data/register/store.ts'
import type { SetupChoice } from '../features/setup/model.ts'
import { bridge } from '../platform/bridge.ts'
import { systemClock as clock } from '../platform/clock.ts'
import { loadRegister } from './load-register.ts'
import type { SessionStore } from './session.ts'

export type SetupOutcome =
  | { readonly kind: 'done' }
  /** The passphrase is easily guessed: nothing was made. */
  | { readonly kind: 'weak' }
  | { readonly kind: 'failed'; readonly enrolment: Exclude<Output<'syncEnrol'>, { kind: 'enrolled' }> }

/** Makes the keys and the first records of a register, or joins an organisation with it; `goOn` starts the work in it. */
export async function setUp(
  choice: SetupChoice,
  session: SessionStore,
  goOn: (store: Store) => Promise<void>,
): Promise<SetupOutcome> {
  const userId = clock.newId()
  const keys = await bridge().keysCreate({
    userId,
    passphrase: choice.passphrase,
    names: [choice.organisation, choice.site, choice.userName, choice.deviceName].filter(Boolean),
  })
  if (keys.kind === 'weak') return { kind: 'weak' }
  // a set-up that was cut off after its keys were made goes on where it stopped
  const opened = keys.kind === 'created' ? keys : await bridge().keysUnlock({ passphrase: choice.passphrase })
  if (opened.kind !== 'created' && opened.kind !== 'unlocked')
    return { kind: 'failed', enrolment: { kind: 'refused', reason: 'device' } }
  if (opened.kind === 'created') session.setState({ recoveryKey: opened.recoveryKey })
  const register = await loadRegister()
  const store = await register.open(opened)
  store.workAs('admin') // the first records of a register are made by whoever sets it up
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
  await register.writeFirstRecords(store, choice)
  await goOn(store)
  session.setState({ phase: session.getState().recoveryKey ? 'recovery-key' : 'open' })
  return { kind: 'done' }
}
