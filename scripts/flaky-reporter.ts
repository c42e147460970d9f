import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, TestCase } from 'vitest/node'
import { inRoot } from './root.ts'

/** Where the names of the unit tests lie that passed on their second try only, for the closing lines of `npm test`. */
export const flakyFile = inRoot('out', 'unit-flaky.json')

export default class FlakyReporter implements Reporter {
  private readonly names: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.names.push(test.fullName)
  }
  onTestRunEnd(): void {
    mkdirSync(path.dirname(flakyFile), { recursive: true })
    writeFileSync(flakyFile, JSON.stringify(this.names))
  }
}
