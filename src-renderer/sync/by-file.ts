import { maxMessages } from '../../src-shared/sync/exchange-file.ts'
import { limits, protocol, type SyncRequest, type SyncResponse } from '../../src-shared/sync/messages.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'
import { isCopied, knownOf, opened } from './engine.ts'
import { fitting } from './pace.ts'

const maxPushes = maxMessages / 2
/** As packed; a message of this size is nowhere near what the hub takes, and no proxy counts it. */
const maxPushBytes = limits.bodyBytes / 4

/** What this device would send and ask for, as messages for a file; null before it has met its hub once. */
export async function messagesForFile(storage: SyncStorage): Promise<readonly SyncRequest[] | null> {
  const mark = await storage.readMark()
  const known = knownOf(mark)
  if (!known) return null
  const messages: SyncRequest[] = []
  let waiting = await storage.nextToSend(maxPushes * limits.pushOperations)
  while (waiting.length > 0 && messages.length < maxPushes) {
    const { operations, wire } = await fitting(storage, waiting.slice(0, limits.pushOperations), maxPushBytes)
    messages.push({ protocol, kind: 'push', operations: wire, known })
    waiting = waiting.slice(operations.length)
  }
  // the order is dense, so that the next page is known before the first has come
  for (let page = 0; messages.length < maxMessages; page++) {
    const after = mark.seq + page * limits.pullOperations
    messages.push({
      protocol,
      kind: 'pull',
      after,
      limit: limits.pullOperations,
      ...(page === 0 ? { known } : {}),
    })
  }
  return messages
}

export type FileOutcome =
  | { readonly kind: 'read'; readonly sent: number; readonly received: number }
  /** The hub is in another epoch, or has lost something: only a conversation over the network can mend that. */
  | { readonly kind: 'needs-network' }

/**
 * Takes the answers of a file in. Read twice, or after newer ones, they change nothing (S2, S3): a page is taken where it
 * begins exactly at this device's mark, in the order that this device has read. Of two answers to the same mark the second
 * adds nothing; the next stick brings it.
 */
export async function takeAnswers(
  storage: SyncStorage,
  responses: readonly SyncResponse[],
): Promise<FileOutcome> {
  let [sent, received] = [0, 0]
  for (const response of responses) {
    if (response.kind === 'refused' || response.kind === 'gap' || response.kind === 'forked')
      return { kind: 'needs-network' }
    const { seq, epoch, stamp: own } = await storage.readMark()
    if (response.epoch !== epoch) return { kind: 'needs-network' }
    if (response.kind === 'pushed') {
      const answered = new Set(response.outcomes.map(({ n }) => n))
      const waiting = await storage.nextToSend(maxPushes * limits.pushOperations)
      // the hub takes them in order: an answer without the first that waits speaks of an order that a restore has lost
      const missing = waiting.findIndex(({ n }) => !answered.has(n))
      const operations = missing < 0 ? waiting : waiting.slice(0, missing)
      await storage.noteOutcomes(operations, response.outcomes)
      sent += operations.length
    }
    if (response.kind !== 'pulled') continue
    const { operations, upTo, stamp, stampBefore } = response
    if (operations[0]?.seq !== seq + 1) continue
    const isAnother = own !== null && stampBefore !== null && own !== stampBefore
    if (isAnother || (await isCopied(storage, operations))) return { kind: 'needs-network' }
    await storage.storePulled(await opened(storage, operations), { seq: upTo, stamp })
    received += upTo - seq
  }
  return { kind: 'read', sent, received }
}
