import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApplication } from '../../application.ts'
import { lockDataFolder } from '../../data-folder/lock.ts'
import { noteCleanEnd, prepareWindowDatabase } from '../../data-folder/window-database.ts'
import { alreadyOpen, dataFolder } from '../data-folder.ts'
import { createAsks } from './asks.ts'
import { chromiumSwitches, findChromium, prepareProfile, previewOrigin } from './browser.ts'
import { type PreviewHost, startPreviewHost } from './host.ts'
import { openOwnBrowser } from './own-browser.ts'
import { onSamePort } from './served-port.ts'

/**
 * The preview host: the same application behind the same window, for machines where Electron's binary cannot be had.
 * `--serve` opens no browser and prints an address for any browser of this machine; without a Chromium it is the same.
 * `--no-browser` prints switches and address for a Chromium that a test starts.
 */
const root = path.dirname(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))))
const windowRoot = path.join(root, 'out', 'renderer')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

async function start(): Promise<void> {
  const folder = dataFolder()
  if (!existsSync(path.join(windowRoot, 'index.html')))
    throw new Error('the window is not built: run  npm run build')
  const lock = await lockDataFolder(folder)
  if (!lock) throw new Error(alreadyOpen)
  const profile = path.join(folder, 'preview-window')
  const report = await prepareWindowDatabase(folder, path.join(profile, 'Default', 'IndexedDB'))
  const asks = createAsks(path.join(folder, 'saving'))
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string } // our own file
  const dispatch = createApplication({
    shell: asks.shell,
    version,
    dataFolder: folder,
    start: report,
    resources: path.join(root, 'resources'),
    pdfWorker: new URL('../../pdf/worker.ts', import.meta.url),
    sheetWorker: new URL('../../sheets/worker.ts', import.meta.url),
    journalWorker: new URL('../../journal/worker.ts', import.meta.url),
    backupWorker: new URL('../../backup/worker.ts', import.meta.url),
  })
  const listen = (port: number): Promise<PreviewHost> =>
    startPreviewHost({ dispatch, asks, windowRoot, port })
  if (process.argv.includes('--serve')) return serve(await onSamePort(folder, listen), folder)
  prepareProfile(profile)
  if (process.argv.includes('--no-browser')) {
    const host = await listen(0)
    const startUrl = `${previewOrigin}${host.startPath(null)}`
    endOnSignal(host, folder)
    return say(JSON.stringify({ startUrl, switches: chromiumSwitches(host.port), profile }))
  }
  const chromium = findChromium()
  if (!chromium) {
    say('No Chromium or Chrome was found (ALPO_CHROMIUM may name one).')
    return serve(await onSamePort(folder, listen), folder)
  }
  const host = await listen(0)
  if (await openOwnBrowser(chromium, host, { profile, folder })) noteCleanEnd(folder)
  host.close()
  process.exit(0)
}

/** For a browser that somebody else opens: here, or at the other end of a forwarded port. Until Ctrl+C. */
function serve(host: PreviewHost, folder: string): void {
  const newAddress = (): string => `http://127.0.0.1:${host.port}${host.startPath(null)}`
  const printNext = (): void => say(`For another browser: ${newAddress()}`)
  say(`ALPO-desk: ${newAddress()}`)
  say(
    [
      'Open the address in Chromium, Chrome, Edge or Firefox on this machine. It lets one browser in; a new one for the next is printed then.',
      `From another machine, forward the port first:  ssh -L ${host.port}:127.0.0.1:${host.port} THIS-MACHINE`,
      'The browser keeps the register: always use the same browser and the same port. Ctrl+C ends ALPO-desk.',
      'To see the main job done without a person:  npm run demo',
    ].join('\n'),
  )
  host.onEntered(printNext)
  endOnSignal(host, folder)
}

/** The browser is another's, who ends it first. */
function endOnSignal(host: PreviewHost, folder: string): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      noteCleanEnd(folder)
      host.close()
      process.exit(0)
    })
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
