import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import { aPerson } from '../../../test/builders/case.ts'
import { aClaimFile, manyPersons } from '../../../test/builders/claim-file.ts'
import { claimFileJob, withEvidence } from '../../../test/builders/evidence.ts'
import { aCmykJpeg, aJpeg } from '../../../test/builders/jpeg-files.ts'
import {
  aForm,
  aPdf,
  aPdfWithScripts,
  aPng,
  aSignedPdf,
  aTurnedPdf,
} from '../../../test/builders/pdf-files.ts'
import { page, rawPdf } from '../../../test/hostile/raw-pdf.ts'
import { sha256 } from '../../stored-files/store.ts'
import { runPdfJob } from '../jobs.ts'

async function written(
  file = aClaimFile(),
  originals: readonly Uint8Array[] = [],
  over = {},
): Promise<Uint8Array> {
  const answer = await runPdfJob(claimFileJob(file, originals, over))
  if (answer.kind !== 'written') throw new Error(answer.kind)
  return answer.bytes
}
/** The claim file of a claim with one piece of evidence. */
async function withOne(
  original: Uint8Array,
  name = 'lasku.pdf',
  over: Partial<ClaimFile['attachments'][number]> = {},
) {
  const file = await withEvidence({ [name]: original })
  const attachments = file.attachments.map((one) => ({ ...one, ...over }))
  return PDFDocument.load(await written({ ...file, attachments }, [original]))
}
const onDisk = (bytes: Uint8Array): string => {
  const at = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-pdf-')), 'claim.pdf')
  writeFileSync(at, bytes)
  return at
}
const textOf = (bytes: Uint8Array): string =>
  execFileSync('pdftotext', ['-layout', onDisk(bytes), '-'], { encoding: 'utf8' })
const attached = (pdf: PDFDocument) =>
  new Map(pdf.getAttachments().map(({ name, data }) => [name, Buffer.from(data)]))
const alonePages = async (): Promise<number> => (await PDFDocument.load(await written())).getPageCount()
const hasPoppler = existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/qpdf')
const bookmarks = (pdf: PDFDocument): string[] => {
  const titles: string[] = []
  const walk = (item: PDFDict | undefined): void => {
    for (let at = item; at; at = at.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      const title = at.lookup(PDFName.of('Title'))
      titles.push(
        title && 'decodeText' in title && typeof title.decodeText === 'function' ? title.decodeText() : '',
      )
    }
  }
  walk(pdf.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)?.lookupMaybe(PDFName.of('First'), PDFDict))
  return titles
}

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
    const pdf = await withOne(original, 'lasku åäö.pdf')

    const files = attached(pdf)
    expect(files.get('001 lasku åäö.pdf')?.equals(original)).toBe(true)
    expect(JSON.parse(files.get('claim.json')?.toString('utf8') ?? '')).toMatchObject({
      format: 'alpo-desk-claim',
    })
    for (const { name, sha256: hash } of JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '').files)
      expect(sha256(files.get(name) ?? new Uint8Array())).toBe(hash)
  })
  it('shows the pages of PDFs and images, each a figure with a text, and bookmarks them', async () => {
    const alone = await alonePages()
    for (const [original, pages] of [
      [await aPdf(3), 3],
      [aPng(), 1],
      [aJpeg(), 1],
    ] as const) {
      const pdf = await withOne(original, 'x.bin')
      expect(pdf.getPageCount()).toBe(alone + pages)
      expect(bookmarks(pdf).at(-1)).toBe('Liite 1: x.bin')
      const figures = pdf.context
        .enumerateIndirectObjects()
        .filter(
          ([, object]) => object instanceof PDFDict && object.get(PDFName.of('S')) === PDFName.of('Figure'),
        )
      expect(figures).toHaveLength(pages)
      for (const [, figure] of figures) expect(String(figure)).toContain('/Alt')
    }
  })
  it('shows the pages that were chosen, and no others', async () => {
    const pdf = await withOne(await aPdf(5), 'x.pdf', { shownPages: '2-3,5' })
    const [alone, hidden] = [
      await alonePages(),
      await withOne(await aPdf(5), 'x.pdf', { placement: 'whole', reason: 'chosen' }),
    ]

    expect(pdf.getPageCount()).toBe(alone + 3)
    expect(hidden.getPageCount()).toBe(alone)
    expect([...attached(hidden).keys()]).toContain('001 x.pdf')
  })
  it('is the same to the byte when it is written again', async () => {
    const original = await aPdf(2)
    const file = await withEvidence({ 'a.pdf': original, 'b.png': aPng() })

    expect(sha256(await written(file, [original, aPng()]))).toBe(
      sha256(await written(file, [original, aPng()])),
    )
  })
  it('is refused when the claim says another sum than its facts come to', async () => {
    const file = aClaimFile([aPerson()], { totalCents: 1 })

    expect(await runPdfJob(claimFileJob(file))).toEqual({ kind: 'sum-differs' })
  })
  it('goes piece by piece into a file, the same bytes as in memory; a broken one leaves nothing', async () => {
    const original = await aPdf(2)
    const file = await withEvidence({ 'a.pdf': original })
    const target = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-pdf-')), 'claim.pdf')

    const answer = await runPdfJob(claimFileJob(file, [original], { target }))
    expect(answer).toMatchObject({ kind: 'written-to-file' })
    expect(sha256(readFileSync(target))).toBe(sha256(await written(file, [original])))
    const broken = `${target}.2`
    expect(await runPdfJob(claimFileJob(file, [], { target: broken }))).toEqual({
      kind: 'attachment-missing',
    })
    expect(existsSync(broken)).toBe(false)
  })
  it('says who stands behind the references on a page of its own, and never of the protected', async () => {
    const file = aClaimFile([aPerson({ ref: 'P1' }), aPerson({ ref: 'P2' })])
    const key = ['H1', 'H2'].map((label) => ({ label, name: `Nimi ${label}`, identityCode: '010190-999X' }))
    const persons = file.claim.persons.map((one, index) => ({ ...one, isProtected: index === 1 }))
    const pdf = await written({ ...file, key, claim: { ...file.claim, persons } })

    const json = attached(await PDFDocument.load(pdf))
      .get('claim.json')
      ?.toString('utf8')
    expect(json).toContain('Nimi H1')
    expect(json).not.toContain('Nimi H2')

    if (!hasPoppler) return
    const text = textOf(pdf)
    expect(text).toContain('SALASSA PIDETTÄVÄ')
    expect(text).toContain('Nimi H1')
    expect(text).not.toContain('Nimi H2')
    expect(text).toMatch(/H1, s\.\s1\.5\.1990/)
    expect(text).not.toContain('H2, s.')
    expect(textOf(await written(file))).not.toContain('SALASSA')
  })
})

describe.runIf(hasPoppler)('the summary', () => {
  it('tells the sum by year, and by the groups of the persons where they are known', async () => {
    const file = aClaimFile(['P1', 'P2', 'P3'].map((ref) => aPerson({ ref })))
    const persons = file.claim.persons.map((one, at) => ({
      ...one,
      groups: at === 0 ? (['G1', 'G4'] as const) : (['G2'] as const),
    }))
    const text = textOf(
      await written({
        ...file,
        claim: { ...file.claim, persons: persons.map((one) => ({ ...one, groups: [...one.groups] })) },
      }),
    )

    expect(text).toMatch(/perheenjäsen tai muu omainen \(2 § 4 mom\.\)\s+2\s/)
    expect(text).toMatch(/kansainvälinen suojelu \(2 § 3 mom\.\); ilman/)
    expect(textOf(await written(file))).not.toContain('Henkilöryhmä')
  })
})

describe('foreign pages', () => {
  it('leave scripts, actions, links to elsewhere and enclosed files behind', async () => {
    const original = await aPdfWithScripts()
    const pdf = await withOne(original)

    expect(pdf.getPageCount()).toBe((await alonePages()) + 1)
    // what is enclosed stays as it was: it is the objects of our file that are looked through
    const objects = pdf.context
      .enumerateIndirectObjects()
      .map(([, object]) => String(object instanceof PDFRawStream ? object.dict : object))
      .join('\n')
    for (const word of ['JavaScript', 'Launch', 'OpenAction', 'GoToR', '/AA', 'calc.exe', 'evil'])
      expect(objects, word).not.toContain(word)
    expect(attached(pdf).get('001 lasku.pdf')?.equals(original)).toBe(true)
  })
  it('show what form fields say, as drawn; the original keeps its fields', async () => {
    const original = await aForm('Åsa Mäkelä 620')
    const pdf = await withOne(original)

    expect(pdf.catalog.has(PDFName.of('AcroForm'))).toBe(false)
    const source = attached(pdf).get('001 lasku.pdf')
    expect((await PDFDocument.load(source ?? new Uint8Array())).getForm().getFields()).toHaveLength(1)
    if (hasPoppler) expect(textOf(await pdf.save())).toContain('620')
  })
  it.runIf(hasPoppler).each(['A', 'P', 'B', 'AA', 'Ref', 'F'])(
    'keep what is called %s: names of a file are no keys of ours',
    async (name) => {
      const contents = {
        dict: '',
        stream: Buffer.from(`BT /${name} 16 Tf 40 500 Td (Vuokralasku) Tj ET /${name} Do`),
      }
      const drawing = {
        dict: '/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Resources<</Font 6 0 R>>',
        stream: Buffer.from(`BT /${name} 16 Tf 40 400 Td (Liitteessä) Tj ET`, 'latin1'),
      }
      const resources = `<</Font 6 0 R/XObject<</${name} 7 0 R>>>>`
      const original = rawPdf({
        objects: page({ resources, contents, more: [`<</${name} 5 0 R>>`, drawing] }),
      })
      const pdf = await withOne(original)

      const text = textOf(await pdf.save())
      expect(text).toContain('Vuokralasku')
      expect(text).toContain('Liitteess')
    },
  )
  it('of a signed file are never copied', async () => {
    const original = await aSignedPdf()
    const pdf = await withOne(original)

    expect(pdf.getPageCount()).toBe(await alonePages())
    expect(attached(pdf).get('001 lasku.pdf')?.equals(original)).toBe(true)
  })
  it.each([0, 90, 180, 270])('turned by %i degrees stand as they are read', async (angle) => {
    const pdf = await withOne(await aTurnedPdf(angle))
    const page = pdf.getPages().at(-1)

    expect([page?.getWidth(), page?.getHeight()]).toEqual(angle % 180 === 0 ? [420, 595] : [595, 420])
    expect(page?.getRotation().angle).toBe(0)
    if (!hasPoppler) return
    // the words are upright, so that they can be found in the order of lines
    const bbox = execFileSync(
      'pdftotext',
      ['-f', String(pdf.getPageCount()), '-bbox', onDisk(await pdf.save()), '-'],
      { encoding: 'utf8' },
    )
    const word = /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">Vuokralasku</.exec(bbox)
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (word ?? []).slice(1).map(Number)
    expect(angle % 180 === 0 ? x2 - x1 > y2 - y1 : y2 - y1 > x2 - x1).toBe(true)
  })
  it.each([1, 3, 6, 8])('a photo that was noted as turned (%i) is turned back', async (orientation) => {
    const pdf = await withOne(aJpeg(orientation), 'kuva.jpg')
    const page = pdf.getPages().at(-1)

    expect((page?.getWidth() ?? 0) > (page?.getHeight() ?? 0)).toBe(orientation < 5) // it is 16 × 8
  })
  it.each([true, false])('a photo in four colours is the right way round (Adobe: %s)', async (isAdobe) => {
    const pdf = await withOne(aCmykJpeg(isAdobe), 'kuva.jpg')
    const picture = pdf.context
      .enumerateIndirectObjects()
      .map(([, object]) => object)
      .find(
        (object) =>
          object instanceof PDFRawStream && object.dict.get(PDFName.of('Filter')) === PDFName.of('DCTDecode'),
      )

    if (!(picture instanceof PDFRawStream)) throw new Error('no picture')
    expect(picture.dict.get(PDFName.of('ColorSpace'))).toBe(PDFName.of('DeviceCMYK'))
    expect(picture.dict.get(PDFName.of('Decode')) instanceof PDFArray).toBe(isAdobe)
  })
})

describe('a claim file in parts', () => {
  it('has the same index in each, and its evidence once', async () => {
    const originals = [await aPdf(1), await aPdf(2), aPng()]
    const file = await withEvidence(
      Object.fromEntries(originals.map((bytes, index) => [`l${index + 1}`, bytes])),
    )
    const parts = [[0, 1], [2]]
    const files = await Promise.all([0, 1].map((part) => written(file, originals, { parts, part })))

    const names = await Promise.all(
      files.map(async (bytes) => [...attached(await PDFDocument.load(bytes)).keys()]),
    )
    expect(names).toEqual([
      ['001 l1', '002 l2', 'claim.json', 'manifest.json'],
      ['003 l3', 'manifest.json'],
    ])
    if (!hasPoppler) return
    for (const bytes of files) for (const name of ['l1', 'l2', 'l3']) expect(textOf(bytes)).toContain(name)
    for (const bytes of files)
      expect(
        spawnSync(process.execPath, ['src-cli/alpo.ts', 'verify', onDisk(bytes)], { encoding: 'utf8' })
          .stdout,
      ).toMatch(/this is part [12] of 2[\s\S]*all of it holds/)
  })
})

describe.runIf(hasPoppler)('in qpdf and Poppler', () => {
  it('opens cleanly, in reading order, with ä, ö and å', async () => {
    const bytes = await written(aClaimFile(manyPersons(20), { preparedBy: 'Åsa Öhman' }))

    expect(execFileSync('qpdf', ['--check', onDisk(bytes)], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    )
    const text = textOf(bytes)
    expect(text).toContain('Åsa Öhman')
    const order = [
      'Hakija',
      'Edellytykset',
      'Yhteenveto vuosittain',
      'Erittely',
      'Laskentaperusteet',
      'Mihin tiedot perustuvat',
      'Liitteet',
      'Vakuutus',
    ].map((heading) => text.search(new RegExp(`^ *${heading}`, 'm')))
    expect(order.every((position, index) => position > (order[index - 1] ?? -1))).toBe(true)
    expect(text).toMatch(/9\/12\s×\s2\s052,00\s€\s+1\s539,00\s€/)
  })
})
