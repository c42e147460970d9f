import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import { nonceBytes } from '../../src-shared/sealing/box-layout.ts'
import {
  BlobsResponse,
  CompleteResponse,
  EraseResponse,
  earlierPieceBytes,
  maxPieces,
  type PieceSize,
  PiecesResponse,
  PutPieceResponse,
  pieceBytes,
  pieceSizes,
} from '../../src-shared/sync/blob-messages.ts'
import { deriveKey, sealAt, unsealAt } from '../keys/box.ts'
import type { AttachmentStore } from '../stored-files/store.ts'
import { type Fetch, postJson, sendBytes, type Unreachable } from './transport.ts'

export type Hub = { readonly send: Fetch; readonly address: string; readonly token: string }
type Outcome<T> = ({ readonly kind: 'ok' } & T) | Unreachable | { readonly kind: 'quota' }

/** A file in pieces of one size has a name and a key of its own: under one key no number stands for two pieces. */
const inPieces = (sha256: string, size: PieceSize): string =>
  size === earlierPieceBytes ? sha256 : `${sha256}/${size}`

/** What the hub calls a file: whoever has not the key cannot tell whether it holds one that they know. */
export const blobIdOf = (realmKey: Uint8Array, sha256: string, size: PieceSize = pieceBytes): string =>
  createHmac('sha256', deriveKey(realmKey, 'blob-name')).update(inPieces(sha256, size)).digest('hex')

/** A key for this file alone, under which each piece has its own nonce: the same file is the same bytes, and sent once. */
const keyOf = (realmKey: Uint8Array, sha256: string, size: PieceSize): Uint8Array =>
  deriveKey(realmKey, `blob/${inPieces(sha256, size)}`)
const nonceOf = (index: number): Buffer => {
  const nonce = Buffer.alloc(nonceBytes)
  nonce.writeUInt32BE(index, 8)
  return nonce
}

export function sealPiece(
  realmKey: Uint8Array,
  sha256: string,
  index: number,
  pieces: number,
  plain: Uint8Array,
  size: PieceSize = pieceBytes,
): Buffer {
  return sealAt(keyOf(realmKey, sha256, size), nonceOf(index), plain, `${sha256}/${index}/${pieces}`)
}

/** Null where it is another piece, another file, or was changed. */
export function openPiece(
  realmKey: Uint8Array,
  sha256: string,
  index: number,
  pieces: number,
  sealed: Uint8Array,
  size: PieceSize = pieceBytes,
): Buffer | null {
  return unsealAt(keyOf(realmKey, sha256, size), nonceOf(index), sealed, `${sha256}/${index}/${pieces}`)
}

/** Which of the files the hub holds whole, by any of the keys, and how much room they take there. */
export async function askBlobs(
  hub: Hub,
  ids: readonly string[],
): Promise<Outcome<Omit<z.infer<typeof BlobsResponse>, 'kind'>>> {
  const answer = await postJson(hub.send, `${hub.address}/v1/blobs`, { ids }, hub.token)
  if (answer.kind === 'unreachable') return answer
  const read = BlobsResponse.safeParse(answer.value)
  if (!read.success) return { kind: 'unreachable', reason: 'nonsense' }
  const { whole, usedBytes, quotaBytes } = read.data
  return { kind: 'ok', whole, usedBytes, quotaBytes }
}

/** Sends the pieces that the hub lacks, and says that the file is whole; cut anywhere, the next call goes on. */
export async function sendFile(
  hub: Hub,
  realmKey: Uint8Array,
  sha256: string,
  bytes: Uint8Array,
  size: PieceSize = pieceBytes,
): Promise<Outcome<object>> {
  const url = `${hub.address}/v1/blobs/${blobIdOf(realmKey, sha256, size)}`
  const pieces = Math.max(1, Math.ceil(bytes.length / size))
  const asked = await sendBytes(hub.send, 'GET', url, null, hub.token)
  const have = asked.kind === 'bytes' ? PiecesResponse.safeParse(asJson(asked.bytes)) : null
  if (asked.kind === 'unreachable') return asked
  if (!have?.success) return { kind: 'unreachable', reason: 'nonsense' }
  const there = new Set(have.data.have)
  for (let index = 0; index < pieces; index++) {
    if (there.has(index)) continue
    const plain = bytes.subarray(index * size, (index + 1) * size)
    const answer = await sendBytes(
      hub.send,
      'PUT',
      `${url}/${index}`,
      sealPiece(realmKey, sha256, index, pieces, plain, size),
      hub.token,
    )
    if (answer.kind === 'unreachable') return answer
    const put = PutPieceResponse.safeParse(asJson(answer.bytes))
    if (!put.success) return { kind: 'unreachable', reason: 'nonsense' }
    if (put.data.kind === 'quota') return { kind: 'quota' }
  }
  const done = await postJson(hub.send, `${url}/complete`, { pieces }, hub.token)
  if (done.kind === 'unreachable') return done
  const whole = CompleteResponse.safeParse(done.value)
  return whole.success && whole.data.kind === 'complete'
    ? { kind: 'ok' }
    : { kind: 'unreachable', reason: 'nonsense' }
}

/** Asks the hub to let go of a file, whichever key it lies there by; one that is not there is gone already. */
export async function eraseFile(
  hub: Hub,
  realmKeys: readonly Uint8Array[],
  sha256: string,
): Promise<Outcome<object>> {
  for (const [realmKey, size] of realmKeys.flatMap((key) => pieceSizes.map((size) => [key, size] as const))) {
    const url = `${hub.address}/v1/blobs/${blobIdOf(realmKey, sha256, size)}`
    const answer = await sendBytes(hub.send, 'DELETE', url, null, hub.token)
    if (answer.kind === 'unreachable') return answer
    if (!EraseResponse.safeParse(asJson(answer.bytes)).success)
      return { kind: 'unreachable', reason: 'nonsense' }
  }
  return { kind: 'ok' }
}

/** Fetches a file that the hub holds whole and keeps it, once it is proven to be the one that was asked for. */
export async function fetchFile(
  hub: Hub,
  realmKey: Uint8Array,
  sha256: string,
  store: AttachmentStore,
  dataKey: Uint8Array,
  size: PieceSize = pieceBytes,
): Promise<Outcome<object>> {
  const url = `${hub.address}/v1/blobs/${blobIdOf(realmKey, sha256, size)}`
  const parts: Buffer[] = []
  for (let index = 0, pieces = 1; index < pieces; index++) {
    const answer = await sendBytes(hub.send, 'GET', `${url}/${index}`, null, hub.token)
    if (answer.kind === 'unreachable') return answer
    pieces = Number(answer.headers.get('x-alpo-pieces') ?? 0)
    const plain =
      pieces > 0 && pieces <= maxPieces
        ? openPiece(realmKey, sha256, index, pieces, answer.bytes, size)
        : null
    if (!plain) return { kind: 'unreachable', reason: 'nonsense' }
    parts.push(plain)
  }
  const kept = await store.putAs(dataKey, sha256, Buffer.concat(parts))
  return kept ? { kind: 'ok' } : { kind: 'unreachable', reason: 'nonsense' }
}

function asJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return null
  }
}
