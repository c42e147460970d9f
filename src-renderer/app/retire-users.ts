import type { Bridge } from '../../src-shared/bridge/calls.ts'
import type { WaysIn } from '../../src-shared/bridge/inputs.ts'
import type { Store } from '../data/register/store.ts'

/** Who must have no way in on this device any more, and who are its administrators. */
export function waysInOf({ reference }: Pick<Store, 'reference'>): WaysIn {
  const users = [...reference.users]
  return {
    retired: users.flatMap(([id, { active }]) => (active ? [] : [id])),
    administrators: users.flatMap(([id, { role }]) => (role === 'admin' ? [id] : [])),
  }
}

/**
 * Sees to it that users who were deactivated, here or on another device, have no way in on this one: asked for once, and
 * again whenever somebody comes or goes, or where it failed.
 * @param onOut whoever is signed in was one of them.
 */
export function retireUsers(
  store: Store,
  retire: Bridge['keysRetire'],
  onOut: () => void,
): () => Promise<void> {
  let asked = ''
  return async () => {
    const waysIn = waysInOf(store)
    const now = JSON.stringify(waysIn)
    if (now === asked) return
    asked = now // what changes meanwhile is asked for on its own
    const answer = await retire(waysIn).catch(() => null)
    if (answer?.kind === 'done') return answer.isOut ? onOut() : undefined
    asked = ''
  }
}
