import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAttachmentStore, sha256 } from '../../src-main/stored-files/store.ts'
import {
  askBlobs,
  blobIdOf,
  eraseFile,
  fetchFile,
  openPiece,
  sealPiece,
  sendFile,
} from '../../src-main/sync/files.ts'
import { maxPieceBytes, pieceBytes } from '../../src-shared/sync/blob-messages.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const realmKey = randomBytes(32)
async function setupDevice(organisation: ReturnType<typeof randomUUID>) {
  const { token } = await enrol(hub, organisation)
  const store = createAttachmentStore(mkdtempSync(path.join(os.tmpdir(), 'alpo-files-')))
  return { at: { send: fetch, address: hub.url, token }, store, dataKey: new Uint8Array(randomBytes(32)) }
}
const rowsOf = async (id: string) =>
  (
    await hub.db.query<{ index: number }>('SELECT index FROM blob_pieces WHERE blob_id = $1 ORDER BY index', [
      id,
    ])
  ).rows

it('carries a file to another device, piece by piece, under a name and a seal that tell nothing', async () => {
  const organisation = randomUUID()
  const [one, two] = [await setupDevice(organisation), await setupDevice(organisation)]
  const marker = Buffer.from('LÖYTYYKÖ-TÄMÄ')
  const bytes = Buffer.concat([marker, randomBytes(3 * pieceBytes + 17), marker])
  const hash = sha256(bytes)

  expect(await sendFile(one.at, realmKey, hash, bytes)).toEqual({ kind: 'ok' })
  expect(await fetchFile(two.at, realmKey, hash, two.store, two.dataKey)).toEqual({ kind: 'ok' })

  expect(Buffer.from((await two.store.get(two.dataKey, hash)) ?? []).equals(bytes)).toBe(true)
  const { rows } = await hub.db.query<{ blob_id: string; body: Buffer }>(
    'SELECT blob_id, body FROM blob_pieces',
  )
  expect(rows.length).toBeGreaterThanOrEqual(4)
  for (const { blob_id, body } of rows) {
    expect(body.includes(marker)).toBe(false)
    expect(blob_id).not.toBe(hash)
  }
})

it('goes on after a cut with the pieces that are missing, and a half-sent file never counts', async () => {
  const organisation = randomUUID()
  const [one, two] = [await setupDevice(organisation), await setupDevice(organisation)]
  const bytes = randomBytes(4 * pieceBytes)
  const hash = sha256(bytes)
  const id = blobIdOf(realmKey, hash)
  let puts = 0
  const cut: typeof fetch = async (url, init) => {
    if (init?.method === 'PUT' && ++puts > 2) throw new TypeError('fetch failed')
    return fetch(url, init)
  }

  expect(await sendFile({ ...one.at, send: cut as typeof fetch }, realmKey, hash, bytes)).toEqual({
    kind: 'unreachable',
    reason: 'offline',
  })
  expect(await askBlobs(two.at, [id])).toMatchObject({ kind: 'ok', whole: [] })
  expect((await fetchFile(two.at, realmKey, hash, two.store, two.dataKey)).kind).toBe('unreachable')
  expect(two.store.has(two.dataKey, hash)).toBe(false)
  puts = 0
  expect(await sendFile(one.at, realmKey, hash, bytes)).toEqual({ kind: 'ok' })
  expect(await rowsOf(id)).toHaveLength(4)
  // sent again by another device it takes no more room
  const before = await askBlobs(two.at, [id])
  expect(await sendFile(two.at, realmKey, hash, bytes)).toEqual({ kind: 'ok' })
  expect(await askBlobs(two.at, [id])).toEqual(before)
  expect(before).toMatchObject({ whole: [id], usedBytes: 4 * (pieceBytes + 16) })
})

it('lets go of a file whose records were erased, by every key, for those who may', async () => {
  const organisation = randomUUID()
  const [one, two] = [await setupDevice(organisation), await setupDevice(organisation)]
  const [bytes, other] = [randomBytes(pieceBytes + 5), randomBytes(10)]
  const older = randomBytes(32)
  await sendFile(one.at, realmKey, sha256(bytes), bytes)
  await sendFile(one.at, older, sha256(bytes), bytes)
  await sendFile(one.at, realmKey, sha256(other), other)
  const ids = [blobIdOf(realmKey, sha256(bytes)), blobIdOf(older, sha256(bytes))]
  const counter = await enrol(hub, organisation, 'adviser')

  expect(await eraseFile({ ...two.at, token: counter.token }, [realmKey, older], sha256(bytes))).toEqual({
    kind: 'ok',
  })
  expect(await askBlobs(two.at, ids)).toMatchObject({ whole: expect.arrayContaining(ids) })
  for (let again = 0; again < 2; again++)
    expect(await eraseFile(two.at, [older, realmKey], sha256(bytes))).toEqual({ kind: 'ok' })

  expect(await askBlobs(two.at, [...ids, blobIdOf(realmKey, sha256(other))])).toMatchObject({
    whole: [blobIdOf(realmKey, sha256(other))],
    usedBytes: 10 + 16,
  })
  for (const id of ids) expect(await rowsOf(id)).toEqual([])
})

it('keeps to the quota, and to the organisation', async () => {
  const organisation = randomUUID()
  const [one, stranger] = [await setupDevice(organisation), await setupDevice(randomUUID())]
  const bytes = randomBytes(pieceBytes)
  const hash = sha256(bytes)
  await hub.db.query('UPDATE organisations SET blob_quota = $2 WHERE name = $1', [organisation, pieceBytes])

  expect(await sendFile(one.at, realmKey, hash, bytes)).toEqual({ kind: 'quota' })
  await hub.db.query('UPDATE organisations SET blob_quota = $2 WHERE name = $1', [
    organisation,
    2 * pieceBytes,
  ])
  expect(await sendFile(one.at, realmKey, hash, bytes)).toEqual({ kind: 'ok' })
  expect(await askBlobs(stranger.at, [blobIdOf(realmKey, hash)])).toMatchObject({ whole: [], usedBytes: 0 })
  expect((await fetchFile(stranger.at, realmKey, hash, stranger.store, stranger.dataKey)).kind).toBe(
    'unreachable',
  )
})

it('takes no piece for another, and no file for another', async () => {
  const plain = randomBytes(100)
  const hash = sha256(plain)
  const sealed = sealPiece(realmKey, hash, 0, 2, plain)

  expect(openPiece(realmKey, hash, 0, 2, sealed)?.equals(plain)).toBe(true)
  expect(openPiece(realmKey, hash, 1, 2, sealed)).toBeNull()
  expect(openPiece(realmKey, hash, 0, 1, sealed)).toBeNull()
  expect(openPiece(randomBytes(32), hash, 0, 2, sealed)).toBeNull()
  expect(openPiece(realmKey, sha256(randomBytes(3)), 0, 2, sealed)).toBeNull()
  expect(openPiece(realmKey, hash, 0, 2, sealed.subarray(0, 40))).toBeNull()
  const { store, dataKey } = await setupDevice(randomUUID())
  expect(await store.putAs(dataKey, hash, randomBytes(100))).toBe(false)
  expect(store.has(dataKey, hash)).toBe(false)
})

it.each([
  ['GET', '/v1/blobs/..%2f..%2fetc', null],
  ['GET', `/v1/blobs/${'a'.repeat(63)}/0`, null],
  ['PUT', `/v1/blobs/${'a'.repeat(64)}/99999`, Buffer.alloc(10)],
  ['PUT', `/v1/blobs/${'a'.repeat(64)}/0`, Buffer.alloc(maxPieceBytes + 1)],
  ['PUT', `/v1/blobs/${'a'.repeat(64)}/-1`, Buffer.alloc(10)],
] as const)('refuses %s %s', async (method, url, body) => {
  const { at } = await setupDevice(randomUUID())
  const answer = await fetch(`${hub.url}${url}`, {
    method,
    headers: { authorization: `Bearer ${at.token}`, 'content-type': 'application/octet-stream' },
    ...(body ? { body } : {}),
  })
  expect(await answer.json()).toEqual({ kind: 'refused', reason: 'malformed' })
})
