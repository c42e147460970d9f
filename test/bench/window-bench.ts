import { openBenchPage } from './bench-page.ts'
import type { Result } from './report.ts'

/** The register beside its peers, in a real Chromium with a real disk. */
export async function windowBench(): Promise<Result[]> {
  const { page, close } = await openBenchPage()
  try {
    return await page.evaluate(() => (Reflect.get(globalThis, 'runBench') as () => Promise<Result[]>)())
  } finally {
    await close()
  }
}
