import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { build } from '../../scripts/build.ts'
import { ensureChromium } from '../../scripts/chromium.ts'
import { inRoot } from '../../scripts/root.ts'
import { run } from '../../scripts/run.ts'
import type { Result } from './report.ts'

/** `npm run bench`: everything beside its peer, in one run, on this machine. */
if (!existsSync(inRoot('test', 'bench', 'node_modules')))
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: inRoot('test', 'bench') })
const chromium = await ensureChromium()
if (chromium) process.env.ALPO_CHROMIUM = chromium
await build(true)

const benches: Readonly<Record<string, () => Promise<Result | Result[]>>> = {
  window: async () => (await import('./window-bench.ts')).windowBench(),
  start: async () => (await import('./start-bench.ts')).startBench(100_000),
  hub: async () => (await import('./hub-bench.ts')).hubBench(20_000),
  pdf: async () => (await import('./pdf-bench.ts')).pdfBench(),
}
const wanted = process.argv.slice(2)
const results: Result[] = []
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const result of [await bench()].flat()) {
    results.push(result)
    process.stdout.write(
      `${result.name}\n  ours ${result.ours}   peer ${result.peer}   ratio ${result.ratio.toFixed(2)}\n`,
    )
  }
}
mkdirSync(inRoot('test', 'bench', 'results'), { recursive: true })
const machine = `${os.cpus()[0]?.model ?? ''} × ${os.cpus().length}, Node ${process.version}`
writeFileSync(
  inRoot('test', 'bench', 'results', 'latest.json'),
  JSON.stringify({ machine, results }, null, 1),
)
process.exit(0) // peers leave timers behind
