import { contextBridge, ipcRenderer } from 'electron'
import { bridgeKey, callsArgument } from '../src-shared/bridge/key.ts'

/** Hands the contract's names to the window, and nothing else: each takes and gives JSON. The main process says which they are. */
const argument = process.argv.find((one) => one.startsWith(callsArgument)) ?? callsArgument
const names = argument.slice(callsArgument.length).split(',').filter(Boolean)
const bridge = Object.fromEntries(
  names.map((name) => [name, (text: string): Promise<string> => ipcRenderer.invoke(name, text)]),
)
contextBridge.exposeInMainWorld(bridgeKey, bridge)
