import { describe, expect, it } from 'vitest'
import { anEncryptedPdf, aPdf, aPng, aTruncatedPdf } from '../../test/builders/pdf-files.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { inspectFile } from './inspect.ts'
import type { PdfAnswer, PdfJob } from './jobs.ts'

const resources = 'resources'
const font = 'resources/fonts/DejaVuSans.ttf'

describe('what a file is', () => {
  it('is told by its bytes', async () => {
    expect(await inspectFile(await aPdf(), font)).toEqual({
      ok: true,
      mediaType: 'application/pdf',
      placement: 'merge',
      reason: null,
      pageCount: 2,
    })
    expect(await inspectFile(aPng(), font)).toEqual({
      ok: true,
      mediaType: 'image/png',
      placement: 'merge',
      reason: null,
      pageCount: 1,
    })
    const whole = { placement: 'whole', pageCount: 0 }
    expect(await inspectFile(await anEncryptedPdf(), font)).toMatchObject({ ...whole, reason: 'encrypted' })
    expect(await inspectFile(await aTruncatedPdf(), font)).toMatchObject({ ...whole, reason: 'damaged' })
    expect(await inspectFile(aPng().slice(0, 40), font)).toMatchObject({ ...whole, reason: 'damaged' })
    expect(await inspectFile(new TextEncoder().encode('hei'), font)).toEqual({
      ok: false,
      reason: 'not-supported',
    })
  })
  it.each([
    ['image/heic', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['image/tiff', 'II*\0\x08\0\0\0'],
    ['image/tiff', 'MM\0*\0\0\0\x08'],
  ])('is kept whole as %s, which no PDF shows', async (mediaType, head) => {
    expect(await inspectFile(Buffer.from(head, 'latin1'), font)).toMatchObject({
      ok: true,
      mediaType,
      placement: 'whole',
      reason: 'format',
    })
  })
  it('is asked in a thread that ends when it takes too long', async () => {
    const run = createRunner<PdfJob, PdfAnswer>(new URL('./worker.ts', import.meta.url))
    const job: PdfJob = { kind: 'inspect', bytes: await aPdf(), resources }

    expect(await run(job, 20_000)).toMatchObject({ kind: 'inspected' })
    expect(await run(job, 1)).toEqual({ kind: 'unfinished' })
  })
})
