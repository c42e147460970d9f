import type { Db } from '../database/db.ts'
import type { Mutex } from '../database/mutex.ts'
import { NotKept } from '../database/not-kept.ts'
import { putRows, removeRows } from '../database/table-changes.ts'
import type { TableWriter } from '../database/table-writer.ts'
import { isDiskError, type WriteGuard, WritesHeldError } from '../database/write-guard.ts'
import type { Cipher } from '../sealing/cipher.ts'
import { recordKey } from '../sealing/sealed-record.ts'

/**
 * Unfinished forms of the person at work, on this device only. They are in memory from unlock on, so that a form opens
 * with its draft and nothing typed meanwhile is overwritten by it; each change goes to the disk at once, sealed like a
 * record. What changes faster than the disk writes is written as it is by then.
 */
export type FormDrafts = {
  get(name: string): unknown
  /** Names of drafts, the one changed last first. */
  names(): readonly string[]
  put(name: string, value: unknown): void
  drop(name: string): void
  /** Once everything that was asked for so far is on the disk: whether it is, or is held back. */
  written(): Promise<boolean>
  onChange(listener: () => void): () => void
}

type Kept = { readonly at: number; readonly value: unknown }
type Needs = {
  readonly db: Db
  readonly note: TableWriter['note']
  readonly cipher: Cipher
  readonly exclusiveDraft: Mutex
  readonly userId: string
  readonly guard: Pick<WriteGuard, 'ask' | 'held'>
}

/** The drafts of others who use this device stay theirs. */
const prefixOf = (userId: string): string => `form/${userId}/`

export async function openFormDrafts({
  db,
  note,
  cipher,
  exclusiveDraft,
  userId,
  guard,
}: Needs): Promise<FormDrafts> {
  const prefix = prefixOf(userId)
  const kept = new Map<string, Kept>()
  for (const { key, box } of await db.drafts.where('key').startsWith(prefix).toArray()) {
    // a draft that cannot be read any more must not keep the register shut
    const value = await cipher.open(box, recordKey('drafts', key)).catch(() => null)
    if (isKept(value)) kept.set(key.slice(prefix.length), value)
  }
  const unwritten = new Set<string>()
  const listeners = new Set<() => void>()
  const write = (name: string): Promise<void> =>
    exclusiveDraft(async () => {
      const isHeld = (await guard.ask()) !== null
      unwritten.delete(name)
      if (isHeld) return // it stays in memory, and the window says why nothing is written
      const key = prefix + name
      const now = kept.get(name)
      if (now)
        await note(putRows(db.drafts, [{ key, box: await cipher.seal(now, recordKey('drafts', key)) }]))
      else await note(removeRows(db.drafts, [key]))
    })
  const changed = (name: string): void => {
    for (const listener of listeners) listener()
    if (unwritten.has(name)) return
    unwritten.add(name)
    // of a disk that takes nothing the window says so by itself
    void write(name).catch((error: unknown) => {
      if (!isDiskError(error) && !(error instanceof WritesHeldError || error instanceof NotKept)) throw error
    })
  }
  return {
    get: (name) => kept.get(name)?.value,
    names: () => [...kept].toSorted(([, a], [, b]) => b.at - a.at).map(([name]) => name),
    put(name, value) {
      kept.set(name, { at: Date.now(), value })
      changed(name)
    },
    drop(name) {
      if (kept.delete(name)) changed(name)
    },
    async written() {
      await exclusiveDraft(async () => undefined)
      return guard.held() === null
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'value' in value && 'at' in value
