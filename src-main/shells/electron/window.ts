import { BrowserWindow, type Session } from 'electron'
import { callNames } from '../../../src-shared/bridge/calls.ts'
import { callsArgument } from '../../../src-shared/bridge/key.ts'
import { isOurUrl, windowUrl } from './window-protocol.ts'

/**
 * Denies what a page could ask for, before and when it asks. One thing is granted: that the browser does not throw the register
 * away by itself when the disk fills up.
 */
const granted = 'persistent-storage'

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === granted))
  session.setPermissionCheckHandler((_contents, permission) => permission === granted)
  session.setDevicePermissionHandler(() => false)
}

/** The one window: sandboxed, isolated, without Node, and unable to go anywhere else. */
export function createMainWindow(
  preload: string,
  { hasDevTools }: { readonly hasDevTools: boolean },
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    title: 'ALPO-desk',
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      additionalArguments: [callsArgument + callNames.join(',')],
      devTools: hasDevTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false, // it would fetch dictionaries and could send what is typed
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => {
    if (!isOurUrl(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  void window.loadURL(windowUrl)
  return window
}
