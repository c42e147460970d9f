import type { Handlers } from '../../src-shared/bridge/calls.ts'
import {
  earlierPieceBytes,
  type PieceSize,
  pieceBytes,
  pieceSizes,
} from '../../src-shared/sync/blob-messages.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { askBlobs, blobIdOf, eraseFile, fetchFile, type Hub, sendFile } from './files.ts'
import type { Unreachable } from './transport.ts'

/** How long one call may go on sending; the next goes on. */
const callMs = 5000
const maxAsked = 1000
const sentSizes = pieceSizes.filter((size) => size !== earlierPieceBytes)

type Task = Parameters<Handlers['syncFiles']>[0]
type Answer = Awaited<ReturnType<Handlers['syncFiles']>>
export type Carrier = {
  readonly hub: Hub
  readonly realmKeys: readonly Uint8Array[]
  /** The key that files are sent under. */
  readonly newest: Uint8Array
  readonly store: AttachmentStore
  readonly dataKey: Uint8Array
  readonly sendFitting: typeof sendFile
}
/** How a file lies on the hub: under the name of an older key, maybe. */
type Lying = { readonly key: Uint8Array; readonly size: PieceSize; readonly id: string }
type Found = (sha256: string) => Lying | undefined

/** Sends in pieces as large as a proxy lets through; where that size was found, it is not tried again with more. */
export function createSendFitting(): typeof sendFile {
  let tried = 0
  return async (hub, realmKey, sha256, bytes) => {
    for (;;) {
      const size = sentSizes[tried] ?? pieceBytes
      const done = await sendFile(hub, realmKey, sha256, bytes, size)
      if (done.kind !== 'unreachable' || done.reason !== 'too-large' || tried === sentSizes.length - 1)
        return done
      tried++
    }
  }
}

/** Erases on the hub, fetches from it and sends to it what a task names, for as long as one call may take. */
export async function carryFiles(by: Carrier, { send, fetch, erase }: Task): Promise<Answer> {
  for (const sha256 of erase) {
    const done = await eraseFile(by.hub, by.realmKeys, sha256)
    if (done.kind === 'unreachable') return done
  }
  const isHeld = (sha256: string): boolean => by.store.has(by.dataKey, sha256)
  const isHere = send.some(isHeld) || fetch.some((sha256) => !isHeld(sha256))
  if (send.length + fetch.length > 0 && !isHere)
    return { kind: 'done', left: 0, missing: 0, unsent: [], usedBytes: 0, quotaBytes: 0 }

  const lookedUp = await lookUp(by, [...send, ...fetch])
  if (lookedUp.kind === 'unreachable') return lookedUp
  const { found, room } = lookedUp
  const sending = send.filter((sha256) => isHeld(sha256) && !found(sha256))
  const wanted = fetch.filter((sha256) => !isHeld(sha256))
  const fetching = wanted.filter(found)

  const until = performance.now() + callMs
  const fetched = await fetchUntil(until, by, fetching, found)
  if (fetched.kind === 'unreachable') return fetched
  const sent = await sendUntil(until, by, sending)
  if (sent.kind === 'unreachable') return sent
  return {
    kind: sent.kind,
    left: sending.length + fetching.length - fetched.count - sent.files.length,
    missing: wanted.length - fetching.length,
    ...room,
    unsent: sending.filter((sha256) => !sent.files.includes(sha256)),
  }
}

/** Which of the files the hub holds whole, and how much room they take there. */
async function lookUp(
  { hub, realmKeys }: Carrier,
  files: readonly string[],
): Promise<
  | { kind: 'found'; found: Found; room: { readonly usedBytes: number; readonly quotaBytes: number } }
  | Unreachable
> {
  const names = new Map(files.map((sha256) => [sha256, namesOf(realmKeys, sha256)]))
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
  return { kind: 'found', found: (sha256) => names.get(sha256)?.findLast(({ id }) => there.has(id)), room }
}

const namesOf = (realmKeys: readonly Uint8Array[], sha256: string): readonly Lying[] =>
  realmKeys.flatMap((key) => pieceSizes.map((size) => ({ key, size, id: blobIdOf(key, sha256, size) })))

async function fetchUntil(
  until: number,
  { hub, store, dataKey }: Carrier,
  files: readonly string[],
  found: Found,
): Promise<{ kind: 'fetched'; count: number } | Unreachable> {
  let count = 0
  for (const sha256 of files) {
    const lying = found(sha256)
    if (performance.now() > until || !lying) break
    const done = await fetchFile(hub, lying.key, sha256, store, dataKey, lying.size)
    if (done.kind === 'unreachable') return done
    count++
  }
  return { kind: 'fetched', count }
}

/** `quota` where the hub has no room for the next one. */
async function sendUntil(
  until: number,
  { hub, store, dataKey, newest, sendFitting }: Carrier,
  sending: readonly string[],
): Promise<{ kind: 'done' | 'quota'; files: readonly string[] } | Unreachable> {
  const files: string[] = []
  for (const sha256 of sending) {
    if (performance.now() > until) break
    const bytes = await store.get(dataKey, sha256)
    const done = bytes ? await sendFitting(hub, newest, sha256, bytes) : ({ kind: 'ok' } as const)
    if (done.kind === 'unreachable') return done
    if (done.kind === 'quota') return { kind: 'quota', files }
    files.push(sha256)
  }
  return { kind: 'done', files }
}
