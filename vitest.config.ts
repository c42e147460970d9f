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
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // what is polled for comes when it comes: a busy machine is no failure
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})
