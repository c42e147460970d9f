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
            'test/{contract,docs,node,sim,matterhorn,hostile}/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          // these end what hangs; how quick the machine is decides nothing
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 120_000 } },
        },
      },
    ],
  },
})
