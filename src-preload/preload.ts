import { contextBridge, ipcRenderer } from 'electron'
import { bridgeKey, callsArgument } from '../src-shared/bridge/key.ts'

/** Hands the contract's names to the window, and nothing else. The main process says which they are. */
const argument = process.argv.find((one) => one.startsWith(callsArgument)) ?? callsArgument
const names = argument.slice(callsArgument.length).split(',').filter(Boolean)
const bridge = Object.fromEntries(
  names.map((name) => [name, (input: unknown) => ipcRenderer.invoke(name, input)]),
)
contextBridge.exposeInMainWorld(bridgeKey, bridge)
