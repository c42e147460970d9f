import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument, PDFName } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { aPerson, shippedPack } from '../../test/builders/case.ts'
import { aClaimFile, manyPersons } from '../../test/builders/claim-file.ts'
import { anEncryptedPdf, aPdf, aPng, aTruncatedPdf } from '../../test/builders/pdf-files.ts'
import { sha256 } from '../attachments/store.ts'
import { inspectFile } from './inspect.ts'
import { runPdfJob } from './jobs.ts'
import { createPdfRunner } from './run-in-worker.ts'

const resources = 'resources'

async function written(file = aClaimFile(), originals: readonly Uint8Array[] = []): Promise<Uint8Array> {
  const answer = await runPdfJob({ kind: 'claim-file', file, pack: shippedPack, originals, resources })
  if (answer.kind !== 'written') throw new Error(answer.kind)
  return answer.bytes
}
async function withEvidence(original: Uint8Array, name: string) {
  const inspection = await inspectFile(original)
  if (!inspection.ok) throw new Error(inspection.reason)
  const { mediaType, placement, reason } = inspection
  const file = aClaimFile()
  const attachment = {
    claimId: file.claimId,
    name,
    mediaType,
    placement,
    reason,
    bytes: original.length,
    sha256: sha256(original),
  }
  return { ...file, attachments: [attachment] }
}
const attached = (pdf: PDFDocument) =>
  new Map(pdf.getAttachments().map(({ name, data }) => [name, Buffer.from(data)]))

describe('the claim file', () => {
  it('is tagged, in its language, with a title that is shown', async () => {
    const pdf = await PDFDocument.load(await written(aClaimFile([aPerson()], { language: 'sv' })))

    expect(pdf.catalog.lookup(PDFName.of('MarkInfo'))?.toString()).toContain('/Marked true')
    expect(pdf.catalog.lookup(PDFName.of('StructTreeRoot'))).toBeDefined()
    expect(pdf.catalog.lookup(PDFName.of('Lang'))?.toString()).toBe('(sv-FI)')
    expect(pdf.getTitle()).toBe('Bilaga till ansökan om utbetalning: Kalkylerad ersättning till kommunen')
  })
  it('encloses the original byte for byte, the claim, and a list of hashes that holds', async () => {
    const original = await aPdf(3)
    const pdf = await PDFDocument.load(
      await written(await withEvidence(original, 'lasku åäö.pdf'), [original]),
    )

    const files = attached(pdf)
    expect(files.get('001 lasku åäö.pdf')?.equals(original)).toBe(true)
    for (const { name, sha256: hash } of JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '').files)
      expect(sha256(files.get(name) ?? new Uint8Array())).toBe(hash)
  })
  it('shows the pages of PDFs and images, and keeps its own tags beside them', async () => {
    const alone = (await PDFDocument.load(await written())).getPageCount()
    for (const [original, pages] of [
      [await aPdf(3), 3],
      [aPng(), 1],
    ] as const) {
      const pdf = await PDFDocument.load(await written(await withEvidence(original, 'x'), [original]))
      expect(pdf.getPageCount()).toBe(alone + pages)
      expect(pdf.catalog.lookup(PDFName.of('StructTreeRoot'))).toBeDefined()
    }
  })
  it('is the same to the byte when it is written again', async () => {
    const file = aClaimFile()

    expect(sha256(await written(file))).toBe(sha256(await written(file)))
  })
  it('is refused when the claim says another sum than its facts come to', async () => {
    const file = aClaimFile([aPerson()], { totalCents: 1 })

    expect(
      await runPdfJob({ kind: 'claim-file', file, pack: shippedPack, originals: [], resources }),
    ).toEqual({ kind: 'sum-differs' })
  })
  it.runIf(existsSync('/usr/bin/qpdf') && existsSync('/usr/bin/pdftotext'))(
    'opens cleanly in qpdf and Poppler, in reading order, with ä, ö and å',
    async () => {
      const at = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-pdf-')), 'claim.pdf')
      writeFileSync(at, await written(aClaimFile(manyPersons(20), { preparedBy: 'Åsa Öhman' })))

      expect(execFileSync('qpdf', ['--check', at], { encoding: 'utf8' })).toContain(
        'No syntax or stream encoding errors',
      )
      const text = execFileSync('pdftotext', ['-layout', at, '-'], { encoding: 'utf8' })
      expect(text).toContain('Åsa Öhman')
      const order = [
        'Maksatushakemuksen liite',
        'Yhteenveto vuosittain',
        'Erittely',
        'Laskentaperusteet',
        'Vakuutus',
      ].map((heading) => text.indexOf(heading))
      expect(order.every((position, index) => position > (order[index - 1] ?? -1))).toBe(true)
      expect(text).toMatch(/9\/12 × 2\s052,00\s€\s+1\s539,00\s€/)
    },
  )
})

describe('what a file is', () => {
  it('is told by its bytes', async () => {
    expect(await inspectFile(await aPdf())).toEqual({
      ok: true,
      mediaType: 'application/pdf',
      placement: 'merge',
      reason: null,
    })
    expect(await inspectFile(aPng())).toEqual({
      ok: true,
      mediaType: 'image/png',
      placement: 'merge',
      reason: null,
    })
    expect(await inspectFile(await anEncryptedPdf())).toMatchObject({
      placement: 'whole',
      reason: 'encrypted',
    })
    expect(await inspectFile(await aTruncatedPdf())).toMatchObject({ placement: 'whole', reason: 'damaged' })
    expect(await inspectFile(aPng().slice(0, 40))).toMatchObject({ placement: 'whole', reason: 'damaged' })
    expect(await inspectFile(new TextEncoder().encode('hei'))).toEqual({ ok: false, reason: 'not-supported' })
  })
  it('is asked in a thread that ends when it takes too long', async () => {
    const run = createPdfRunner(new URL('./worker.ts', import.meta.url))

    expect(await run({ kind: 'inspect', bytes: await aPdf() }, 20_000)).toMatchObject({ kind: 'inspected' })
    expect(await run({ kind: 'inspect', bytes: await aPdf() }, 1)).toEqual({ kind: 'too-much-work' })
  })
})
