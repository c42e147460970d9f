import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { chromium, _electron as electron } from '@playwright/test'
import { startPreviewHostProcess } from '../test/e2e/device.ts'
import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { hasDisplay } from './display.ts'
import { installElectron } from './electron-binary.ts'
import { inRoot, root } from './root.ts'

/**
 * `npm run dev`: opens the application, and after each change of a source builds it anew and reloads the window; where
 * the change is not the window's alone, the application starts anew. Its register is out/dev unless ALPO_DATA names one.
 */
const data = process.env.ALPO_DATA ?? inRoot('out', 'dev')
const env = { ...(process.env as Record<string, string>), ALPO_DATA: data }
const watched = ['src-renderer', 'src-shared', 'src-main', 'src-preload', 'resources'] as const
type Watched = (typeof watched)[number]
const settleMs = 150
const say = (text: string): void => void process.stdout.write(`dev: ${text}\n`)

/** The running application, in whichever shell this machine has. */
type Running = { readonly reload: () => Promise<unknown>; readonly close: () => Promise<void> }

async function inElectron(): Promise<Running> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium refuses its sandbox to root
  const app = await electron.launch({ args: [...asRoot, root], env })
  const page = await app.firstWindow()
  app.once('close', endUnlessRestarting)
  return { reload: () => page.reload(), close: () => app.close() }
}

async function inChromium(executablePath: string): Promise<Running> {
  const { child, startUrl, switches, profile } = await startPreviewHostProcess(data)
  endWithUs(child)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: switches,
    headless: false,
    viewport: null,
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(startUrl)
  context.once('close', endUnlessRestarting)
  return {
    reload: () => page.reload(),
    close: async () => {
      await context.close()
      await ended(child)
    },
  }
}

/** Without a display a browser elsewhere shows the window, and a person reloads it there. */
async function inSomeBrowser(): Promise<Running> {
  const host = inRoot('src-main', 'shells', 'preview', 'main.ts')
  const child = spawn(process.execPath, [host, '--serve'], { cwd: root, env, stdio: 'inherit' })
  endWithUs(child)
  child.once('exit', endUnlessRestarting)
  const reload = async (): Promise<void> => say('reload the page in your browser')
  return { reload, close: () => ended(child) }
}

/** The host ends with this process, however that comes. */
function endWithUs(child: ChildProcess): void {
  process.once('exit', () => child.kill('SIGTERM'))
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(0))

function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  return exit
}

async function open(): Promise<Running> {
  if (!hasDisplay()) return inSomeBrowser()
  if (await installElectron()) return inElectron()
  const browser = await ensureChromium()
  return browser ? inChromium(browser) : inSomeBrowser()
}

let isRestarting = false
function endUnlessRestarting(): void {
  if (!isRestarting) process.exit(0)
}

async function show(running: Running, changed: ReadonlySet<Watched>): Promise<Running> {
  await build(true)
  const isWindowOnly = [...changed].every((folder) => folder === 'src-renderer')
  if (isWindowOnly) {
    say('built anew')
    await running.reload()
    return running
  }
  isRestarting = true
  await running.close()
  isRestarting = false
  say('built, starting anew')
  return open()
}

/** Resolves with the folders that changed, once no further change has come for a moment. */
function nextChange(): Promise<ReadonlySet<Watched>> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    onChange = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const changed = new Set(waiting)
        waiting.clear()
        resolve(changed)
      }, settleMs)
    }
    if (waiting.size > 0) onChange()
  })
}
const waiting = new Set<Watched>()
let onChange = (): void => undefined
for (const folder of watched)
  watch(inRoot(folder), { recursive: true }, (_, name) => {
    if (name?.includes('.test.')) return
    waiting.add(folder)
    onChange()
  })

await build(true)
let running = await open()
say('open; save a source to see it')
for (;;) {
  const changed = await nextChange()
  running = await show(running, changed).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error)) // a source that does not compile yet: the next save builds again
    return running
  })
}
