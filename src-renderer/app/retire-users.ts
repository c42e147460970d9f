import type { Bridge } from '../../src-shared/bridge/calls.ts'
import type { Store } from '../data/store.ts'

/**
 * Sees to it that users who were deactivated, here or on another device, have no way in on this one: asked for once, and
 * again whenever somebody comes or goes.
 * @param onOut whoever is signed in was one of them.
 */
export function retireUsers(
  store: Store,
  retire: Bridge['keysRetire'],
  onOut: () => void,
): () => Promise<void> {
  let known = ''
  return async () => {
    const users = [...store.reference.users]
    const retired = users.flatMap(([id, { active }]) => (active ? [] : [id]))
    const administrators = users.flatMap(([id, { role }]) => (role === 'admin' ? [id] : []))
    const now = [...retired, '', ...administrators].join()
    if (now === known) return
    const answer = await retire({ retired, administrators })
    if (answer.kind !== 'done') return
    known = now
    if (answer.isOut) onOut()
  }
}
