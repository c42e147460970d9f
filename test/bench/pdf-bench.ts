import PDFDocument from 'pdfkit'
import { inRoot } from '../../scripts/root.ts'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import { shippedPack } from '../builders/case.ts'
import { aClaimFile, manyPersons } from '../builders/claim-file.ts'
import { clocked, ms, type Result } from './report.ts'

/** A claim file of 500 lines, tagged, with its calculation, beside an untagged PDFKit table of the same size. */
export async function pdfBench(): Promise<Result> {
  const file = aClaimFile(manyPersons(100)) // five lines a person
  const job = {
    kind: 'claim-file',
    file,
    pack: shippedPack,
    originals: [],
    resources: inRoot('resources'),
  } as const
  await runPdfJob({ ...job, file: aClaimFile() })
  const ours = await clocked(() => runPdfJob(job))
  const peer = await clocked(() => plainTable(500))
  return {
    name: 'claim PDF of 500 lines beside a plain PDFKit table',
    ours: ms(ours.millis),
    peer: ms(peer.millis),
    ratio: peer.millis / ours.millis,
  }
}

const plainTable = (rows: number): Promise<void> =>
  new Promise((resolve) => {
    const pdf = new PDFDocument({
      size: 'A4',
      font: inRoot('resources', 'fonts', 'DejaVuSans.ttf'),
    } as PDFKit.PDFDocumentOptions)
    pdf.on('data', () => undefined)
    pdf.on('end', () => resolve())
    pdf.fontSize(9).table({
      data: Array.from({ length: rows }, (_, i) => [
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
