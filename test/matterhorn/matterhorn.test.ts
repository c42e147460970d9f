import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import { DocumentModel } from '../../src-shared/document/document.ts'
import { aClaimFile, manyPersons } from '../builders/claim-file.ts'
import { claimFileJob, resources, withEvidence } from '../builders/evidence.ts'
import { aJpeg } from '../builders/jpeg-files.ts'
import { aPdf, aPng } from '../builders/pdf-files.ts'
import { breaks } from './broken.ts'
import { check, conditions } from './checker.ts'

async function written(job: Parameters<typeof runPdfJob>[0]): Promise<Uint8Array> {
  const answer = await runPdfJob(job)
  if (answer.kind !== 'written') throw new Error(answer.kind)
  return answer.bytes
}
const names = {
  Ämnä: 'Ämnä Öhman',
  عربي: 'نور الدين حسن',
  Việt: 'Đặng Thị Ánh',
  Иванова: 'Анна Иванова',
  Áŋŋel: 'Čáhppe Áŋŋel',
}
const model = DocumentModel.parse({
  title: 'Koe & näyte',
  language: 'fi',
  createdOn: '2026-11-25',
  foot: 'Tampereen kaupunki',
  blocks: [
    { kind: 'title', text: 'Otsikko' },
    { kind: 'paragraph', text: 'Ensimmäinen kappale.' },
    { kind: 'paragraph', text: 'مرحبا بالعالم (123)', lang: 'ar' },
    { kind: 'heading', text: 'Osa' },
    { kind: 'list', items: ['yksi', 'kaksi'] },
    { kind: 'facts', rows: Object.entries(names).map(([name, value]) => ({ name, value })) },
    { kind: 'heading', text: 'Taulukko' },
    {
      kind: 'table',
      widths: [1, 1],
      head: [{ text: 'Nimi' }, { text: 'Summa', align: 'right' }],
      rows: Array.from({ length: 120 }, (_, at) => [
        { text: `rivi ${at}` },
        { text: '1,00 €', align: 'right' },
      ]),
    },
  ],
})

describe('Matterhorn conditions', () => {
  let claim = new Uint8Array()
  beforeAll(async () => {
    const originals = { 'kuva.png': aPng(), 'kuva.jpg': aJpeg(6) }
    claim = Uint8Array.from(
      await written(
        claimFileJob(await withEvidence(originals, aClaimFile(manyPersons(40))), Object.values(originals)),
      ),
    )
  })

  it('are thirty and more, each with a sample that it finds', () => {
    expect(Object.keys(conditions).length).toBeGreaterThanOrEqual(30)
    expect(Object.keys(breaks)).toEqual(Object.keys(conditions))
  })
  it('none fails in a document with every block, right-to-left text, and a table over pages', async () => {
    const pdf = await PDFDocument.load(await written({ kind: 'document', model, resources }))

    expect(pdf.getPageCount()).toBeGreaterThan(2)
    expect(check(pdf)).toEqual([])
  })
  it('none fails in a claim file, pictures and enclosed files included', async () => {
    expect(check(await PDFDocument.load(claim))).toEqual([])
  })
  it('of pages of others only what they are themselves is open: their fonts, and that we do not vouch for them', async () => {
    const original = await aPdf(2)
    const pdf = await PDFDocument.load(
      await written(claimFileJob(await withEvidence({ 'a.pdf': original }), [original])),
    )

    expect(check(pdf)).toEqual(['06-002'])
  })
  it.each(Object.entries(breaks))('%s is found in a file that is broken so', async (id, breakIt) => {
    const pdf = await PDFDocument.load(claim)
    breakIt(pdf)

    expect(check(pdf)).toContain(id)
  })
})
