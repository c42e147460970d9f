import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openFrame } from '../../src-main/journal/format/frame.ts'
import { headerBytes, identityOf, readHeader } from '../../src-main/journal/format/header.ts'
import { framesBehind } from '../../src-main/journal/format/walk.ts'

/** All that any frame of any file in a journal's folder holds, opened with the key, whatever the file is called. */
export async function wordsOfJournal(folder: string, secret: Uint8Array): Promise<string> {
  const words: string[] = []
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(path.join(folder, name))
    const header = readHeader(bytes.subarray(0, headerBytes))
    if (header.kind !== 'header') throw new Error(`${name}: no file of a journal`)
    const read = async (at: number, length: number) => bytes.subarray(at, at + length)
    for await (const frame of framesBehind(read, bytes.length, headerBytes))
      words.push(
        openFrame(frame.bytes, { secret, identity: identityOf(header.bytes) })?.toString('utf8') ?? '',
      )
  }
  return words.join('\n')
}
