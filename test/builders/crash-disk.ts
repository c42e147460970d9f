import type { JournalFile, JournalFiles } from '../../src-main/journal/format/files.ts'
import type { Random } from '../sim/random.ts'

/**
 * A folder in memory that writes down what is asked of it, and answers what may be left of it after a power cut at any
 * moment. Between two fsyncs nothing is certain: writes may be there in part, in any order, or not at all, and so may names
 * (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014: ALICE). A write that an fsync failed to bring to the
 * disk stays readable and never gets there by a later one (Rebello et al., USENIX ATC 2020).
 */
type FileEvent =
  | { readonly kind: 'write'; readonly inode: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly inode: number; readonly size: number }
type NameEvent =
  | { readonly kind: 'make'; readonly name: string; readonly inode: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly name: string }
type DiskEvent =
  | FileEvent
  | NameEvent
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'failed-sync'; readonly inode: number }
  | { readonly kind: 'sync-folder' }

export type Content = ReadonlyMap<string, Buffer>
export type DiskCall = 'write' | 'sync' | 'open' | 'rename' | 'remove' | 'truncate' | 'sync-folder' | 'read'
/** What the disk does instead of what it is asked; null for what it is asked. A number is how many bytes of a write it takes. */
export type Fault = (call: DiskCall, name: string) => Error | number | null

/** Thrown by a fault where the process dies: the disk is asked for nothing, and what it was given before stays with it. */
export const killed = new Error('killed')
export const systemError = (code: string): Error => Object.assign(new Error(code), { code })

/** @param fault asked before each call */
export function createCrashDisk(start: Content = new Map(), fault: Fault = () => null) {
  const events: DiskEvent[] = []
  const inodes: Buffer[] = [...start.values()].map((bytes) => Buffer.from(bytes))
  const names = new Map([...start.keys()].map((name, inode) => [name, inode]))
  const contentOf = (inode: number): Buffer => inodes[inode] ?? Buffer.alloc(0)
  const inodeOf = (name: string): number => {
    const inode = names.get(name)
    if (inode === undefined) throw systemError('ENOENT')
    return inode
  }
  const ask = (call: DiskCall, name: string): number | null => {
    const answer = fault(call, name)
    if (answer instanceof Error) throw answer
    return answer
  }
  const record = (event: FileEvent): void => {
    events.push(event)
    inodes[event.inode] = applied(contentOf(event.inode), event)
  }
  const openFile = (name: string, inode: number): JournalFile => ({
    async read(at, length) {
      ask('read', name)
      return Buffer.from(contentOf(inode).subarray(at, at + length))
    },
    async write(at, given) {
      const taken = ask('write', name) ?? given.length
      record({ kind: 'write', inode, at, bytes: Buffer.from(given.subarray(0, taken)) })
      return Math.min(taken, given.length)
    },
    async sync() {
      try {
        ask('sync', name)
      } catch (error) {
        if (error !== killed) events.push({ kind: 'failed-sync', inode })
        throw error
      }
      events.push({ kind: 'sync', inode })
    },
    async truncate(size) {
      ask('truncate', name)
      record({ kind: 'truncate', inode, size })
    },
    size: async () => contentOf(inode).length,
    close: async () => undefined,
  })
  const files: JournalFiles = {
    list: async () => [...names.keys()],
    makeFolder: async () => undefined,
    async open(name, mode) {
      ask('open', name)
      if (mode !== 'make') return openFile(name, inodeOf(name))
      if (names.has(name)) throw systemError('EEXIST')
      const inode = inodes.push(Buffer.alloc(0)) - 1
      names.set(name, inode)
      events.push({ kind: 'make', name, inode })
      return openFile(name, inode)
    },
    async rename(from, to) {
      ask('rename', from)
      names.set(to, inodeOf(from))
      names.delete(from)
      events.push({ kind: 'rename', from, to })
    },
    async remove(name) {
      ask('remove', name)
      if (names.delete(name)) events.push({ kind: 'remove', name })
    },
    async syncFolder() {
      ask('sync-folder', '.')
      events.push({ kind: 'sync-folder' })
    },
  }
  return {
    files,
    /** How much has happened: a moment at which the power may go. */
    now: () => events.length,
    content: (): Content => new Map([...names].map(([name, inode]) => [name, contentOf(inode)])),
    /** What may lie on the disk after a power cut at a moment. */
    afterCut: (moment: number, random: Random): Content => afterCut(start, events.slice(0, moment), random),
  }
}
export type CrashDisk = ReturnType<typeof createCrashDisk>

function applied(content: Buffer, event: FileEvent): Buffer {
  if (event.kind === 'truncate') return resized(content, event.size)
  const whole = resized(content, Math.max(content.length, event.at + event.bytes.length))
  whole.set(event.bytes, event.at)
  return whole
}

function resized(content: Buffer, size: number): Buffer {
  const next = Buffer.alloc(size)
  content.copy(next, 0, 0, Math.min(size, content.length))
  return next
}

function afterCut(start: Content, events: readonly DiskEvent[], random: Random): Content {
  const content = new Map([...start.values()].map((bytes, inode) => [inode, bytes]))
  const names = new Map([...start.keys()].map((name, inode) => [name, inode]))
  let unsynced: FileEvent[] = []
  let unsyncedNames: NameEvent[] = []
  const bring = (inode: number, kept: (own: FileEvent[]) => readonly FileEvent[]): void => {
    const own = unsynced.filter((event) => event.inode === inode)
    unsynced = unsynced.filter((event) => event.inode !== inode)
    for (const event of kept(own)) content.set(inode, applied(content.get(inode) ?? Buffer.alloc(0), event))
  }
  for (const event of events) {
    if (event.kind === 'write' || event.kind === 'truncate') unsynced.push(event)
    else if (event.kind === 'sync') bring(event.inode, (own) => own)
    else if (event.kind === 'failed-sync') bring(event.inode, (own) => survivors(own, random))
    else if (event.kind === 'sync-folder') {
      for (const name of unsyncedNames) rename(names, name)
      unsyncedNames = []
    } else unsyncedNames.push(event)
  }
  for (const inode of new Set(unsynced.map((event) => event.inode)))
    bring(inode, (own) => survivors(own, random))
  const mode = random.below(4)
  for (const name of unsyncedNames) if (mode === 0 || (mode > 1 && random.chance(0.5))) rename(names, name)
  return new Map([...names].map(([name, inode]) => [name, content.get(inode) ?? Buffer.alloc(0)]))
}

function rename(names: Map<string, number>, event: NameEvent): void {
  if (event.kind === 'make') names.set(event.name, event.inode)
  else if (event.kind === 'remove') names.delete(event.name)
  else {
    const inode = names.get(event.from)
    if (inode === undefined) return // the file's making was lost
    names.delete(event.from)
    names.set(event.to, inode)
  }
}

const sector = 64
/** What of the writes since the last fsync got to the disk: none, all, the first of them and a part of the next, or any sectors. */
function survivors(events: readonly FileEvent[], random: Random): readonly FileEvent[] {
  const mode = random.below(4)
  if (mode === 0) return []
  if (mode === 1) return events
  if (mode === 2) {
    const count = random.below(events.length + 1)
    const torn = events[count]
    const part =
      torn?.kind === 'write'
        ? [{ ...torn, bytes: torn.bytes.subarray(0, random.below(torn.bytes.length + 1)) }]
        : []
    return [...events.slice(0, count), ...part]
  }
  return events.flatMap((event) =>
    event.kind === 'write' ? sectorsOf(event, random) : random.chance(0.5) ? [event] : [],
  )
}

/** Any sectors of a write, each whole; the file may have grown to its new size with zeros where sectors are missing. */
function sectorsOf(event: Extract<FileEvent, { kind: 'write' }>, random: Random): FileEvent[] {
  const pieces: FileEvent[] = []
  if (random.chance(0.5) && event.bytes.length > 0) {
    const last = { ...event, at: event.at + event.bytes.length - 1, bytes: Buffer.alloc(1) }
    pieces.push(last)
  }
  for (let from = 0; from < event.bytes.length; from += sector)
    if (random.chance(0.6))
      pieces.push({ ...event, at: event.at + from, bytes: event.bytes.subarray(from, from + sector) })
  return pieces
}
