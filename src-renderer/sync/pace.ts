import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { limits } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'

export type Exchange = Bridge['syncExchange']

/** Operations that go over at once: fewer where the network is slow, so that a cut costs little, more where it is quick. */
export type Pace = {
  batch: number
  /** As a message travels, packed: below what a proxy takes that nobody has told another measure (1 MB in nginx). */
  maxBytes: number
}
export const newPace = (): Pace => ({ batch: 500, maxBytes: 900_000 })
const [minBatch, maxBatch] = [50, 2000]
/** What is taken is twice as much as what is sent: it comes back packed, and is stored as one. */
export const pulledAtOnce = ({ batch }: Pace): number => Math.min(batch * 2, limits.pullOperations)
const [quickMs, slowMs] = [700, 4000]

/** Watches how long each exchange takes, and sizes the next by it. */
export function inPace(exchange: Exchange, pace: Pace): Exchange {
  return async (input) => {
    const began = performance.now()
    const answer = await exchange(input)
    const took = performance.now() - began
    const isCut = answer.kind === 'unreachable' && answer.reason === 'timeout'
    if (isCut || took > slowMs) pace.batch = Math.max(minBatch, Math.floor(pace.batch / 2))
    else if (answer.kind === 'answer' && took < quickMs) pace.batch = Math.min(maxBatch, pace.batch * 2)
    return answer
  }
}

/** What a box takes of its base64 when it is packed, and what random ids and short texts take at most. */
const [boxShare, textShare] = [0.8, 0.4]
export const packedBytes = (op: Operation): number =>
  JSON.stringify(op).length * (op.entity === sealedEntity ? boxShare : textShare)

/** As many of the operations as one message holds; always the first, which may be a whole claim. */
export async function fitting(
  storage: SyncStorage,
  waiting: readonly Operation[],
  maxBytes: number,
): Promise<{ readonly operations: readonly Operation[]; readonly wire: Operation[] }> {
  const wire: Operation[] = []
  let bytes = 0
  for (const op of waiting) {
    const outside = await storage.toWire(op)
    bytes += packedBytes(outside)
    if (bytes > maxBytes && wire.length > 0) break
    wire.push(outside)
  }
  return { operations: waiting.slice(0, wire.length), wire }
}
