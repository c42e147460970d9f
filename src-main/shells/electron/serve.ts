import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { callNames } from '../../../src-shared/bridge/calls.ts'
import type { Dispatch } from '../../bridge/dispatch.ts'

export type IsOurs = (event: Pick<IpcMainInvokeEvent, 'senderFrame'>) => boolean

/**
 * Serves the bridge over Electron's IPC, as JSON texts: a long list costs the window a hundredth of what its copying, value by
 * value, would. A call from any other frame than our own window throws before it is read.
 */
export function serveBridge(ipc: Pick<IpcMain, 'handle'>, dispatch: Dispatch, isOurs: IsOurs): void {
  for (const name of callNames)
    ipc.handle(name, async (event, input: unknown) => {
      if (!isOurs(event)) throw new Error(`${name}: not called by our window`)
      return JSON.stringify((await dispatch(name, fromText(input))) ?? null)
    })
}

/** What is no JSON is of no shape either: `dispatch` says so, and names the call. */
function fromText(input: unknown): unknown {
  try {
    return typeof input === 'string' ? JSON.parse(input) : undefined
  } catch {
    return undefined
  }
}
