import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import { exchangeContext, maxMessages } from '../../src-shared/sync/exchange-file.ts'
import { SyncRequest } from '../../src-shared/sync/messages.ts'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]
const maxBytes = 64 * 1024 * 1024
const [ivBytes, tagBytes] = [12, 16]

/** The device knows its token, the hub only the hash: from that both make the key of the file. */
const keyOf = (tokenHash: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', tokenHash, new Uint8Array(0), 'alpo-desk/exchange-file', 32))

/** The messages in a sealed request, or null where it is none of this device's. */
export async function openRequest(
  deviceId: string,
  tokenHash: Uint8Array,
  box: Uint8Array,
): Promise<readonly SyncRequest[] | null> {
  if (box.length < ivBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', keyOf(tokenHash), box.subarray(0, ivBytes))
    .setAAD(Buffer.from(exchangeContext({ kind: 'request', deviceId })))
    .setAuthTag(box.subarray(-tagBytes))
  try {
    const packed = Buffer.concat([decipher.update(box.subarray(ivBytes, -tagBytes)), decipher.final()])
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
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(tokenHash), iv).setAAD(
    Buffer.from(exchangeContext({ kind: 'answer', deviceId })),
  )
  const packed = await pack(`[${answers.join(',')}]`)
  return Buffer.concat([iv, cipher.update(packed), cipher.final(), cipher.getAuthTag()]).toString('base64')
}
