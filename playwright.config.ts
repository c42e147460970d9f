import { defineConfig } from '@playwright/test'
import { findElectron } from './scripts/electron-binary.ts'
import type { ShellOption } from './test/e2e/fixtures.ts'

/** The same suite drives both shells; Electron only where there is a binary of it. */
export default defineConfig<ShellOption>({
  testDir: 'test/e2e',
  outputDir: 'out/e2e',
  timeout: 900_000,
  // how long a busy machine may take is no matter of these tests: speed is measured in test/bench
  expect: { timeout: 120_000 },
  workers: 2,
  // a walk that fails now and then shows a fault: nothing is tried twice
  retries: 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/e2e-report.json' }]],
  projects: [
    { name: 'preview', use: { shell: 'preview' } },
    ...(findElectron() ? [{ name: 'electron', use: { shell: 'electron' as const } }] : []),
  ],
})
