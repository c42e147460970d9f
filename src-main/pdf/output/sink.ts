import { createHash } from 'node:crypto'
import { closeSync, fdatasync, fsyncSync, openSync, writeSync } from 'node:fs'
import { type PassingSeal, sealFrom } from '../../shell/passing-seal.ts'

/** Where the bytes of a file go as they are written. */
export type Sink = {
  write(chunk: Uint8Array): void
  /** How many bytes have been written. */
  readonly size: number
  /** Remembers where `bytes` come by, from the next chunk on. */
  watchFor(bytes: Uint8Array): void
  /** Where the watched bytes began; null while they have not come. */
  readonly seenAt: number | null
  /** SHA-256 of all that was written. */
  digest(): string
  /** Writes over what stands at `at`, and ends. */
  finish(at: number | null, bytes: Uint8Array): void
}

/** What every sink keeps count of. */
class Counted {
  size = 0
  seenAt: number | null = null
  protected readonly hash = createHash('sha256')
  private wanted: Uint8Array | null = null

  watchFor(bytes: Uint8Array): void {
    this.wanted = bytes
  }
  protected count(chunk: Uint8Array): void {
    if (this.wanted) {
      const at = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).indexOf(this.wanted)
      if (at >= 0) {
        this.seenAt = this.size + at
        this.wanted = null
      }
    }
    this.size += chunk.length
  }
}

/** In memory; `bytes()` once it is finished. */
export class MemorySink extends Counted implements Sink {
  private readonly chunks: Uint8Array[] = []
  private whole: Buffer = Buffer.alloc(0)

  write(chunk: Uint8Array): void {
    this.count(chunk)
    this.hash.update(chunk)
    this.chunks.push(Uint8Array.from(chunk))
  }
  digest(): string {
    return this.hash.digest('hex')
  }
  finish(at: number | null, bytes: Uint8Array): void {
    this.whole = Buffer.concat(this.chunks)
    if (at !== null) this.whole.set(bytes, at)
  }
  bytes(): Uint8Array {
    return this.whole
  }
}

const blockBytes = 1 << 20
const syncBytes = 16 << 20

/**
 * Into a new file, block by block, so that no more than a block of it is in memory.
 * @throws the system's error (`ENOSPC` on a full disk) from any of its calls.
 */
export class FileSink extends Counted implements Sink {
  private readonly fd: number
  private readonly block = Buffer.allocUnsafe(blockBytes)
  private used = 0
  private unsynced = 0
  private isSyncing = false
  private isOpen = true
  private failure: Error | null = null
  private readonly seal: PassingSeal | null
  private readonly sealed: (bytes: Uint8Array) => Uint8Array

  /** @param seal For a file that nobody else is to read. */
  constructor(file: string, seal: PassingSeal | null = null) {
    super()
    this.fd = openSync(file, 'wx', 0o600)
    this.seal = seal
    this.sealed = seal ? sealFrom(seal) : (bytes) => bytes
  }
  write(chunk: Uint8Array): void {
    this.count(chunk)
    if (this.used + chunk.length > blockBytes) this.flush()
    if (chunk.length > blockBytes / 2) {
      this.flush()
      this.put(chunk)
    } else {
      this.block.set(chunk, this.used)
      this.used += chunk.length
    }
  }
  digest(): string {
    this.flush()
    return this.hash.digest('hex')
  }
  finish(at: number | null, bytes: Uint8Array): void {
    if (this.failure) throw this.failure
    const written = this.seal && at !== null ? sealFrom(this.seal, at)(bytes) : bytes
    if (at !== null) writeSync(this.fd, written, 0, written.length, at)
    fsyncSync(this.fd)
    this.close()
  }
  close(): void {
    if (this.isOpen) closeSync(this.fd)
    this.isOpen = false
  }
  private flush(): void {
    this.put(this.block.subarray(0, this.used))
    this.used = 0
  }
  private put(bytes: Uint8Array): void {
    if (this.failure) throw this.failure
    this.hash.update(bytes)
    const written = this.sealed(bytes)
    for (let from = 0; from < written.length; )
      from += writeSync(this.fd, written, from, written.length - from)
    this.unsynced += bytes.length
    // the disk works while we go on, so that little is left to wait for in the end. The system tells an error once: it is kept
    if (this.unsynced < syncBytes || this.isSyncing) return
    this.unsynced = 0
    this.isSyncing = true
    fdatasync(this.fd, (error) => {
      this.isSyncing = false
      this.failure ??= error
    })
  }
}
