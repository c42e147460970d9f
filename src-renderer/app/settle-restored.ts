import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { defaultPolicy } from '../../src-shared/domain/visits/retention.ts'
import { listRows } from '../data/records/records.ts'
import type { Store } from '../data/register/store.ts'
import { takeRestoredIdentity } from '../data/syncing/new-identity.ts'
import { planRetention, runRetention } from '../features/admin/retention-run.ts'

/**
 * A register that was restored from a backup goes on as another device, and loses what is past its time, before anybody
 * sees it. Cut anywhere, the next unlock does it again.
 */
export async function settleRestored(
  store: Store,
  calls: Pick<Bridge, 'restoredRead' | 'restoredEnd'>,
): Promise<void> {
  if (!(await calls.restoredRead({}))) return
  await takeRestoredIdentity(store)
  store.workAs('admin') // nobody has come in yet: it is the register that keeps its own limits
  const policy = (await listRows(store, 'retentionPolicy'))[0]?.fields ?? defaultPolicy
  await store.exclusive(async () => undefined) // older months are there once writers may go on
  const { kind } = await runRetention(store, planRetention(store, policy, store.clock.today()), () => true)
  if (kind !== 'done') throw new Error('what is past its time could not be removed')
  await calls.restoredEnd({})
}
