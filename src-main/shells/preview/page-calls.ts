import type { ServerResponse } from 'node:http'
import type { Dispatch } from '../../bridge/dispatch.ts'
import type { Asks } from './asks.ts'
import type { Upload } from './questions.ts'
import { sendJson } from './responses.ts'

export type PageCalls = {
  /** A picked file, which comes before the answer to the question that asked for it. */
  readonly upload: (questionId: string, url: URL, body: Buffer) => void
  /** Calls the bridge and sends its result, or the question that the page must answer before. */
  readonly call: (name: string, body: Buffer, response: ServerResponse) => Promise<void>
  /** Answers a question and goes on with the call that has asked it. */
  readonly answer: (questionId: string, response: ServerResponse) => Promise<void>
}

/** The calls of the page that run, each by the question that it waits for. */
export function createPageCalls(dispatch: Dispatch, asks: Asks): PageCalls {
  const uploads = new Map<string, Upload[]>()
  const calls = new Map<string, Promise<unknown>>()

  async function advance(response: ServerResponse, call: () => Promise<unknown>): Promise<void> {
    const step = await asks.nextAskOr(call)
    if ('ask' in step) calls.set(step.ask.id, call())
    sendJson(response, step)
  }
  return {
    upload(questionId, url, body) {
      const upload = {
        name: url.searchParams.get('name') ?? 'file',
        bytes: Number(url.searchParams.get('bytes') ?? body.length),
        modifiedMs: Number(url.searchParams.get('modified') ?? 0),
        content: body,
      }
      uploads.set(questionId, [...(uploads.get(questionId) ?? []), upload])
    },
    async call(name, body, response) {
      const input: unknown = JSON.parse(body.toString('utf8'))
      let running: Promise<unknown> | undefined
      return advance(response, () => (running ??= dispatch(name, input)))
    },
    async answer(questionId, response) {
      const call = calls.get(questionId)
      calls.delete(questionId)
      const files = uploads.get(questionId) ?? []
      uploads.delete(questionId)
      if (!call || !(asks.answerPick(questionId, files) || asks.answerSave(questionId)))
        throw new Error('no such question')
      return advance(response, () => call)
    },
  }
}
