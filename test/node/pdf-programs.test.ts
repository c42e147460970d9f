import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { claimBlocks, claimTitle } from '../../src-main/pdf/claim-file/claim-document.ts'
import { recompute } from '../../src-main/pdf/claim-file/recompute.ts'
import { writeDocument } from '../../src-main/pdf/document/writer.ts'
import { runPdfJob } from '../../src-main/pdf/jobs.ts'
import { DocumentModel } from '../../src-shared/document/document.ts'
import { aPerson, shippedPack } from '../builders/case.ts'
import { aClaimFile } from '../builders/claim-file.ts'
import { claimFileJob, resources, withEvidence } from '../builders/evidence.ts'
import { aJpeg } from '../builders/jpeg-files.ts'
import { aForm, aPdf, aPng, aTurnedPdf } from '../builders/pdf-files.ts'
import { readGrey } from '../builders/read-png.ts'
import { readForChecking } from '../matterhorn/checker.ts'

/** What other programs make of our files: those that read them, and one that judges archives. */
const has = (program: string): boolean => spawnSync('which', [program]).status === 0
const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-programs-'))
const onDisk = (name: string, bytes: Uint8Array): string => {
  const at = path.join(folder, name)
  writeFileSync(at, bytes)
  return at
}
const people = ['Ämnä Öhman', 'نور الدين حسن', 'Đặng Thị Ánh', 'Анна Иванова', 'Čáhppe Áŋŋel']
const file = {
  ...aClaimFile(people.map((_, at) => aPerson({ ref: `P${at}` }))),
  claimId: '11111111-2222-4333-8444-555555555555',
}
const originals = {
  'lasku ä.pdf': await aPdf(2),
  'vaakakuva.pdf': await aTurnedPdf(90),
  'lomake.pdf': await aForm('620'),
  'kuva.png': aPng(),
  'kuva.jpg': aJpeg(6),
}
const whole = await withEvidence(originals, {
  ...file,
  key: people.map((name, at) => ({ label: `H${at + 1}`, name, identityCode: '010190-999X' })),
})
const answer = await runPdfJob(claimFileJob(whole, Object.values(originals)))
if (answer.kind !== 'written') throw new Error(answer.kind)
const claim = onDisk('claim.pdf', answer.bytes)

describe('other programs', () => {
  it.runIf(has('qpdf'))('qpdf finds no fault', () => {
    expect(execFileSync('qpdf', ['--check', claim], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors',
    )
  })
  it.runIf(has('mutool'))('MuPDF draws every page without a complaint', () => {
    const { status, stderr } = spawnSync(
      'mutool',
      ['draw', '-q', '-r', '20', '-F', 'ppm', '-o', path.join(folder, 'mu%d.ppm'), claim],
      {
        encoding: 'utf8',
      },
    )
    expect(stderr.replaceAll(/warning: ICC support is not available\n/g, '')).toBe('')
    expect(status).toBe(0)
  })
  it.runIf(has('pdftotext'))('Poppler reads it in its order, in every script', () => {
    const text = execFileSync('pdftotext', [claim, '-'], { encoding: 'utf8' })
    // a name is found as it is spelt, whichever way it runs
    for (const name of people)
      expect(text.normalize('NFC').replaceAll(/[\u200e\u200f\u202a-\u202e]/g, '')).toContain(name)
    const order = [
      'Hakija',
      'Yhteenveto vuosittain',
      'Erittely',
      'Vakuutus',
      'Avainsivu',
      'Liite 1: lasku',
      'Liite 5: kuva',
    ]
    const places = order.map((words) => text.lastIndexOf(words))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places[0]).toBeGreaterThanOrEqual(0)
  })
  it.runIf(has('pdftotext'))(
    'Poppler finds the head of a table on each of its pages, and its tags say it once',
    async () => {
      const rows = Array.from({ length: 150 }, (_, at) => [{ text: `rivi ${at}` }, { text: '1,00 €' }])
      const table = { kind: 'table', widths: [1, 1], head: [{ text: 'Selite' }, { text: 'Summa' }], rows }
      const model = DocumentModel.parse({
        title: 'x',
        language: 'fi',
        createdOn: '2026-11-25',
        blocks: [table],
      })
      const bytes = await writeDocument(model, { resources })
      const pages = execFileSync('pdftotext', [onDisk('table.pdf', bytes), '-'], { encoding: 'utf8' })
        .split('\f')
        .slice(0, -1)

      expect(pages.length).toBeGreaterThan(2)
      for (const page of pages) expect(page).toMatch(/Selite\s+Summa/)
      const { elements } = readForChecking(await PDFDocument.load(bytes))
      expect(elements.filter(({ type }) => type === 'TH')).toHaveLength(2)
    },
  )
  const jars = `preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io javax.activation jaxb-api`
    .split(' ')
    .map((jar) => `/usr/share/java/${jar}.jar`)
  it.runIf(has('java') && jars.every((jar) => existsSync(jar)))(
    'PDFBox Preflight accepts the cover as PDF/A-1b',
    async () => {
      const computation = recompute(file, shippedPack)
      const blocks = claimBlocks({
        file,
        pack: shippedPack,
        computation,
        contentHash: 'a'.repeat(64),
        parts: [[]],
      })
      const model = DocumentModel.parse({
        title: claimTitle(file, shippedPack),
        language: 'fi-FI',
        createdOn: '2026-11-24',
        blocks,
      })
      const cover = onDisk('cover.pdf', await writeDocument(model, { resources, asPdfA1: true }))
      const judged = spawnSync(
        'java',
        ['-cp', jars.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', cover],
        { encoding: 'utf8' },
      )

      expect(judged.stdout + judged.stderr).toContain('is a valid PDF/A-1b file')
    },
  )
})

/** A quarter of a million dots at 40 to the inch: letters are specks, layout is plain. */
const dpi = '40'
const kept = path.join('test', 'fixtures', 'pages')

describe.runIf(has('pdftoppm'))('the pages', () => {
  it('look as they did when somebody looked at them', () => {
    execFileSync('pdftoppm', ['-r', dpi, '-gray', '-png', claim, path.join(folder, 'page')])
    const pages = readdirSync(folder)
      .filter((name) => /^page-\d+\.png$/.test(name))
      .toSorted()
    if (process.env.ALPO_KEEP_PAGES) {
      mkdirSync(kept, { recursive: true })
      for (const name of pages) writeFileSync(path.join(kept, name), readFileSync(path.join(folder, name)))
    }
    expect(pages).toEqual(readdirSync(kept).toSorted())
    for (const name of pages) {
      const [now, then] = [path.join(folder, name), path.join(kept, name)].map((at) =>
        readGrey(readFileSync(at)),
      )
      expect([now?.width, now?.height], name).toEqual([then?.width, then?.height])
      // other versions of the drawing program smooth letters otherwise; what moves or is missing is more than that
      expect(difference(now?.rows ?? [], then?.rows ?? []), name).toBeLessThan(0.02)
    }
  })
})

/** The share of blocks of 6 × 6 dots whose grey differs by more than an eighth. */
function difference(now: readonly Uint8Array[], then: readonly Uint8Array[]): number {
  const block = 6
  let [all, other] = [0, 0]
  for (let y = 0; y + block <= now.length; y += block)
    for (let x = 0; x + block <= (now[0]?.length ?? 0); x += block) {
      const grey = (rows: readonly Uint8Array[]): number =>
        rows
          .slice(y, y + block)
          .reduce((sum, row) => sum + row.subarray(x, x + block).reduce((a, b) => a + b, 0), 0) /
        block ** 2
      all++
      if (Math.abs(grey(now) - grey(then)) > 32) other++
    }
  return other / all
}
