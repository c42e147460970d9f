import { defineConfig } from '@playwright/test'
import { findElectron } from './scripts/electron-binary.ts'
import type { ShellOption } from './test/e2e/fixtures.ts'

/** The same suite drives both shells; Electron only where there is a binary of it. */
export default defineConfig<ShellOption>({
  testDir: 'test/e2e',
  outputDir: 'out/e2e',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: true,
  // CI machines are loaded: what fails is tried once more, and `npm test` names how many needed it
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'out/e2e-report.json' }]],
  projects: [
    { name: 'preview', use: { shell: 'preview' } },
    ...(findElectron() ? [{ name: 'electron', use: { shell: 'electron' as const } }] : []),
  ],
})
