import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { hasDisplay } from './display.ts'
import { installElectron } from './electron-binary.ts'
import { inRoot, root } from './root.ts'
import { run, runNode } from './run.ts'

/**
 * `npm start`: builds and opens the application, in Electron or, where its binary cannot be had, in the preview host. On a
 * machine without a display, or with `-- --serve`, it prints an address that a browser opens. `--built` opens what is in out/.
 */
const preview = inRoot('src-main', 'shells', 'preview', 'main.ts')

async function start(): Promise<number> {
  if (!process.argv.includes('--built')) await build(true)
  if (!hasDisplay()) say('There is no display here: ALPO-desk is served to a browser instead.')
  if (!hasDisplay() || process.argv.includes('--serve')) return serve()
  const electron = await installElectron()
  if (electron) {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium refuses its sandbox to root
    return withHint(await run(electron, [...asRoot, root]))
  }
  say("Electron's binary cannot be downloaded here: opening ALPO-desk in the preview host instead.")
  const chromium = await ensureChromium()
  return withHint(
    await runNode(preview, [], {
      env: { ...process.env, ...(chromium ? { ALPO_CHROMIUM: chromium } : {}) },
    }),
  )
}

/** Whoever ends this process ends the host; a terminal's Ctrl+C reaches the host twice then, which does nothing more. */
const serve = (): Promise<number> => runNode(preview, ['--serve'], {}, ['SIGINT', 'SIGTERM', 'SIGHUP'])

function withHint(status: number): number {
  if (status !== 0)
    process.stderr.write(
      `ALPO-desk ended with status ${status}; the reason stands above. To open it in a browser of your own:  npm start -- --serve\n`,
    )
  return status
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

try {
  process.exitCode = await start()
} catch (error) {
  process.stderr.write(
    `ALPO-desk could not start: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exitCode = 1
}
