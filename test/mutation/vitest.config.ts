import { defineConfig } from 'vitest/config'

/** The tests that a broken core must turn red; those with databases and windows would take days. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src-shared/sync/**/*.test.ts', 'test/sim/engine.test.ts', 'test/sim/sim.test.ts'],
    testTimeout: 30_000,
  },
})
