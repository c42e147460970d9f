/** What only a shell can do. Handlers use it and do not know which shell they run in. */
export type Shell = {
  readonly name: 'electron' | 'preview'
  /** Lets the person choose files; none when they think better of it. The window never sees where they lie. */
  pickFiles(options: PickOptions): Promise<readonly PickedFile[]>
  /** Lets the person choose the folder that a scanner writes to; null when they think better of it. */
  pickFolder(options: PickOptions): Promise<PickedFolder | null>
  /** Lets the person say where to put a file, and writes it there. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<SaveOutcome>
  /**
   * Lets the person say where to put what is too large for the memory, or comes in several parts. `write` fills a new file
   * at a path that only this side knows; parts take their names when all of them are whole, and none is left otherwise.
   */
  saveParts(
    suggestedName: string,
    count: number,
    write: (draft: string, part: number) => Promise<Written>,
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
