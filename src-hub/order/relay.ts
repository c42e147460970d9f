import { hkdfSync, type webcrypto } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import { nonceBytes } from '../../src-shared/sealing/box-layout.ts'
import { createWebBoxes } from '../../src-shared/sealing/web-boxes.ts'
import { exchangeContext, maxMessages } from '../../src-shared/sync/exchange-file.ts'
import { SyncRequest } from '../../src-shared/sync/messages.ts'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]
const maxBytes = 64 * 1024 * 1024

const boxes = createWebBoxes<webcrypto.CryptoKey>(crypto.subtle, () =>
  crypto.getRandomValues(new Uint8Array(nonceBytes)),
)
const contextOf = (file: Parameters<typeof exchangeContext>[0]): Uint8Array =>
  Buffer.from(exchangeContext(file))

/** The device knows its token, the hub only the hash: from that both make the key of the file. */
function keyOf(tokenHash: Uint8Array): Promise<webcrypto.CryptoKey> {
  const raw = hkdfSync('sha256', tokenHash, new Uint8Array(0), 'alpo-desk/exchange-file', 32)
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** The messages in a sealed request, or null where it is none of this device's. */
export async function openRequest(
  deviceId: string,
  tokenHash: Uint8Array,
  box: Uint8Array,
): Promise<readonly SyncRequest[] | null> {
  const packed = await boxes.open(await keyOf(tokenHash), box, contextOf({ kind: 'request', deviceId }))
  if (!packed) return null
  try {
    const text = (await unpack(packed, { maxOutputLength: maxBytes })).toString('utf8')
    return z.array(SyncRequest).max(maxMessages).parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** @param answers JSON texts, one for each message. */
export async function sealAnswer(
  deviceId: string,
  tokenHash: Uint8Array,
  answers: readonly string[],
): Promise<string> {
  const packed = await pack(`[${answers.join(',')}]`)
  const box = await boxes.seal(await keyOf(tokenHash), packed, contextOf({ kind: 'answer', deviceId }))
  return Buffer.from(box).toString('base64')
}
