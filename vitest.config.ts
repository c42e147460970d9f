import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // as many as the smallest machine has cores: the largest files wait for worker threads of ours more than they compute
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['test/setup-indexeddb.ts'],
          include: [
            'src-*/**/*.test.ts',
            'test/{contract,node,sim,matterhorn,hostile}/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          // real processes and databases on a machine that may be busy: tried once more in CI, named and counted (scripts/flaky-reporter.ts)
          retry: process.env.CI ? 1 : 0,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
