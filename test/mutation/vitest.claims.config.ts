import { defineConfig } from 'vitest/config'

/** The tests of claims: what a broken engine, or a payment list that is read wrongly, must turn red. */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'src-shared/domain/claims/**/*.test.ts',
      'src-shared/sheets/sheet-cell.test.ts',
      'src-shared/domain/people/{person-name,person-sheet,identity-code}.test.ts',
    ],
    testTimeout: 30_000,
  },
})
