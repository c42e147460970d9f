import { Encrypter } from 'age-encryption'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { OpenFile } from './export-disk.ts'
import { createCount, type FileSink } from './sink.ts'

/** Quick, and a fifth of the size for tables. */
const level = 3
const nothing = new Uint8Array()

/**
 * A ZIP archive that goes encrypted to a file as it is filled: `age -d` gives the archive back. Of several files that are
 * open at a time the first goes out at once, the others wait compressed in memory.
 * @throws Error for a recipient that nobody can open.
 */
export async function createAgeArchive(file: OpenFile, recipients: readonly string[]) {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
  const sealed = await encrypter.encrypt(readable)
  const writer = writable.getWriter()
  const written = (async () => {
    for await (const piece of sealed) await file.write(piece)
  })()
  written.catch(() => writer.abort().catch(() => undefined)) // told by who writes next

  let pieces: Uint8Array<ArrayBuffer>[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    pieces.push(new Uint8Array(piece))
  })
  /** What waits for a disk that has given out would wait for ever; the disk's own error is what is told. */
  const orFail = (step: Promise<void>): Promise<void> => Promise.race([step.catch(() => written), written])
  /** Hands on what the archive has ready, not faster than the disk takes it. */
  async function flush(): Promise<void> {
    const ready = pieces
    pieces = []
    for (const piece of ready) await orFail(writer.write(piece))
  }
  return {
    add(path: string): FileSink {
      const isPacked = path.startsWith('attachments/')
      const entry = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path, { level })
      zip.add(entry)
      const count = createCount(path)
      return {
        async write(bytes) {
          count.add(bytes)
          entry.push(new Uint8Array(bytes)) // it keeps what it is given
          await flush()
        },
        async close() {
          entry.push(nothing, true)
          await flush()
          return count.done()
        },
      }
    },
    async end(): Promise<void> {
      zip.end()
      await flush()
      await orFail(writer.close())
      await written
    },
  }
}
export type AgeArchive = Awaited<ReturnType<typeof createAgeArchive>>

/** Whether something can be encrypted to all of them: a key may be well written and yet be none. */
export async function canBeOpened(recipients: readonly string[]): Promise<boolean> {
  if (recipients.length === 0) return true
  try {
    const encrypter = new Encrypter()
    for (const recipient of recipients) encrypter.addRecipient(recipient)
    await encrypter.encrypt(nothing)
    return true
  } catch {
    return false
  }
}
