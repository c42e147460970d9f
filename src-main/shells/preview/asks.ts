import { randomUUID } from 'node:crypto'
import type { PickedFile, SaveOutcome, Shell } from '../../shell.ts'

/**
 * In the preview host the dialogs are the browser's. A call that needs one is answered with a question to the page, which
 * carries it out and posts the result; then the call goes on. Handlers see an ordinary shell.
 */
export type Ask =
  | { readonly kind: 'pick'; readonly id: string; readonly extensions: readonly string[] }
  | { readonly kind: 'save'; readonly id: string; readonly name: string }

type Waiting = {
  readonly ask: Ask
  readonly bytes: Uint8Array | null
  readonly answer: (value: readonly PickedFile[] | 'done') => void
}

export function createAsks() {
  const waiting = new Map<string, Waiting>()
  const listeners: ((ask: Ask) => void)[] = []

  const ask = (question: Ask, bytes: Uint8Array | null): Promise<readonly PickedFile[] | 'done'> =>
    new Promise((resolve) => {
      waiting.set(question.id, { ask: question, bytes, answer: resolve })
      listeners.pop()?.(question)
    })
  const shell: Shell = {
    name: 'preview',
    async pickFiles({ extensions }) {
      const answer = await ask({ kind: 'pick', id: randomUUID(), extensions }, null)
      return answer === 'done' ? [] : answer
    },
    async saveFile(name, bytes): Promise<SaveOutcome> {
      await ask({ kind: 'save', id: randomUUID(), name }, bytes)
      return { kind: 'saved', name }
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
    answerPick(id: string, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): boolean {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'pick') return false
      waiting.delete(id)
      question.answer(
        files.map(({ name, bytes }) => ({ name, bytes: bytes.length, read: async () => bytes })),
      )
      return true
    },
    takeDownload(id: string): { readonly name: string; readonly bytes: Uint8Array } | null {
      const question = waiting.get(id)
      if (question?.ask.kind !== 'save' || !question.bytes) return null
      return { name: question.ask.name, bytes: question.bytes }
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
