import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import {
  type BrowserContext,
  chromium,
  type ElectronApplication,
  _electron as electron,
  type Page,
} from '@playwright/test'
import { inRoot, root } from '../../scripts/root.ts'
import { findChromium } from '../../src-main/shells/preview/browser.ts'

export type ShellName = 'preview' | 'electron'

/** One running ALPO-desk with a data folder of its own, in either shell; the tests see the same window. */
export type Device = {
  readonly page: Page
  readonly folder: string
  /** The person chooses these files in the next file dialog, while `act` runs. */
  choosing(files: readonly string[], act: () => Promise<void>): Promise<void>
  /** The person chooses a folder to write into, in the next dialog for it, while `act` runs. */
  choosingTarget(target: string, act: () => Promise<void>): Promise<void>
  /** The person saves to `target` in the save dialog that opens while `act` runs. */
  savingTo(target: string, act: () => Promise<void>): Promise<void>
  /** What the system tells an application of its machine; in Electron only. */
  emitPower(sign: 'suspend' | 'lock-screen'): Promise<void>
  close(): Promise<void>
  /** Ends every process of it at once, as a power cut would. */
  kill(): Promise<void>
}

/** Of one act in the window, however busy the machine is: it ends what hangs. */
const hangsAfterMs = 120_000

export const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-device-'))

export const openDevice = (shell: ShellName, folder = newFolder()): Promise<Device> =>
  shell === 'electron' ? openInElectron(folder) : openInPreview(folder)

export type PreviewHostProcess = {
  readonly child: ChildProcess
  readonly startUrl: string
  readonly switches: string[]
  readonly profile: string
}

/** The preview host without its browser. @throws Error with what it said, when it does not start. */
export function startPreviewHostProcess(folder: string): Promise<PreviewHostProcess> {
  const child = spawn(
    process.execPath,
    [inRoot('src-main', 'shells', 'preview', 'main.ts'), '--no-browser'],
    {
      env: { ...process.env, ALPO_DATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    child.once('exit', () => reject(new Error(said)))
    createInterface(child.stdout).once('line', (line) => {
      child.removeAllListeners('exit')
      resolve({ child, ...(JSON.parse(line) as Omit<PreviewHostProcess, 'child'>) }) // printed by our own host
    })
  })
}

async function openInPreview(folder: string): Promise<Device> {
  const { child, startUrl, switches, profile } = await startPreviewHostProcess(folder)
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? chromium.executablePath(),
    args: switches,
    viewport: { width: 1280, height: 900 },
    locale: 'fi-FI',
    // as the host starts its own browser
    env: { LANG: 'C.UTF-8', ...(process.env as Record<string, string>) },
    acceptDownloads: true,
  })
  context.setDefaultTimeout(hangsAfterMs)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(startUrl)
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    page,
    folder,
    async choosing(files, act) {
      const chooser = page.waitForEvent('filechooser')
      await act()
      await (await chooser).setFiles([...files])
    },
    async choosingTarget(target, act) {
      page.once('dialog', (asked) => void asked.accept(target))
      await act()
    },
    async savingTo(target, act) {
      const download = page.waitForEvent('download')
      await act()
      await (await download).saveAs(target)
    },
    emitPower: () => Promise.reject(new Error('a browser hears nothing of it')),
    async close() {
      await context.close()
      child.kill('SIGTERM')
      await ended
    },
    async kill() {
      const browser = browserPid(profile)
      if (browser) process.kill(browser, 'SIGKILL')
      child.kill('SIGKILL')
      await ended
      await context.close().catch(() => undefined) // it is gone already
    },
  }
}

/** Chromium's main process: its profile lock is a link named `host-pid`. */
function browserPid(profile: string): number | null {
  try {
    const target = readlinkSync(path.join(profile, 'SingletonLock'))
    return Number(target.split('-').at(-1))
  } catch {
    return null
  }
}

async function openInElectron(folder: string): Promise<Device> {
  // No path of the binary here: with one, Playwright takes the application for a packaged one, does not hold back
  // its `ready`, and misses a window that is made before it listens (3 starts in 100).
  const app: ElectronApplication = await electron.launch({
    args: [root, '--lang=fi', '--disable-gpu'],
    env: {
      ...(process.env as Record<string, string>),
      ALPO_DATA: folder,
      ALPO_NO_DIALOGS: '1',
      LANGUAGE: 'fi',
    },
    locale: 'fi-FI',
    timeout: hangsAfterMs,
  })
  app.context().setDefaultTimeout(hangsAfterMs)
  const page = await app.firstWindow()
  async function choosing(files: readonly string[], act: () => Promise<void>): Promise<void> {
    await app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
      },
      [...files],
    )
    await act()
  }
  return {
    page,
    folder,
    choosing,
    choosingTarget: (target, act) => choosing([target], act),
    async savingTo(target, act) {
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, target)
      await act()
    },
    emitPower: (sign) =>
      app.evaluate(({ powerMonitor }, name) => void (powerMonitor as NodeJS.EventEmitter).emit(name), sign),
    close: () => app.close(),
    async kill() {
      const child = app.process()
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGKILL')
      await ended
    },
  }
}
