import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { app, type BrowserWindow, dialog, ipcMain, Menu, net, protocol, session } from 'electron'
import { createApplication } from '../../application.ts'
import { lockDataFolder } from '../../data-folder/lock.ts'
import { noteCleanEnd, prepareWindowDatabase } from '../../data-folder/window-database.ts'
import { alreadyOpen, dataFolder } from '../data-folder.ts'
import { createElectronShell } from './electron-shell.ts'
import { menuTemplate } from './menu.ts'
import { serveBridge } from './serve.ts'
import { createMainWindow, hardenSession } from './window.ts'
import { isOurUrl, serveWindow } from './window-protocol.ts'

const out = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const folder = dataFolder()
mkdirSync(folder, { recursive: true, mode: 0o700 })
app.setPath('userData', folder)
app.setPath('sessionData', path.join(folder, 'window'))
// root cannot have Chromium's sandbox and says so with --no-sandbox; everybody else gets it for every process
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])

async function start(): Promise<void> {
  await app.whenReady()
  const lock = await lockDataFolder(folder)
  if (!lock) {
    process.stderr.write(`${alreadyOpen}\n`)
    if (!process.env.ALPO_NO_DIALOGS) dialog.showErrorBox('ALPO-desk', alreadyOpen)
    return app.exit(1)
  }
  const report = await prepareWindowDatabase(folder, path.join(folder, 'window', 'IndexedDB'))
  app.once('quit', () => noteCleanEnd(folder))
  hardenSession(session.defaultSession)
  Menu.setApplicationMenu(Menu.buildFromTemplate([...menuTemplate(app.getLocale())]))
  serveWindow(protocol, path.join(out, 'renderer'))
  let window: BrowserWindow | null = null
  const dispatch = createApplication({
    shell: createElectronShell(() => window),
    version: app.getVersion(),
    dataFolder: folder,
    start: report,
    resources: app.isPackaged ? process.resourcesPath : path.join(path.dirname(out), 'resources'),
    pdfWorker: pathToFileURL(path.join(out, 'main', 'pdf-worker.js')),
    sheetWorker: pathToFileURL(path.join(out, 'main', 'sheet-worker.js')),
    journalWorker: pathToFileURL(path.join(out, 'main', 'journal-worker.js')),
    backupWorker: pathToFileURL(path.join(out, 'main', 'backup-worker.js')),
    // Chromium's own network: the system's proxy settings and certificate store
    send: (url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
  })
  serveBridge(
    ipcMain,
    dispatch,
    (event) =>
      window !== null &&
      event.senderFrame === window.webContents.mainFrame &&
      isOurUrl(event.senderFrame?.url ?? ''),
  )
  window = createMainWindow(path.join(out, 'preload', 'preload.cjs'), { hasDevTools: !app.isPackaged })
}

app.on('window-all-closed', () => app.quit())
start().catch((error: unknown) => {
  process.stderr.write(
    `ALPO-desk could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  app.exit(1)
})
