import type { PassingSeal } from '../../shell/passing-seal.ts'
import type { FolderFile } from '../../shell/shell.ts'

/** What the page is asked to do in place of a dialog. */
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
  /** A folder to write into: a browser has no dialog for one, so its path is typed. */
  | { readonly kind: 'target'; readonly id: string }
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

export type Questions = ReturnType<typeof createQuestions>

/**
 * The questions to the page that wait for an answer. A call that needs a dialog is answered with a question, which the page
 * carries out and posts the result of; then the call goes on.
 */
export function createQuestions() {
  const waiting = new Map<string, Waiting>()
  const listeners: ((ask: Ask) => void)[] = []

  /** The waiting question of this kind, which is answered now. */
  function takeQuestion(id: string, kind: Ask['kind']): Waiting | null {
    const question = waiting.get(id)
    if (question?.ask.kind !== kind) return null
    waiting.delete(id)
    return question
  }
  return {
    ask: (question: Ask, download: Download | null): Promise<readonly FolderFile[] | 'done'> =>
      new Promise((resolve) => {
        waiting.set(question.id, { ask: question, download, answer: resolve })
        listeners.pop()?.(question)
      }),
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
      const question = takeQuestion(id, 'pick') ?? takeQuestion(id, 'target')
      question?.answer(files.map(toFile))
      return question !== null
    },
    takeDownload(id: string): { readonly name: string; readonly content: Download } | null {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'save' || !question.download) return null
      return { name: question.ask.name, content: question.download }
    },
    answerSave(id: string): boolean {
      const question = takeQuestion(id, 'save')
      question?.answer('done')
      return question !== null
    },
  }
}

const toFile = ({ name, bytes, modifiedMs, content }: Upload): FolderFile => ({
  name,
  bytes,
  modifiedMs,
  async read() {
    if (content.length !== bytes) throw new Error('the file was not carried over')
    return content
  },
})
