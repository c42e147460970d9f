import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { claimFileJob, withEvidence } from '../../../test/builders/evidence.ts'
import { aJpeg } from '../../../test/builders/jpeg-files.ts'
import { aPdf } from '../../../test/builders/pdf-files.ts'
import { mountSmallDisk, noSmallDisk } from '../../../test/builders/small-disk.ts'
import { createReserve } from '../../data-folder/reserve.ts'
import { type PdfAnswer, type PdfJob, runPdfJob } from '../../pdf/jobs.ts'
import { unsealed } from '../../shell/passing-seal.ts'
import type { Written } from '../../shell/shell.ts'
import { withReserve } from '../../shell/with-reserve.ts'
import { createRunner } from '../../worker/run-in-worker.ts'
import { createAsks } from './asks.ts'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())

describe('a claim file on its way to the browser', () => {
  it('D12: lies on the disk sealed, and goes out as it was written', async () => {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-saving-')), 'saving')
    const original = await aPdf(3)
    const file = await withEvidence({ 'lasku.pdf': original })
    const { shell, ...asks } = createAsks(folder)
    const saving = { of: null as Promise<unknown> | null }
    const step = await asks.nextAskOr(() => {
      saving.of = shell.saveParts('liite.pdf', 1, async (target, _, seal): Promise<Written> => {
        const answer = await runPdfJob(claimFileJob(file, [original], { target, seal }))
        return answer.kind === 'written-to-file' ? { kind: 'written' } : { kind: 'cancelled' }
      })
      return saving.of
    })
    if (!('ask' in step)) throw new Error('it was not asked')
    const download = asks.takeDownload(step.ask.id)
    if (!download || 'bytes' in download.content) throw new Error('no file')

    const onDisk = readFileSync(download.content.file)
    for (const word of ['%PDF', 'endobj', 'lasku.pdf', 'Tampere', 'claim.json'])
      expect(onDisk.includes(word), word).toBe(false)
    const inMemory = await runPdfJob(claimFileJob(file, [original]))
    expect(inMemory.kind === 'written' && inMemory.bytes).toEqual(
      await buffer(unsealed(download.content.file, download.content.seal)),
    )
    download.content.onServed()
    asks.answerSave(step.ask.id)
    expect(await saving.of).toEqual({ kind: 'saved', name: 'liite.pdf' })
    expect(filesIn(folder)).toEqual([])
  })
  it('D12: leaves nothing that can be read when the program is killed meanwhile', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-saving-'))
    const script = `
      import { createAsks } from './src-main/shells/preview/asks.ts'
      import { runPdfJob } from './src-main/pdf/jobs.ts'
      import { claimFileJob, withEvidence } from './test/builders/evidence.ts'
      import { aPdf } from './test/builders/pdf-files.ts'
      const original = await aPdf(3)
      const file = await withEvidence({ 'lasku.pdf': original })
      await createAsks(${JSON.stringify(folder)}).shell.saveParts('liite.pdf', 1, async (target, part, seal) => {
        await runPdfJob(claimFileJob(file, [original], { target, seal }))
        process.kill(process.pid, 'SIGKILL')
        await new Promise(() => undefined)
      })`
    const { signal } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script])

    expect(signal).toBe('SIGKILL')
    const left = filesIn(folder)
    expect(left).toHaveLength(1)
    for (const at of left) expect(readFileSync(at, 'latin1')).not.toMatch(/%PDF-|endobj|lasku/)
  })
})

if (noSmallDisk) process.stdout.write(`not run: a PDF on a full disk: ${noSmallDisk}\n`)

describe.skipIf(noSmallDisk)('D20: a claim file for which the disk has no room', () => {
  it.each([
    ['not even for a folder', '1m', 1, 1],
    ['not for a file', '1m', 3, 1],
    ['for a part of it', '16k', 100, 1],
    ['for a part of it that is larger than what is kept in memory', '3m', 100, 5],
  ] as const)('is told with the disk, and leaves nothing: %s', async (_, size, inodes, photos) => {
    const disk = mountSmallDisk({ size, inodes })
    try {
      const run = createRunner<PdfJob, PdfAnswer>(new URL('../../pdf/worker.ts', import.meta.url))
      const photo = Buffer.concat([aJpeg(1), Buffer.alloc(900_000), Buffer.from([0xff, 0xd9])])
      const originals = Array.from({ length: photos }, () => photo)
      const file = await withEvidence(
        Object.fromEntries(originals.map((bytes, index) => [`k${index}.jpg`, bytes])),
      )
      const answers: PdfAnswer['kind'][] = []
      const outcome = await createAsks(path.join(disk.folder, 'saving')).shell.saveParts(
        'liite.pdf',
        1,
        async (target, __, seal): Promise<Written> => {
          const { kind } = await run(claimFileJob(file, originals, { target, seal }), 120_000)
          answers.push(kind as PdfAnswer['kind'])
          return kind === 'disk-full' ? { kind: 'failed', reason: 'disk-full' } : { kind: 'cancelled' }
        },
      )

      expect(
        answers.every((kind) => kind === 'disk-full'),
        answers.join(),
      ).toBe(true)
      expect(outcome).toEqual({ kind: 'failed', reason: 'disk-full' })
      expect(filesIn(disk.folder)).toEqual([])
    } finally {
      disk.unmount()
    }
  })
})

describe.skipIf(noSmallDisk)('a file for which a full disk has no room but the reserve', () => {
  it('is saved: the browser fetches what was written into it', async () => {
    const disk = mountSmallDisk({ size: '40m' })
    try {
      const reserve = createReserve(disk.folder)
      await reserve.keep(0)
      disk.fill()
      const { shell, ...asks } = createAsks(path.join(disk.folder, 'saving'))
      const saved = Promise.withResolvers<unknown>()
      const step = await asks.nextAskOr(() => {
        const saving = withReserve(shell, reserve).saveParts('rivit.csv', 1, async (target) => {
          writeFileSync(target, Buffer.alloc(1_000_000, 1))
          return { kind: 'written' }
        })
        saved.resolve(saving)
        return saving
      })
      const download = 'ask' in step ? asks.takeDownload(step.ask.id) : null
      if (!('ask' in step) || !download || 'bytes' in download.content) throw new Error(JSON.stringify(step))
      download.content.onServed()
      asks.answerSave(step.ask.id)

      expect(await saved.promise).toEqual({ kind: 'saved', name: 'rivit.csv' })
    } finally {
      disk.unmount()
    }
  })
})

describe('a folder to write into', () => {
  async function typed(text: string): Promise<string | null> {
    const { shell, ...asks } = createAsks(path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-saving-')), 'x'))
    let picking: Promise<string | null> = Promise.resolve(null)
    const step = await asks.nextAskOr(() => (picking = shell.pickTarget()))
    if (!('ask' in step)) throw new Error('it was not asked')
    const answer = { name: text, bytes: 0, modifiedMs: 0, content: new Uint8Array() }
    asks.answerPick(step.ask.id, text === '' ? [] : [answer])
    return picking
  }
  it('is the path that a person has typed, when it is a whole one', async () => {
    expect(await typed('/srv/vienti/../kunta')).toBe('/srv/kunta')
    expect(await typed('vienti')).toBeNull()
    expect(await typed('')).toBeNull()
  })
})
