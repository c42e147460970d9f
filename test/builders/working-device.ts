import { randomUUID } from 'node:crypto'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import type { Exchange } from '../../src-renderer/sync/pace.ts'
import type { SyncState } from '../../src-renderer/sync/sync-state.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { post } from './hub.ts'
import { setupStore } from './store.ts'
import { aSite, aVisit } from './visits.ts'

export type WorkingDevice = {
  readonly store: Store
  /** Logs a visit and renames the site that all of them rename. @returns the visit's id. */
  work(siteId: string): Promise<string>
  sync(): Promise<SyncState>
}

/**
 * A register that works with a real hub over a network that may go away; a question hangs no
 * longer than `patienceMs`, and twice as long after each that hung: a slow machine is not a cut network.
 */
export async function aWorkingDevice(url: string, code: string, patienceMs = 5000): Promise<WorkingDevice> {
  const store = await setupStore()
  const { token } = await post(`${url}/v1/enrol`, {
    protocol,
    code,
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  let patience = patienceMs
  const exchange: Exchange = async ({ message }) => {
    try {
      const response = await fetch(`${url}/v1/sync`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(patience),
      })
      const answer = SyncResponse.parse(await response.json())
      patience = patienceMs
      return { kind: 'answer', response: answer }
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') patience *= 2
      return { kind: 'unreachable', reason: 'offline' }
    }
  }
  return {
    store,
    async work(siteId) {
      const id = randomUUID()
      await commit(store, [
        { entity: 'visit', id, kind: 'put', fields: aVisit(), isNew: true },
        { entity: 'site', id: siteId, kind: 'put', fields: { ...aSite(), name: `Nimi ${id}` } },
      ])
      return id
    },
    sync: () => syncOnce(syncStorageOf(store), exchange),
  }
}
