import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { EnrolResponse, protocol, RenewResponse, SyncResponse } from '../../src-shared/sync/messages.ts'
import type { Opened } from '../keys/keyring.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { carryFiles, createSendFitting } from './carry-files.ts'
import { createEnrolmentFile, type Enrolment } from './enrolment-file.ts'
import { type Fetch, postJson, readHubAddress, type Unreachable } from './transport.ts'

type SyncHandlers = Pick<
  Handlers,
  'syncStatus' | 'syncEnrol' | 'syncRenew' | 'syncExchange' | 'syncFiles'
> & {
  /** The hub of this device while it is unlocked. */
  readonly connection: () => Promise<Enrolment | null>
}
type EnrolAnswer = Awaited<ReturnType<Handlers['syncEnrol']>>

const locked = { kind: 'unreachable', reason: 'locked' } as const
const notEnrolled = { kind: 'unreachable', reason: 'not-enrolled' } as const
const nonsense = { kind: 'unreachable', reason: 'nonsense' } as const

/** Talks to the hub. */
export function createSyncHandlers(
  folder: string,
  opened: () => Opened | null,
  send: Fetch,
  store: AttachmentStore,
  realmKeys: () => Promise<readonly Uint8Array[]>,
): SyncHandlers {
  const file = createEnrolmentFile(folder)
  const sendFitting = createSendFitting()
  const connection = async (): Promise<Enrolment | null> => {
    const key = opened()
    return key ? file.read(key) : null
  }
  /** The key and the hub of this device, or why there is none. */
  const enrolled = async (): Promise<
    { kind: 'enrolled'; key: Opened; enrolment: Enrolment } | Unreachable
  > => {
    const key = opened()
    if (!key) return locked
    const enrolment = await file.read(key)
    return enrolment ? { kind: 'enrolled', key, enrolment } : notEnrolled
  }
  return {
    connection,
    async syncStatus() {
      const enrolment = await connection()
      return { address: enrolment?.address ?? null, organisation: enrolment?.organisation ?? null }
    },
    async syncEnrol({ address: typed, ...request }) {
      const key = opened()
      if (!key) return locked
      const address = readHubAddress(typed)
      if (typeof address !== 'string') return address
      const answer = await postJson(send, `${address}/v1/enrol`, { protocol, ...request }, null)
      if (answer.kind === 'unreachable') return answer
      const response = EnrolResponse.safeParse(answer.value)
      if (!response.success) return whyNotEnrolled(answer.value)
      if (response.data.kind === 'refused') return response.data
      const { token, organisation } = response.data
      await file.keep(key, { address, token, organisation })
      return { kind: 'enrolled', organisation }
    },
    async syncRenew({ deviceId }) {
      const own = await enrolled()
      if (own.kind !== 'enrolled') return own
      // exchanged before, and only the window was cut off before it heard of it: to ask again would risk the one token there is
      if (own.enrolment.renewedAs === deviceId) return { kind: 'renewed' }
      const { address, token } = own.enrolment
      const answer = await postJson(send, `${address}/v1/renew`, { protocol, deviceId }, token)
      if (answer.kind === 'unreachable') return answer
      const renewed = RenewResponse.safeParse(answer.value)
      if (!renewed.success) return nonsense
      if (renewed.data.kind === 'refused') return renewed.data
      await file.keep(own.key, { ...own.enrolment, token: renewed.data.token, renewedAs: deviceId })
      return { kind: 'renewed' }
    },
    async syncExchange({ message }) {
      const own = await enrolled()
      if (own.kind !== 'enrolled') return own
      const { address, token } = own.enrolment
      const answer = await postJson(send, `${address}/v1/sync`, message, token)
      if (answer.kind === 'unreachable') return answer
      const response = SyncResponse.safeParse(answer.value)
      if (!response.success) return nonsense
      const clock = answer.clockAheadMs === null ? {} : { clockAheadMs: answer.clockAheadMs }
      return { kind: 'answer', response: response.data, ...clock }
    },
    async syncFiles(task) {
      const own = await enrolled()
      if (own.kind !== 'enrolled') return own
      const keys = await realmKeys()
      const newest = keys.at(-1)
      if (!newest) return notEnrolled
      const hub = { send, address: own.enrolment.address, token: own.enrolment.token }
      const { dataKey } = own.key
      return carryFiles({ hub, realmKeys: keys, newest, store, dataKey, sendFitting }, task)
    },
  }
}

/** What a hub that lets nobody in by this answer has said. */
function whyNotEnrolled(value: unknown): EnrolAnswer {
  const refusal = SyncResponse.safeParse(value)
  if (!refusal.success || refusal.data.kind !== 'refused') return nonsense
  const { reason } = refusal.data
  if (reason === 'token' || reason === 'revoked') return { kind: 'refused', reason: 'malformed' }
  return { kind: 'refused', reason: reason === 'quota' ? 'busy' : reason }
}
