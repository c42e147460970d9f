import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aClaimFile, manyPersons } from '../../test/builders/claim-file.ts'
import { claimFileJob, resources } from '../../test/builders/evidence.ts'
import { aPdf } from '../../test/builders/pdf-files.ts'
import type { PdfAnswer, PdfJob } from '../pdf/jobs.ts'
import { writeParts } from '../shell/write-parts.ts'
import { createRunner } from './run-in-worker.ts'

const newRunner = () => createRunner<PdfJob, PdfAnswer>(new URL('../pdf/worker.ts', import.meta.url))

describe('a job in a thread', () => {
  it('is followed by others in the same thread, and by a new one after a job that was ended', async () => {
    const run = newRunner()
    const job: PdfJob = { kind: 'inspect', bytes: await aPdf(), resources }

    for (let round = 0; round < 3; round++)
      expect(await run(job, 20_000)).toMatchObject({ kind: 'inspected' })
    expect(await run(job, 0)).toEqual({ kind: 'unfinished' })
    const two = await Promise.all([run(job, 20_000), run(job, 20_000)])
    for (const answer of two) expect(answer).toMatchObject({ kind: 'inspected' })
  })
  it('that is cancelled leaves no file behind', async () => {
    const run = newRunner()
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-cancel-'))
    const cancel = new AbortController()
    const outcome = await writeParts(path.join(folder, 'claim.pdf'), 1, async (target) => {
      const writing = run(claimFileJob(aClaimFile(manyPersons(2000)), [], { target }), 60_000, {
        signal: cancel.signal,
      })
      await expect.poll(() => existsSync(target), { timeout: 20_000 }).toBe(true)
      cancel.abort()
      expect(await writing).toEqual({ kind: 'cancelled' })
      return { kind: 'cancelled' }
    })

    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })
  it('that a kill ended leaves a draft, which the next save of that name takes away', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-killed-'))
    writeFileSync(path.join(folder, 'claim.pdf.alpo-part'), 'half')
    const outcome = await writeParts(path.join(folder, 'claim.pdf'), 1, async (target) => {
      writeFileSync(target, 'whole', { flag: 'wx' })
      return { kind: 'written' }
    })

    expect(outcome).toEqual({ kind: 'saved', name: 'claim.pdf' })
    expect(readdirSync(folder)).toEqual(['claim.pdf'])
  })
  it('is not begun when it was cancelled before', async () => {
    expect(
      await newRunner()({ kind: 'inspect', bytes: await aPdf(), resources }, 1000, {
        signal: AbortSignal.abort(),
      }),
    ).toEqual({
      kind: 'cancelled',
    })
  })
})
