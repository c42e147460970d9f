import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { installElectron } from './electron-binary.ts'
import { inRoot, root } from './root.ts'
import { run, runNode } from './run.ts'

/** `npm start`: builds and opens the application, in Electron or, where its binary cannot be had, in the preview host. */
await build(true)
const electron = await installElectron()
if (electron) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium refuses its sandbox to root
  process.exitCode = await run(electron, [...asRoot, root])
} else {
  process.stdout.write(
    "Electron's binary cannot be downloaded here: opening ALPO-desk in the preview host instead.\n",
  )
  const chromium = await ensureChromium()
  process.exitCode = await runNode(inRoot('src-main', 'shells', 'preview', 'main.ts'), [], {
    env: { ...process.env, ...(chromium ? { ALPO_CHROMIUM: chromium } : {}) },
  })
}
