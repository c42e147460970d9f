import type { PassingSeal } from './passing-seal.ts'

/** What only a shell can do. Handlers use it and do not know which shell they run in. */
export type Shell = {
  readonly name: 'electron' | 'preview'
  /** Lets the person choose files; none when they think better of it. The window never sees where they lie. */
  pickFiles(options: PickOptions): Promise<readonly PickedFile[]>
  /** Lets the person choose the folder that a scanner writes to; null when they think better of it. */
  pickFolder(options: PickOptions): Promise<PickedFolder | null>
  /** The folder in which a browser keeps the window's database, by the window's origin. */
  readonly databaseName: string
  /**
   * Lets the person choose a folder and takes the files in and under it whose path holds one of `parts`; null when they
   * think better of it. Paths begin with the folder's own name and are parted by `/`.
   */
  pickTree(parts: readonly string[]): Promise<PickedTree | null>
  /** Lets the person choose a folder to write into, and gives its path; null when they think better of it. */
  pickTarget(): Promise<string | null>
  /** Closes the window and opens it again; false where only a person can. */
  restart(): boolean
  /** Resolves when the machine goes to sleep or its screen is locked; with `never` where that cannot be heard. */
  untilAway(): Promise<'away' | 'never'>
  /** Lets the person say where to put a file, and writes it there. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<SaveOutcome>
  /**
   * Lets the person say where to put what is too large for the memory, or comes in several parts. `write` fills a new file
   * at a path that only this side knows, sealed where it is given a seal; parts take their names when all of them are whole, and none is left otherwise.
   */
  saveParts(
    suggestedName: string,
    count: number,
    write: (draft: string, part: number, seal: PassingSeal | null) => Promise<Written>,
  ): Promise<SaveOutcome>
}
export type Written = { readonly kind: 'written' } | Exclude<SaveOutcome, { readonly kind: 'saved' }>
/** How part `part` (from 0) of `count` is called. */
export function partName(name: string, part: number, count: number): string {
  if (count === 1) return name
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  return `${stem}-${part + 1}-${count}${ending}`
}
export type PickOptions = { readonly extensions: readonly string[] }
export type PickedFile = {
  readonly name: string
  readonly bytes: number
  /** @throws the system's error when the file is gone or cannot be read. */
  read(): Promise<Uint8Array>
}
export type TreeFile = {
  readonly path: string
  readonly bytes: number
  /** @throws the system's error when the file is gone or cannot be read. */
  read(): Promise<Uint8Array>
}
export type PickedTree = { readonly files: readonly TreeFile[] }
export type PickedFolder = {
  readonly name: string
  /** Its files of the asked kinds as they are now, without folders inside. @throws the system's error when it is gone. */
  list(): Promise<readonly FolderFile[]>
}
export type FolderFile = PickedFile & { readonly modifiedMs: number }
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: 'disk-full' | 'not-writable' }
