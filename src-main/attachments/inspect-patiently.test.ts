import { describe, expect, it } from 'vitest'
import { resources } from '../../test/builders/evidence.ts'
import { aPdf, aPng } from '../../test/builders/pdf-files.ts'
import { page, rawPdf } from '../../test/hostile/raw-pdf.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { createInspector, inspectionLimits } from './inspect-patiently.ts'

const run = () => createRunner<PdfJob, PdfAnswer>(new URL('../pdf/worker.ts', import.meta.url))

describe('A19: the reason why a file is not shown', () => {
  it('is that nobody could look in time, where nobody could; it is found out the next time', async () => {
    let timeoutMs = 1
    const inspect = createInspector(run(), resources, (bytes) => ({ ...inspectionLimits(bytes), timeoutMs }))

    for (const bytes of [await aPdf(1), aPng(2)])
      expect(await inspect(bytes)).toMatchObject({ ok: true, placement: 'whole', reason: 'unchecked' })
    timeoutMs = 60_000
    for (const bytes of [await aPdf(1), aPng(2)])
      expect(await inspect(bytes)).toMatchObject({ ok: true, placement: 'merge', reason: null })
  })
  it('is tried a second time before anybody is told', async () => {
    const limits = [1, 60_000]
    const inspect = createInspector(run(), resources, (bytes) => ({
      ...inspectionLimits(bytes),
      timeoutMs: limits.shift() ?? 0,
    }))

    expect(await inspect(await aPdf(1))).toMatchObject({ placement: 'merge' })
  })
  it('is its size only where its thread had computed for longer than it may', async () => {
    const heavy = rawPdf({ objects: page({ more: [`[${'0 '.repeat(3_000_000)}]`] }) })
    const within = (workMs: number) =>
      createInspector(run(), resources, () => ({ timeoutMs: 60_000, workMs, growthMb: 2000 }))

    expect(await within(1)(heavy)).toMatchObject({ placement: 'whole', reason: 'too-large' })
    expect(await within(60_000)(heavy)).toMatchObject({ placement: 'merge' })
  })
  it('is not what another file takes: one is looked at after the other', async () => {
    let running = 0
    let most = 0
    const runner = run()
    const inspect = createInspector(async (job, timeoutMs, options) => {
      most = Math.max(most, ++running)
      try {
        return await runner(job, timeoutMs, options)
      } finally {
        running--
      }
    }, resources)

    const files = await Promise.all([aPdf(3), aPdf(1), aPdf(2)])
    const found = await Promise.all(files.map(inspect))

    expect(found.map((one) => one.ok && one.pageCount)).toEqual([3, 1, 2])
    expect(most).toBe(1)
  })
})
