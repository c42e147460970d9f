import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { PDFDocument as PdfLib } from 'pdf-lib'
import PDFDocument from 'pdfkit'
import { inRoot } from '../../scripts/root.ts'
import { type PdfAnswer, type PdfJob, runPdfJob } from '../../src-main/pdf/jobs.ts'
import { createAttachmentStore } from '../../src-main/stored-files/store.ts'
import { createRunner } from '../../src-main/worker/run-in-worker.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { aClaimFile, manyPersons } from '../builders/claim-file.ts'
import { claimFileJob } from '../builders/evidence.ts'
import { clocked, ms, quantile, type Result } from './report.ts'

const resources = inRoot('resources')

/** The claim file: its rows beside a plain PDFKit table of as many, its evidence beside qpdf and pdf-lib on the same files. */
export async function pdfBench(): Promise<Result[]> {
  await runPdfJob(claimFileJob(aClaimFile(), [], { resources })) // fonts are read, code is warm
  return [await rows(500, 5), await rows(5000, 3), ...(await evidence())]
}

async function rows(count: number, rounds: number): Promise<Result> {
  const job = claimFileJob(aClaimFile(manyPersons(count / 5)), [], { resources }) // five lines a person
  const [ours, peer]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours.push((await clocked(() => runPdfJob(job))).millis)
    peer.push((await clocked(() => plainTable(count))).millis)
  }
  return {
    name: `claim PDF of ${count} lines beside a plain PDFKit table`,
    ours: ms(quantile(ours, 0.5)),
    peer: ms(quantile(peer, 0.5)),
    ratio: quantile(peer, 0.5) / quantile(ours, 0.5),
  }
}

const plainTable = (count: number): Promise<void> =>
  new Promise((resolve) => {
    const pdf = new PDFDocument({
      size: 'A4',
      font: inRoot('resources', 'fonts', 'DejaVuSans.ttf'),
    } as PDFKit.PDFDocumentOptions)
    pdf.on('data', () => undefined)
    pdf.on('end', () => resolve())
    pdf.fontSize(9).table({
      data: Array.from({ length: count }, (_, i) => [
        `H${i}, s. 1.5.1990`,
        '17.3.2025',
        '2025',
        '1.4.2025–1.12.2025 (9)',
        '9/12 × 2 052,00 €',
        '1 539,00 €',
      ]),
    })
    pdf.end()
  })

const mega = 1_000_000

/**
 * Scans that are shown and enclosed, out of the encrypted store into a file on the disk with fsync, in the worker of the
 * application; peers only put the same pages together, unencrypted and without enclosing anything.
 */
async function evidence(): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-bench-'))
  try {
    const some = await scans(folder, 50, 2.1 * mega)
    const many = await scans(folder, 200, 2.5 * mega)
    const ours = await median(5, () => write(some, folder))
    const lib = await median(3, () => withPdfLib(some))
    const qpdf = existsSync('/usr/bin/qpdf') ? await median(3, async () => withQpdf(some, folder)) : null
    const large = await write(many, folder)
    const peer = qpdf ?? lib
    return [
      {
        name: 'claim file of 50 attachments, 105 MB, beside qpdf (merging alone)',
        note: `memory above idle: ours ${Math.round(ours.growthMb)} MB, pdf-lib ${Math.round(lib.growthMb)} MB; pdf-lib ${ms(lib.millis)}`,
        ours: ms(ours.millis),
        peer: ms(peer.millis),
        ratio: peer.millis / ours.millis,
      },
      {
        name: 'claim file of 200 attachments, 500 MB, beside 50 of 105 MB',
        note: `memory above idle: ${Math.round(large.growthMb)} MB`,
        ours: ms(large.millis),
        peer: ms(ours.millis),
        ratio: ours.millis / large.millis,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Scans = {
  readonly file: ClaimFile
  readonly paths: readonly string[]
  readonly folder: string
  readonly dataKey: Uint8Array
}
type Measured = { readonly millis: number; readonly growthMb: number }

/** PDFs of one page, each a picture that does not compress, as a scanner writes them; kept as the application keeps them. */
async function scans(root: string, count: number, bytes: number): Promise<Scans> {
  const folder = path.join(root, `scans-${count}`)
  mkdirSync(folder)
  const dataKey = randomBytes(32)
  const store = createAttachmentStore(folder)
  const file = aClaimFile()
  const attachments: ClaimFile['attachments'] = []
  const paths: string[] = []
  for (let index = 0; index < count; index++) {
    const pdf = scan(bytes)
    const at = path.join(folder, `scan-${index}.pdf`)
    writeFileSync(at, pdf)
    paths.push(at)
    attachments.push({
      claimId: file.claimId,
      name: `skannaus ${index}.pdf`,
      mediaType: 'application/pdf',
      bytes: pdf.length,
      placement: 'merge',
      reason: null,
      pageCount: 1,
      shownPages: '',
      sha256: await store.put(dataKey, pdf),
    })
  }
  return { file: { ...file, attachments }, paths, folder, dataKey }
}

function scan(bytes: number): Buffer {
  const content = 'q 595 0 0 842 0 0 cm /Im0 Do Q'
  const picture = randomBytes(Math.round(bytes))
  const objects: readonly Buffer[] = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    Buffer.concat([
      Buffer.from(
        `<</Type/XObject/Subtype/Image/Width 1000/Height 1000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode/Length ${picture.length}>>\nstream\n`,
      ),
      picture,
      Buffer.from('\nendstream'),
    ]),
  ].map((object) => Buffer.from(object))
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets: number[] = []
  let size = parts[0]?.length ?? 0
  for (const [index, object] of objects.entries()) {
    offsets.push(size)
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    parts.push(whole)
    size += whole.length
  }
  const xref = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${size}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const run = createRunner<PdfJob, PdfAnswer>(new URL('../../src-main/pdf/worker.ts', import.meta.url))

/** As between two acts of a person: the thread for the next job has been started meanwhile. */
const pauseMs = 1500

async function write({ file, folder, dataKey }: Scans, root: string): Promise<Measured> {
  await setTimeout(pauseMs)
  const target = path.join(root, 'claim.pdf')
  rmSync(target, { force: true })
  const job = claimFileJob(file, [], { resources, target, originals: { kind: 'store', folder, dataKey } })
  const measured = await watched(async () => {
    const answer = await run(job, 600_000)
    if (answer.kind !== 'written-to-file') throw new Error(answer.kind)
  })
  if (statSync(target).size < 2 * file.attachments.reduce((sum, { bytes }) => sum + bytes, 0))
    throw new Error('the file does not hold its evidence')
  return measured
}

async function withPdfLib({ paths }: Scans): Promise<Measured> {
  const { readFileSync } = await import('node:fs')
  return watched(async () => {
    const whole = await PdfLib.create()
    for (const at of paths) {
      const source = await PdfLib.load(readFileSync(at))
      for (const page of await whole.copyPages(source, source.getPageIndices())) whole.addPage(page)
    }
    await whole.save()
  })
}

function withQpdf({ paths }: Scans, root: string): Promise<Measured> {
  return watched(async () => {
    const { status } = spawnSync('qpdf', ['--empty', '--pages', ...paths, '--', path.join(root, 'qpdf.pdf')])
    if (status !== 0) throw new Error('qpdf failed')
  })
}

async function watched(work: () => Promise<void>): Promise<Measured> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 10)
  const { millis } = await clocked(work)
  clearInterval(timer)
  return { millis, growthMb: (Math.max(most, process.memoryUsage.rss()) - before) / 1024 / 1024 }
}

async function median(rounds: number, work: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = []
  for (let round = 0; round < rounds; round++) all.push(await work())
  return {
    millis: quantile(
      all.map(({ millis }) => millis),
      0.5,
    ),
    growthMb: Math.max(...all.map(({ growthMb }) => growthMb)),
  }
}
