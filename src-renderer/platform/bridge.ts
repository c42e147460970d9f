import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { bridgeKey } from '../../src-shared/bridge/key.ts'

/** What the shell puts there before the window's first script: the names of the contract, which take and give JSON. */
type TextBridge = Readonly<Record<string, (text: string) => Promise<string>>>

const carrier: ProxyHandler<object> = {
  get: (_, name: string) => async (input: unknown) => {
    const call = (window as unknown as Record<string, TextBridge>)[bridgeKey]?.[name]
    if (!call) throw new Error(`${name}: no such call`)
    return JSON.parse(await call(JSON.stringify(input)))
  },
}
const carried = new Proxy({}, carrier) as Bridge // its names are the contract's, which the main process checks

/** The one way out of the window. */
export const bridge = (): Bridge => carried
