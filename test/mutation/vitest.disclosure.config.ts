import { defineConfig } from 'vitest/config'

/** The tests of disclosure control: what a broken suppression must turn red. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src-shared/domain/disclosure/*.test.ts', 'src-cli/suppress-command.test.ts'],
    testTimeout: 60_000,
  },
})
