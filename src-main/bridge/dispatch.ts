import { type CallName, callNames, calls, type Handlers } from '../../src-shared/bridge/calls.ts'

export type Dispatch = (name: string, input: unknown) => Promise<unknown>

/**
 * Checks every call in both directions, whichever shell carries it. @throws Error on an unknown name or a wrong shape:
 * that is a bug or an attack, and the message names no more than the field.
 */
export function createDispatch(handlers: Handlers): Dispatch {
  return async (name, raw) => {
    if (!isCallName(name)) throw new Error('no such call')
    const input = calls[name].input.safeParse(raw)
    if (!input.success)
      throw new Error(`${name}: wrong input at '${input.error.issues[0]?.path.join('.') ?? ''}'`)
    const run = handlers[name] as (input: unknown) => Promise<unknown> // `Handlers` pairs them by name
    const output = calls[name].output.safeParse(await run(input.data))
    if (!output.success)
      throw new Error(`${name}: wrong output at '${output.error.issues[0]?.path.join('.') ?? ''}'`)
    return output.data
  }
}

const isCallName = (name: string): name is CallName => (callNames as readonly string[]).includes(name)
