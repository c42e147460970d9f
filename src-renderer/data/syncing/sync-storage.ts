import type { SyncStorage } from '../../../src-shared/sync/storage.ts'
import { putRows } from '../database/table-changes.ts'
import { unsentFiles } from '../records/unsent-files.ts'
import type { Store } from '../register/store.ts'
import { fromWire, toWire } from '../sealing/sealed-wire.ts'
import { enterEpoch, sendableFrom } from './epoch.ts'
import { nextToSend, noteOutcomes, ownUnreturned, unsent } from './outbox.ts'
import { readMark, storePulled } from './store-pulled.ts'

/** The open register as the exchange with a hub sees it. */
export const syncStorageOf = (store: Store): SyncStorage => ({
  nextToSend: (limit) => nextToSend(store, limit),
  unsent: () => unsent(store),
  unsentFiles: () => unsentFiles(store),
  setAsideCount: () => store.db.setAside.count(),
  noteOutcomes: (sent, outcomes) => noteOutcomes(store, sent, outcomes),
  readMark: () => readMark(store),
  ownUnreturned: (numbers) => ownUnreturned(store, numbers),
  made: async () => ({ deviceId: store.deviceId, n: store.lastN }),
  noteEpoch: (epoch) => store.note(putRows(store.db.meta, [{ key: 'epoch', value: epoch }])),
  toWire: (op) => toWire(store, op),
  fromWire: (op) => fromWire(store, op),
  storePulled: (operations, mark) => storePulled(store, operations, mark),
  isToReadAgain: async () => (await store.db.meta.get('readAgain')) !== undefined,
  sendableFrom: () => sendableFrom(store),
  enterEpoch: (change) => enterEpoch(store, change),
})
