import { type Known, protocol, type SyncRequest, type SyncResponse } from '../../src-shared/sync/messages.ts'
import type { NumberedOperation, PulledOperation } from '../../src-shared/sync/operation.ts'
import type { EpochChange, Mark, SyncStorage } from '../../src-shared/sync/storage.ts'
import { type Exchange, fitting, inPace, newPace, type Pace, packedBytes, pulledAtOnce } from './pace.ts'
import { currentState, type SyncState, unreachableState } from './sync-state.ts'

type Answer = Exclude<SyncResponse, { kind: 'refused' }>

/** A hub that begins epoch after epoch while a device looks at it is not followed for ever in one round. */
const maxEpochs = 3

class Stop extends Error {
  readonly state: SyncState
  constructor(state: SyncState) {
    super(state.kind)
    this.state = state
  }
}
/** The hub answers from another epoch than the one that this device has read (S7). */
class OtherEpoch extends Error {}
/** A proxy on the way takes no message of that size. */
class TooLarge extends Error {}

/** Sends what is waiting and takes what is new, once; it resumes after any cut and ends in the state to show. */
export async function syncOnce(
  storage: SyncStorage,
  exchange: Exchange,
  pace: Pace = newPace(),
): Promise<SyncState> {
  const paced = inPace(exchange, pace)
  try {
    for (let round = 0; ; round++)
      try {
        if (await storage.isToReadAgain()) await resume(storage, paced, pace)
        await push(storage, paced, pace)
        await pull(storage, paced, pace)
        break
      } catch (error) {
        if (!(error instanceof OtherEpoch) || round === maxEpochs) throw error
        await resume(storage, paced, pace)
      }
  } catch (error) {
    if (error instanceof Stop) return error.state
    if (error instanceof OtherEpoch) return unreachableState(storage, 'offline')
    if (error instanceof TooLarge) return { kind: 'needs-you', reason: 'too-large' }
    throw error
  }
  return currentState(storage)
}

async function push(storage: SyncStorage, exchange: Exchange, pace: Pace): Promise<void> {
  for (;;) {
    const { operations, wire } = await fitting(storage, await storage.nextToSend(pace.batch), pace.maxBytes)
    if (operations.length === 0) return
    const known = knownOf(await storage.readMark())
    const answer = await ask(storage, exchange, {
      protocol,
      kind: 'push',
      operations: wire,
      ...(known ? { known } : {}),
    }).catch((error: unknown) => {
      if (!(error instanceof TooLarge)) throw error
      if (wire.length === 1) throw new Stop({ kind: 'needs-you', reason: 'too-large' })
      pace.maxBytes =
        Math.min(
          pace.maxBytes,
          wire.reduce((sum, op) => sum + packedBytes(op), 0),
        ) / 2
      return null
    })
    if (answer === null) continue
    // what the hub had acknowledged before is not there any more
    if (answer.kind === 'gap') throw new OtherEpoch()
    if (answer.kind === 'forked') throw new Stop({ kind: 'needs-you', reason: 'copied' })
    if (answer.kind !== 'pushed') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
    await storage.noteOutcomes(operations, answer.outcomes)
  }
}

async function pull(storage: SyncStorage, exchange: Exchange, pace: Pace): Promise<void> {
  const page = async (after: number): Promise<Answer> => {
    const known = knownOf(await storage.readMark())
    return ask(storage, exchange, {
      protocol,
      kind: 'pull',
      after,
      limit: pulledAtOnce(pace),
      ...(known ? { known } : {}),
    })
  }
  let coming = page((await storage.readMark()).seq)
  for (;;) {
    const answer = await coming
    if (answer.kind !== 'pulled') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
    const { operations, upTo: seq, stamp } = answer
    stopIfEndless(answer)
    await stopIfCopied(storage, operations)
    // the next page is on its way while this one is stored
    if (answer.more) coming = page(seq)
    coming.catch(() => undefined) // told below, unless storing has failed
    if (operations.length > 0) await storage.storePulled(await opened(storage, operations), { seq, stamp })
    if (!answer.more) return
  }
}

/**
 * Goes over to the epoch that the hub is in: reads all of its order again, sends again its own that the hub lacks, and
 * writes again what it holds of others (S7c). A hub is restored once in years, so that being sure comes before being
 * quick. Cut anywhere, it begins anew.
 */
async function resume(storage: SyncStorage, exchange: Exchange, pace: Pace): Promise<void> {
  const mark = await storage.readMark()
  const known = knownOf(mark)
  if (!known) return // nothing has been read yet, so that nothing is to be read again
  const answer = await answerTo(storage, exchange, {
    protocol,
    kind: 'resume',
    known,
    sendableFrom: await storage.sendableFrom(),
  })
  if (answer.kind !== 'resumed') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
  const { epoch, lastN } = answer
  const [next] = await storage.nextToSend(1)
  const isMissing = next !== undefined && next.n > lastN + 1
  // the hub has nothing to give back, and needs nothing again: it only had to know where to go on
  if (epoch === mark.epoch && !isMissing && !(await storage.isToReadAgain())) return
  await storage.enterEpoch({ epoch, lastN, ...(await readAll(storage, exchange, epoch, pace)) })
}

async function readAll(
  storage: SyncStorage,
  exchange: Exchange,
  epoch: string,
  pace: Pace,
): Promise<Pick<EpochChange, 'operations' | 'upTo' | 'stamp'>> {
  const operations = new Map<string, PulledOperation[]>()
  let stamp: EpochChange['stamp'] = null
  for (let upTo = 0; ; ) {
    const answer = await answerTo(storage, exchange, {
      protocol,
      kind: 'pull',
      after: upTo,
      limit: pulledAtOnce(pace),
    })
    if (answer.kind !== 'pulled') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
    if (answer.epoch !== epoch) throw new OtherEpoch()
    stopIfEndless(answer)
    await stopIfCopied(storage, answer.operations)
    stamp = answer.stamp ?? stamp
    for (const op of await opened(storage, answer.operations)) {
      const place = `${op.entity}/${op.id}`
      const some = operations.get(place)
      if (some) some.push(op)
      else operations.set(place, [op])
    }
    upTo = answer.upTo
    if (!answer.more) return { operations, upTo, stamp }
  }
}

/** Something that answers "more" without an operation would be asked for ever. */
function stopIfEndless({ more, operations }: Extract<Answer, { kind: 'pulled' }>): void {
  if (more && operations.length === 0) throw new Stop({ kind: 'needs-you', reason: 'malformed' })
}

/** What comes back is not what this device made: another one goes by its name, and one of the two is a copy (S7d). */
export async function isCopied(
  storage: SyncStorage,
  operations: readonly NumberedOperation[],
): Promise<boolean> {
  const own = await storage.made()
  const back = new Map(operations.filter(({ deviceId }) => deviceId === own.deviceId).map((op) => [op.n, op]))
  if (back.size === 0) return false
  if (Math.max(...back.keys()) > own.n) return true
  const waiting = await storage.ownUnreturned([...back.keys()])
  return waiting.some(({ n, id, at }) => back.get(n)?.id !== id || back.get(n)?.at !== at)
}
async function stopIfCopied(storage: SyncStorage, operations: readonly NumberedOperation[]): Promise<void> {
  if (await isCopied(storage, operations)) throw new Stop({ kind: 'needs-you', reason: 'copied' })
}

/** Those that this device can read; the others stay at the hub until it has their key. */
export async function opened(
  storage: SyncStorage,
  operations: readonly NumberedOperation[],
): Promise<readonly PulledOperation[]> {
  const found = await Promise.all(operations.map((op) => storage.fromWire(op)))
  return found.filter((op) => op !== null)
}

/** What the device can prove of what it has read; null before its first contact. */
export const knownOf = ({ epoch, seq, stamp, acknowledged }: Mark): Known | null =>
  epoch === null ? null : { epoch, mark: seq, stamp, acknowledged }

/** @throws OtherEpoch when the answer comes from another epoch than the one this device has read. */
async function ask(storage: SyncStorage, exchange: Exchange, message: SyncRequest): Promise<Answer> {
  const answer = await answerTo(storage, exchange, message)
  const { epoch } = await storage.readMark()
  if (epoch === null) await storage.noteEpoch(answer.epoch)
  else if (epoch !== answer.epoch) throw new OtherEpoch()
  return answer
}

async function answerTo(storage: SyncStorage, exchange: Exchange, message: SyncRequest): Promise<Answer> {
  const answer = await exchange({ message })
  if (answer.kind === 'unreachable') {
    if (answer.reason === 'too-large') throw new TooLarge()
    throw new Stop(await unreachableState(storage, answer.reason))
  }
  const { response } = answer
  if (response.kind !== 'refused') return response
  if (response.reason === 'busy') throw new Stop(await unreachableState(storage, 'offline'))
  throw new Stop({ kind: 'needs-you', reason: response.reason })
}
