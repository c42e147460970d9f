import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { earlierPieceBytes, pieceBytes, pieceSizes } from '../../src-shared/sync/blob-messages.ts'
import { EnrolResponse, protocol, RenewResponse, SyncResponse } from '../../src-shared/sync/messages.ts'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from '../keys/box.ts'
import type { Opened } from '../keys/keyring.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { askBlobs, blobIdOf, eraseFile, fetchFile, sendFile } from './files.ts'
import { type Fetch, postJson, readHubAddress } from './transport.ts'

const Enrolment = z.object({
  address: z.string(),
  token: z.string(),
  organisation: z.string(),
  /** The id that the token was exchanged for, where it was. */
  renewedAs: z.string().optional(),
})
type Enrolment = z.infer<typeof Enrolment>

/** How long one call may go on sending; the next goes on. */
const callMs = 5000
const maxAsked = 1000
const sentSizes = pieceSizes.filter((size) => size !== earlierPieceBytes)

/** Talks to the hub. The device token lies sealed on disk and never reaches the window. */
export function createSyncHandlers(
  folder: string,
  opened: () => Opened | null,
  send: Fetch,
  store: AttachmentStore,
  realmKeys: () => Promise<readonly Uint8Array[]>,
): Pick<Handlers, 'syncStatus' | 'syncEnrol' | 'syncRenew' | 'syncExchange' | 'syncFiles'> & {
  readonly connection: () => Promise<Enrolment | null>
} {
  const file = path.join(folder, 'hub.bin')
  const context = 'hub-enrolment'

  const read = async (key: Opened): Promise<Enrolment | null> => {
    if (!existsSync(file)) return null
    const plain = unseal(deriveKey(key.dataKey, context), await readFile(file), context)
    return plain && Enrolment.parse(JSON.parse(plain.toString('utf8')))
  }
  const keep = (key: Opened, enrolment: Enrolment): Promise<void> =>
    writeAtomically(
      file,
      seal(deriveKey(key.dataKey, context), Buffer.from(JSON.stringify(enrolment)), context),
    )
  /** Where what a proxy lets through was found, it is not tried again with more. */
  let tried = 0
  const sendFitting: typeof sendFile = async (hub, realmKey, sha, bytes) => {
    for (;;) {
      const size = sentSizes[tried] ?? pieceBytes
      const done = await sendFile(hub, realmKey, sha, bytes, size)
      if (done.kind !== 'unreachable' || done.reason !== 'too-large' || tried === sentSizes.length - 1)
        return done
      tried++
    }
  }
  return {
    /** The hub of this device while it is unlocked. */
    async connection() {
      const key = opened()
      return key ? await read(key) : null
    },
    async syncStatus() {
      const key = opened()
      const enrolment = key && (await read(key))
      return { address: enrolment?.address ?? null, organisation: enrolment?.organisation ?? null }
    },
    async syncEnrol({ address: typed, ...request }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const address = readHubAddress(typed)
      if (typeof address !== 'string') return address
      const answer = await postJson(send, `${address}/v1/enrol`, { protocol, ...request }, null)
      if (answer.kind === 'unreachable') return answer
      const read = EnrolResponse.safeParse(answer.value)
      if (!read.success) {
        const refusal = SyncResponse.safeParse(answer.value)
        if (!refusal.success || refusal.data.kind !== 'refused')
          return { kind: 'unreachable', reason: 'nonsense' }
        const { reason } = refusal.data
        if (reason === 'token' || reason === 'revoked') return { kind: 'refused', reason: 'malformed' }
        return { kind: 'refused', reason: reason === 'quota' ? 'busy' : reason }
      }
      if (read.data.kind === 'refused') return read.data
      const { token, organisation } = read.data
      await keep(key, { address, token, organisation })
      return { kind: 'enrolled', organisation }
    },
    async syncRenew({ deviceId }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const enrolment = await read(key)
      if (!enrolment) return { kind: 'unreachable', reason: 'not-enrolled' }
      // exchanged before, and only the window was cut off before it heard of it: to ask again would risk the one token there is
      if (enrolment.renewedAs === deviceId) return { kind: 'renewed' }
      const { address, token } = enrolment
      const answer = await postJson(send, `${address}/v1/renew`, { protocol, deviceId }, token)
      if (answer.kind === 'unreachable') return answer
      const renewed = RenewResponse.safeParse(answer.value)
      if (!renewed.success) return { kind: 'unreachable', reason: 'nonsense' }
      if (renewed.data.kind === 'refused') return renewed.data
      await keep(key, { ...enrolment, token: renewed.data.token, renewedAs: deviceId })
      return { kind: 'renewed' }
    },
    async syncExchange({ message }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const enrolment = await read(key)
      if (!enrolment) return { kind: 'unreachable', reason: 'not-enrolled' }
      const answer = await postJson(send, `${enrolment.address}/v1/sync`, message, enrolment.token)
      if (answer.kind === 'unreachable') return answer
      const response = SyncResponse.safeParse(answer.value)
      return response.success
        ? {
            kind: 'answer',
            response: response.data,
            ...(answer.clockAheadMs === null ? {} : { clockAheadMs: answer.clockAheadMs }),
          }
        : { kind: 'unreachable', reason: 'nonsense' }
    },
    async syncFiles({ send: toSend, fetch: toFetch, erase }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const enrolment = await read(key)
      const keys = await realmKeys()
      const newest = keys.at(-1)
      if (!enrolment || !newest) return { kind: 'unreachable', reason: 'not-enrolled' }
      const hub = { send, address: enrolment.address, token: enrolment.token }
      for (const sha of erase) {
        const done = await eraseFile(hub, keys, sha)
        if (done.kind === 'unreachable') return done
      }
      const isHeld = (sha: string): boolean => store.has(key.dataKey, sha)
      const isHere = toSend.some(isHeld) || toFetch.some((sha) => !isHeld(sha))
      if (toSend.length + toFetch.length > 0 && !isHere)
        return { kind: 'done', left: 0, missing: 0, unsent: [], usedBytes: 0, quotaBytes: 0 }
      // a file may lie there under the name of an older key
      const names = new Map(
        [...toSend, ...toFetch].map((sha) => [
          sha,
          keys.flatMap((one) => pieceSizes.map((size) => ({ key: one, size, id: blobIdOf(one, sha, size) }))),
        ]),
      )
      const asked = [...new Set([...names.values()].flat().map(({ id }) => id))]
      const there = new Set<string>()
      let room = { usedBytes: 0, quotaBytes: 0 }
      for (let at = 0; at < Math.max(1, asked.length); at += maxAsked) {
        const answer = await askBlobs(hub, asked.slice(at, at + maxAsked))
        if (answer.kind !== 'ok')
          return answer.kind === 'quota' ? { kind: 'unreachable', reason: 'nonsense' } : answer
        for (const id of answer.whole) there.add(id)
        room = { usedBytes: answer.usedBytes, quotaBytes: answer.quotaBytes }
      }
      const held = (sha: string) => names.get(sha)?.findLast(({ id }) => there.has(id))
      const sending = toSend.filter((sha) => isHeld(sha) && !held(sha))
      const wanted = toFetch.filter((sha) => !isHeld(sha))
      const fetching = wanted.filter(held)
      const until = performance.now() + callMs
      let left = sending.length + fetching.length
      const sent = new Set<string>()
      const outcome = (kind: 'done' | 'quota') =>
        ({
          kind,
          left,
          missing: wanted.length - fetching.length,
          ...room,
          unsent: sending.filter((sha) => !sent.has(sha)),
        }) as const
      for (const sha of fetching) {
        const name = held(sha)
        if (performance.now() > until || !name) break
        const done = await fetchFile(hub, name.key, sha, store, key.dataKey, name.size)
        if (done.kind === 'unreachable') return done
        left--
      }
      for (const sha of sending) {
        if (performance.now() > until) break
        const bytes = await store.get(key.dataKey, sha)
        const done = bytes ? await sendFitting(hub, newest, sha, bytes) : ({ kind: 'ok' } as const)
        if (done.kind === 'unreachable') return done
        if (done.kind === 'quota') return outcome('quota')
        sent.add(sha)
        left--
      }
      return outcome('done')
    },
  }
}
