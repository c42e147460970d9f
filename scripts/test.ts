import { existsSync, readFileSync } from 'node:fs'
import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { findElectron, installElectron } from './electron-binary.ts'
import { inRoot } from './root.ts'
import { run, runNode } from './run.ts'

/**
 * `npm test`: the checks, the unit and contract tests, and the end-to-end suite in every shell that there is here.
 * Closes with one line of totals; what did not run is named with its reason. `npm run test:e2e` runs the last part only.
 */
type Totals = { passed: number; failed: number; skipped: number }
const total: Totals = { passed: 0, failed: 0, skipped: 0 }
const remarks: string[] = []
const onlyE2e = process.argv[2] === 'e2e'

const chromium = await ensureChromium()
const env = { ...process.env, ...(chromium ? { ALPO_CHROMIUM: chromium } : {}) }

if (!onlyE2e) {
  await step('npm run check', async () => {
    const status = await runNode(inRoot('scripts', 'check.ts'))
    total[status === 0 ? 'passed' : 'failed']++
  })
  await step('unit, contract and component tests', async () => {
    if (!chromium)
      remarks.push('not run: components of the window: no Chromium was found or could be installed')
    const report = inRoot('out', 'unit-report.json')
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const status = await runNode(inRoot('node_modules', 'vitest', 'vitest.mjs'), args, { env })
    const { numPassedTests, numFailedTests, numPendingTests } = readJson(report) as Record<string, number> // vitest's own report
    add({
      passed: numPassedTests ?? 0,
      failed: Math.max(numFailedTests ?? 0, status === 0 ? 0 : 1),
      skipped: numPendingTests ?? 0,
    })
  })
}
await step('build', () => build(true))
await step('end-to-end tests', async () => {
  const electron = onlyE2e ? findElectron() : await installElectron()
  if (!electron)
    remarks.push('not run: end-to-end in Electron: its binary is not installed and could not be downloaded')
  if (!chromium) return void remarks.push('not run: end-to-end: no Chromium was found or could be installed')
  const args = [inRoot('node_modules', '@playwright', 'test', 'cli.js'), 'test']
  const needsDisplay = electron && process.platform === 'linux' && !process.env.DISPLAY
  if (needsDisplay && !existsSync('/usr/bin/xvfb-run')) {
    args.push('--project=preview')
    remarks.push('not run: end-to-end in Electron: there is no display, and no xvfb-run to make one')
  }
  // without it the server starts over whenever its last window has gone, and refuses whoever comes meanwhile
  const display = '-screen 0 1280x1024x24 -noreset'
  const withDisplay = needsDisplay && existsSync('/usr/bin/xvfb-run')
  const status = withDisplay
    ? await run('xvfb-run', ['-a', '-s', display, process.execPath, ...args], { env })
    : await run(process.execPath, args, { env })
  const { stats } = readJson(inRoot('out', 'e2e-report.json')) as {
    stats: { expected: number; unexpected: number; skipped: number }
  } // Playwright's own report
  add({
    passed: stats.expected,
    failed: Math.max(stats.unexpected, status === 0 ? 0 : 1),
    skipped: stats.skipped,
  })
})

for (const reason of remarks) process.stdout.write(`${reason}\n`)
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}\n`,
)
process.exitCode = total.failed > 0 ? 1 : 0

async function step(name: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now()
  process.stdout.write(`\n== ${name}\n`)
  try {
    await work()
  } catch (error) {
    process.stdout.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`)
    total.failed++
  }
  process.stdout.write(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

function add({ passed, failed, skipped }: Totals): void {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
