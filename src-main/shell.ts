/** What only a shell can do. Handlers use it and do not know which shell they run in. */
export type Shell = {
  readonly name: 'electron' | 'preview'
  /** Lets the person choose files; none when they think better of it. The window never sees where they lie. */
  pickFiles(options: PickOptions): Promise<readonly PickedFile[]>
  /** Lets the person say where to put a file, and writes it there. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<SaveOutcome>
}
export type PickOptions = { readonly extensions: readonly string[] }
export type PickedFile = {
  readonly name: string
  readonly bytes: number
  /** @throws the system's error when the file is gone or cannot be read. */
  read(): Promise<Uint8Array>
}
export type SaveOutcome =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: 'disk-full' | 'not-writable' }
