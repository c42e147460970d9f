/** IndexedDB in memory, before Dexie looks for one. */
import 'fake-indexeddb/auto'
