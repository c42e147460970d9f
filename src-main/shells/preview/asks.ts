import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isDiskFull } from '../../data-folder/atomic-write.ts'
import { newPassingSeal, type PassingSeal } from '../../shell/passing-seal.ts'
import { type FolderFile, partName, type SaveOutcome, type Shell } from '../../shell/shell.ts'
import { writeParts } from '../../shell/write-parts.ts'
import { previewOrigin } from './browser.ts'

/**
 * In the preview host the dialogs are the browser's. A call that needs one is answered with a question to the page, which
 * carries it out and posts the result; then the call goes on. Handlers see an ordinary shell.
 */
export type Ask =
  | {
      readonly kind: 'pick'
      readonly id: string
      readonly extensions: readonly string[]
      /** A folder as it is now, in place of files. */
      readonly isFolder: boolean
      /** Of a folder all files under it whose path holds one of these, whatever their kind. */
      readonly parts?: readonly string[]
    }
  | { readonly kind: 'save'; readonly id: string; readonly name: string }

/** A picked file; one that is too large for any handler comes without its content. */
export type Upload = {
  readonly name: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly content: Uint8Array
}

/** What the page is to save: from memory, or a file of ours that goes once it has been fetched. */
export type Download =
  | { readonly bytes: Uint8Array }
  | { readonly file: string; readonly seal: PassingSeal; readonly onServed: () => void }
type Waiting = {
  readonly ask: Ask
  readonly download: Download | null
  readonly answer: (value: readonly FolderFile[] | 'done') => void
}

/** Longer than a browser takes to begin with a file; one that it has begun with is served to its end. */
const servingMs = 10_000

const hasExtension = (name: string, extensions: readonly string[]): boolean =>
  extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? '')

async function newFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return mkdtemp(path.join(parent, 'file-'))
}
const whyNot = (error: unknown): SaveOutcome => ({
  kind: 'failed',
  reason: isDiskFull(error) ? 'disk-full' : 'not-writable',
})

/** @param folder Where a large file waits for the browser; what a kill left there goes when the program starts again. */
export function createAsks(folder: string) {
  rmSync(folder, { recursive: true, force: true })
  const waiting = new Map<string, Waiting>()
  const listeners: ((ask: Ask) => void)[] = []

  const ask = (question: Ask, download: Download | null): Promise<readonly FolderFile[] | 'done'> =>
    new Promise((resolve) => {
      waiting.set(question.id, { ask: question, download, answer: resolve })
      listeners.pop()?.(question)
    })
  const shell: Shell = {
    name: 'preview',
    async pickFiles({ extensions }) {
      const answer = await ask({ kind: 'pick', id: randomUUID(), extensions, isFolder: false }, null)
      return answer === 'done' ? [] : answer
    },
    // a browser hands a folder over as it was when it was chosen
    async pickFolder({ extensions }) {
      const answer = await ask({ kind: 'pick', id: randomUUID(), extensions, isFolder: true }, null)
      const [first] = answer === 'done' ? [] : answer
      if (!first || answer === 'done') return null
      const name = first.name.split('/')[0] ?? ''
      const files = answer
        .filter((file) => file.name.split('/').length === 2 && hasExtension(file.name, extensions))
        .map((file) => ({ ...file, name: file.name.split('/')[1] ?? file.name }))
      return { name, list: async () => files }
    },
    databaseName: `http_${new URL(previewOrigin).hostname}_0.indexeddb.leveldb`,
    async pickTree(parts) {
      const answer = await ask(
        { kind: 'pick', id: randomUUID(), extensions: [], isFolder: true, parts },
        null,
      )
      if (answer === 'done' || answer.length === 0) return null
      return { files: answer.map(({ name, bytes, read }) => ({ path: name, bytes, read })) }
    },
    restart: () => false,
    untilAway: async () => 'never',
    async saveFile(name, bytes): Promise<SaveOutcome> {
      await ask({ kind: 'save', id: randomUUID(), name }, { bytes })
      return { kind: 'saved', name }
    },
    // the browser asks where only when it has the file: it is written first, sealed, where nobody else can read it
    async saveParts(suggestedName, count, write) {
      const own = await newFolder(folder).catch((error: unknown) => whyNot(error))
      if (typeof own !== 'string') return own
      const seals = Array.from({ length: count }, newPassingSeal)
      const sealOf = (part: number): PassingSeal => seals[part] ?? newPassingSeal()
      try {
        const outcome = await writeParts(path.join(own, suggestedName), count, (draft, part) =>
          write(draft, part, sealOf(part)),
        )
        if (outcome.kind !== 'saved') return outcome
        for (let part = 0; part < count; part++) {
          const name = partName(suggestedName, part, count)
          const served = Promise.withResolvers<void>()
          const file = path.join(own, name)
          await ask(
            { kind: 'save', id: randomUUID(), name },
            { file, seal: sealOf(part), onServed: served.resolve },
          )
          await Promise.race([served.promise, setTimeout(servingMs)])
        }
        return outcome
      } finally {
        await rm(own, { recursive: true, force: true })
      }
    },
  }
  return {
    shell,
    /**
     * Resolves with the next question that is asked while a call runs, or with the call's result. Which of several running
     * calls hands the question to the page does not matter: the answer finds its question by id, and each call its own result.
     */
    async nextAskOr<T>(work: () => Promise<T>): Promise<{ readonly ask: Ask } | { readonly result: T }> {
      let forget = (): void => undefined
      const asked = new Promise<{ ask: Ask }>((resolve) => {
        const listener = (question: Ask): void => resolve({ ask: question })
        listeners.push(listener)
        forget = () => void (listeners.includes(listener) && listeners.splice(listeners.indexOf(listener), 1))
      })
      try {
        return await Promise.race([asked, work().then((result) => ({ result }))])
      } finally {
        forget()
      }
    },
    answerPick(id: string, files: readonly Upload[]): boolean {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'pick') return false
      waiting.delete(id)
      question.answer(
        files.map(({ name, bytes, modifiedMs, content }) => ({
          name,
          bytes,
          modifiedMs,
          read: async () => {
            if (content.length !== bytes) throw new Error('the file was not carried over')
            return content
          },
        })),
      )
      return true
    },
    takeDownload(id: string): { readonly name: string; readonly content: Download } | null {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'save' || !question.download) return null
      return { name: question.ask.name, content: question.download }
    },
    answerSave(id: string): boolean {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'save') return false
      waiting.delete(id)
      question.answer('done')
      return true
    },
  }
}
export type Asks = ReturnType<typeof createAsks>
