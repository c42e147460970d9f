import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApplication } from '../../application.ts'
import { lockDataFolder } from '../../data-folder/lock.ts'
import { alreadyOpen, dataFolder } from '../data-folder.ts'
import { createAsks } from './asks.ts'
import { chromiumSwitches, findChromium, prepareProfile } from './browser.ts'
import { startPreviewHost } from './host.ts'

/**
 * The preview host: the same application behind the same window, for machines where Electron's binary cannot be had.
 * `--no-browser` prints the switches and the address instead of opening a browser (for tests).
 */
const root = path.dirname(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))))
const windowRoot = path.join(root, 'out', 'renderer')
const withBrowser = !process.argv.includes('--no-browser')

async function start(): Promise<void> {
  const folder = dataFolder()
  if (!existsSync(path.join(windowRoot, 'index.html')))
    throw new Error('the window is not built: run  npm run build')
  const lock = await lockDataFolder(folder)
  if (!lock) throw new Error(alreadyOpen)
  const asks = createAsks(path.join(folder, 'saving'))
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string } // our own file
  const dispatch = createApplication({
    shell: asks.shell,
    version,
    dataFolder: folder,
    resources: path.join(root, 'resources'),
    pdfWorker: new URL('../../pdf/worker.ts', import.meta.url),
    sheetWorker: new URL('../../sheets/worker.ts', import.meta.url),
  })
  const host = await startPreviewHost({ dispatch, asks, windowRoot })
  const profile = path.join(folder, 'preview-window')
  prepareProfile(profile)
  if (!withBrowser) {
    process.stdout.write(
      `${JSON.stringify({ startUrl: host.startUrl, switches: chromiumSwitches(host.port), profile })}\n`,
    )
    return
  }
  const chromium = findChromium()
  if (!chromium)
    throw new Error('no Chromium or Chrome was found: install one, or name one with ALPO_CHROMIUM')
  const browser = spawn(
    chromium,
    [
      ...chromiumSwitches(host.port),
      `--user-data-dir=${profile}`,
      '--window-size=1280,900',
      `--app=${host.startUrl}`,
    ],
    { stdio: 'ignore' },
  )
  browser.once('exit', (code) => {
    host.close()
    process.exit(code ?? 0)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => browser.kill())
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
