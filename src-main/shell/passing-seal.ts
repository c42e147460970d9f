import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'

/**
 * A key for a file that only passes through the disk: it is nowhere but in this process's memory, so that what a kill
 * leaves behind can be read by nobody. AES-256 in counter mode: written in pieces, read in pieces, any place by itself.
 */
export type PassingSeal = { readonly key: Uint8Array; readonly start: Uint8Array }
const algorithm = 'aes-256-ctr'
const blockBytes = 16

/** For one file, and never for a second. */
export const newPassingSeal = (): PassingSeal => ({ key: randomBytes(32), start: randomBytes(blockBytes) })

/** Seals what is written from offset `at` on, piece after piece. */
export function sealFrom({ key, start }: PassingSeal, at = 0): (bytes: Uint8Array) => Uint8Array {
  const cipher = createCipheriv(algorithm, key, counterAt(start, Math.floor(at / blockBytes)))
  cipher.update(new Uint8Array(at % blockBytes))
  return (bytes) => cipher.update(bytes)
}

/** What was sealed, from its beginning. */
export const unsealed = (file: string, { key, start }: PassingSeal): Readable =>
  createReadStream(file).pipe(createDecipheriv(algorithm, key, start))

function counterAt(start: Uint8Array, block: number): Uint8Array {
  const counter = Buffer.from(start)
  const sum = BigInt(`0x${counter.toString('hex')}`) + BigInt(block)
  return Buffer.from((sum % (1n << 128n)).toString(16).padStart(2 * blockBytes, '0'), 'hex')
}
