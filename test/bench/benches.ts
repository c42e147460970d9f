import { existsSync } from 'node:fs'
import os from 'node:os'
import { build } from '../../scripts/build.ts'
import { ensureChromium } from '../../scripts/chromium.ts'
import { inRoot } from '../../scripts/root.ts'
import { run } from '../../scripts/run.ts'
import type { Result } from './report.ts'

const benches: Readonly<Record<string, () => Promise<Result | Result[]>>> = {
  window: async () => (await import('./window-bench.ts')).windowBench(),
  start: async () => (await import('./start-bench.ts')).startBench(100_000),
  hub: async () => (await import('./hub-bench.ts')).hubBench(20_000),
  sync: async () => (await import('./sync-bench.ts')).syncBench(),
  soak: async () => (await import('./soak-bench.ts')).soakBench(),
  claims: async () => (await import('./claims-bench.ts')).claimsBench(),
  pdf: async () => (await import('./pdf-bench.ts')).pdfBench(),
  journal: async () => (await import('./journal-bench.ts')).journalBench(),
  backup: async () => (await import('./backup-bench.ts')).backupBench(),
  disclosure: async () => (await import('./disclosure-bench.ts')).disclosureBench(),
  opening: async () => (await import('./claim-opening-bench.ts')).claimOpeningBench(),
}
export const benchNames = Object.keys(benches)

/** What the peers need, and a fresh build of what is measured. */
export async function prepareBenches(): Promise<void> {
  if (!existsSync(inRoot('test', 'bench', 'node_modules')))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: inRoot('test', 'bench') })
  const chromium = await ensureChromium()
  if (chromium) process.env.ALPO_CHROMIUM = chromium
  await build(true)
}

/** Runs the named benches, or all, and prints each result as it comes. */
export async function runBenches(
  wanted: readonly string[],
): Promise<readonly (Result & { bench: string })[]> {
  const results: (Result & { bench: string })[] = []
  for (const [bench, work] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(bench)) continue
    for (const result of [await work()].flat()) {
      results.push({ bench, ...result })
      const note = result.note ? ` (${result.note})` : ''
      process.stdout.write(
        `${result.name}${note}\n  ours ${result.ours}   peer ${result.peer}   ratio ${result.ratio.toFixed(2)}\n`,
      )
    }
  }
  return results
}

export const machine = (): string =>
  `${os.cpus()[0]?.model ?? ''} × ${os.cpus().length}, Node ${process.version}`
