import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { windowConstants, windowPlugins } from './scripts/window-plugins.ts'
import { findChromium } from './src-main/shells/preview/browser.ts'

/** These end what hangs; how quick the machine is decides nothing. */
const patience = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000 } },
}

const windowPackages = [
  ...[
    '@scure/base',
    '@tanstack/react-virtual',
    'dexie',
    'dexie-react-hooks',
    'fflate',
    'i18next',
    'papaparse',
  ],
  ...['react', 'react/jsx-dev-runtime', 'react/jsx-runtime', 'react-aria-components', 'react-dom'],
  ...['react-dom/client', 'react-i18next', 'zod', 'zustand'],
]

const inNode = (
  name: string,
  include: readonly string[],
  options: { readonly isolate?: boolean } = {},
): TestProjectConfiguration => ({
  test: {
    name,
    environment: 'node',
    setupFiles: ['test/setup-indexeddb.ts'],
    include: [...include],
    ...options,
    ...patience,
  },
})

/** Components of the window, in a real browser. */
const inBrowser = (executablePath: string): TestProjectConfiguration => ({
  plugins: windowPlugins(),
  define: windowConstants(),
  // all that the window imports, known beforehand: what is found on the way would load the page anew amid a test
  optimizeDeps: { include: windowPackages },
  test: {
    name: 'window',
    include: ['src-renderer/**/*.browser.test.tsx'],
    ...patience,
    // one page: which of two has the keyboard is no question
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({ launchOptions: { executablePath }, actionTimeout: 120_000 }),
      instances: [{ browser: 'chromium' }],
      viewport: { width: 1280, height: 900 },
      screenshotFailures: false,
    },
  },
})
const chromium = findChromium()

export default defineConfig({
  test: {
    // as many as the smallest machine has cores: the largest files wait for worker threads of ours more than they compute
    maxWorkers: 2,
    projects: [
      // units share one module registry: loading it anew for each file took longer than the tests themselves
      inNode('unit', ['src-*/**/*.test.ts'], { isolate: false }),
      inNode('node', [
        'test/{contract,docs,node,sim,matterhorn,hostile}/**/*.test.ts',
        'scripts/**/*.test.ts',
      ]),
      // only where there is a Chromium: scripts/test.ts says when these do not run
      ...(chromium ? [inBrowser(chromium)] : []),
    ],
  },
})
