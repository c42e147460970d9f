import { assertNever } from '../../src-shared/kernel/result.ts'
import { type Known, limits, type SyncRequest, type SyncResponse } from '../../src-shared/sync/messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import type { Database } from '../database/database.ts'
import { resumeDevice } from '../order/epochs.ts'
import { lastNumber, pullOperations } from '../order/pull.ts'
import { pushOperations } from '../order/push.ts'
import { listReceipts } from '../order/receipts.ts'
import type { WakeUps } from '../order/wake-ups.ts'
import type { Metrics } from './metrics.ts'
import type { Refuse, Refused } from './refusals.ts'

/** What messages are answered with. */
export type AnswerServices = {
  readonly db: Database
  readonly metrics: Metrics
  readonly refuse: Refuse
  readonly wakeUps: WakeUps
  /** What a device may send on a day. */
  readonly bytesADay: number
}

/** The answer to a message as JSON text: what is pulled is handed on as it lies, without being read. */
export async function answerMessage(
  services: AnswerServices,
  message: SyncRequest,
  device: KnownDevice,
): Promise<string> {
  const { db, wakeUps } = services
  switch (message.kind) {
    case 'push':
      return toJson(await answerPush(services, message, device))
    case 'pull':
      return answerPull(services, message, device)
    case 'resume':
      return toJson({ kind: 'resumed', ...(await resumeDevice(db, device, message)) })
    case 'wait': {
      // listening before looking: what comes in between is heard
      const waited = wakeUps.wait(device.orgId, device.id, limits.waitMs)
      const isThere = (await lastNumber(db, device)) > message.after
      const isNews = isThere || (await waited)
      return toJson({ kind: isNews ? 'news' : 'quiet', epoch: device.epoch })
    }
    case 'receipts': {
      const receipts = await listReceipts(db, device, message.after)
      return toJson({ kind: 'receipts', epoch: device.epoch, ...receipts })
    }
    default:
      return assertNever(message)
  }
}

const toJson = (response: SyncResponse | Refused): string => JSON.stringify(response)

async function answerPush(
  { db, metrics, refuse, bytesADay }: AnswerServices,
  message: Extract<SyncRequest, { kind: 'push' }>,
  device: KnownDevice,
): Promise<SyncResponse | Refused> {
  const known = message.known ?? (message.protocol === 1 ? knownToOld(device) : null)
  const result = await pushOperations(db, device, message.operations, known, bytesADay)
  if (result.kind === 'malformed' || result.kind === 'quota') return refuse(result.kind)
  // an older version has no word for it, and stops
  if (result.kind === 'forked' && message.protocol === 1) return { kind: 'refused', reason: 'malformed' }
  if (result.kind === 'gap' || result.kind === 'forked') return result
  for (const { kind } of result.outcomes) metrics.operations.inc({ outcome: kind })
  return { ...result, outcomes: [...result.outcomes] }
}

async function answerPull(
  { db, metrics }: AnswerServices,
  message: Extract<SyncRequest, { kind: 'pull' }>,
  device: KnownDevice,
): Promise<string> {
  const { epoch, operationsJson, count, ...place } = await pullOperations(db, device, message)
  metrics.operations.inc({ outcome: 'handed-out' }, count)
  const head = JSON.stringify({ kind: 'pulled', epoch, ...place })
  return `${head.slice(0, -1)},"operations":${operationsJson}}`
}

/** A device of protocol 1 cannot say what it has read: it is the epoch in which it was let in. */
const knownToOld = ({ enrolledEpoch }: KnownDevice): Known => ({
  epoch: enrolledEpoch,
  mark: 0,
  stamp: null,
  acknowledged: 0,
})
