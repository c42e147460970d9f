import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { aPdf, aPng } from '../builders/pdf-files.ts'
import { aPngOf } from '../builders/png-files.ts'
import { expect, test } from './fixtures.ts'
import { claimsPart, claimView, makeClaim } from './screens/claims.ts'
import { settings } from './screens/organisation.ts'
import { word } from './words.ts'

const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-claim-file-'))
const verify = (file: string): string =>
  spawnSync(process.execPath, ['src-cli/alpo.ts', 'verify', file], { encoding: 'utf8' }).stdout

test('the claim file is looked at page by page and printed, shows the pages that were chosen, and proves itself', async ({
  openClaims,
}) => {
  const folder = newFolder()
  const at = (name: string): string => path.join(folder, name)
  writeFileSync(at('lasku.pdf'), await aPdf(5))
  writeFileSync(at('kuva.heic'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))
  const { page, choosing, savingTo } = await openClaims()
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await choosing([at('lasku.pdf'), at('kuva.heic')], () => claimView(page).attach.click())
  await expect(page.getByText(/kuva\.heic \(.*ei voi näyttää PDF:ssä/)).toBeVisible()
  await page.getByLabel(word('claimFile.show', { name: 'lasku.pdf' })).selectOption('valitut sivut')
  await page.getByLabel(word('claimFile.pages', { name: 'lasku.pdf' })).fill('kaikki')
  await page.getByLabel(word('claimFile.pages', { name: 'lasku.pdf' })).press('Tab')
  await expect(page.getByText('Kirjoita sivut numeroina')).toBeVisible()
  await page.getByLabel(word('claimFile.pages', { name: 'lasku.pdf' })).fill('2, 4-5')
  await page.getByLabel(word('claimFile.pages', { name: 'lasku.pdf' })).press('Tab')
  await expect(page.getByText('Kirjoita sivut numeroina')).toHaveCount(0)

  await page.getByText('Erillinen avainsivu').click()
  await claimView(page).preview.press('Enter')
  const preview = page.getByRole('dialog', { name: word('claimFile.previewTitle') })
  await expect(preview.getByText(/^Sivu 1\/\d+$/)).toBeVisible()
  const count = Number((await preview.getByText(/^Sivu 1\//).textContent())?.split('/')[1])
  await expect
    .poll(() =>
      preview.locator('canvas.page').evaluate((element) => {
        const canvas = element as HTMLCanvasElement
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {
          data: [],
        }
        return Array.from(data).filter((value, index) => index % 4 === 0 && value < 100).length
      }),
    )
    .toBeGreaterThan(500) // the words of the cover
  // pages are turned faster than they are drawn: the last one is what is seen, and nothing is called unreadable
  const next = preview.getByRole('button', { name: word('claims.nextPage') })
  await next.evaluate(async (button, presses) => {
    for (let press = 0; press < presses; press++) {
      if (button instanceof HTMLElement) button.click()
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }, count - 1)
  await expect(preview.getByText(`Sivu ${count}/${count}`)).toBeVisible()
  await page.waitForTimeout(500) // long enough for a drawing that was given up to have complained
  await expect(preview.getByText('Tiedostoa ei voi näyttää täällä')).toHaveCount(0)
  const printed = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        window.print = () => resolve(document.querySelectorAll('.sheets > canvas').length)
      }),
  )
  await preview.getByRole('button', { name: word('claimFile.print') }).press('Enter')
  expect(await printed).toBe(count)
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)

  for (const name of ['1.pdf', '2.pdf']) {
    await savingTo(at(name), () => claimView(page).saveFile.click())
    await expect(claimView(page).fileSaved).toBeVisible()
    await expect.poll(() => existsSync(at(name))).toBe(true)
  }
  const [first, second] = [readFileSync(at('1.pdf')), readFileSync(at('2.pdf'))]
  expect(first.equals(second)).toBe(true)
  const pdf = await PDFDocument.load(first)
  expect(pdf.getPageCount()).toBe(count)
  expect(pdf.getAttachments().map(({ name }) => name)).toEqual([
    '001 lasku.pdf',
    '002 kuva.heic',
    'claim.json',
    'manifest.json',
  ])
  expect(verify(at('1.pdf'))).toMatch(/all of it holds\n$/)
  first[Math.floor(first.length / 2)] = (first[Math.floor(first.length / 2)] ?? 0) ^ 1
  writeFileSync(at('3.pdf'), first)
  expect(verify(at('3.pdf'))).toMatch(/^does not hold: /)
})

test('A21: a claim file that is saved while evidence is being taken in waits for it, and says so', async ({
  openClaims,
}) => {
  const folder = newFolder()
  const at = (name: string): string => path.join(folder, name)
  const names = ['k1.png', 'k2.png']
  for (const name of names) writeFileSync(at(name), aPngOf({ width: 6000, height: 4500 })) // seconds to be looked at
  const { page, choosing, savingTo } = await openClaims()
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await choosing(names.map(at), () => claimView(page).attach.click())
  await expect(page.getByText('Otetaan mukaan liitteitä')).toBeVisible()

  await savingTo(at('claim.pdf'), async () => {
    await claimView(page).saveFile.click()
    await expect(page.getByText('Odotetaan, että liitteet on otettu mukaan')).toBeVisible()
  })

  await expect(claimView(page).fileSaved).toBeVisible()
  await expect.poll(() => existsSync(at('claim.pdf'))).toBe(true)
  const pdf = await PDFDocument.load(readFileSync(at('claim.pdf')))
  expect(pdf.getAttachments().map(({ name }) => name)).toEqual([
    '001 k1.png',
    '002 k2.png',
    'claim.json',
    'manifest.json',
  ])
})

test('a claim file that is larger than the authority takes comes in parts, or says what does not fit', async ({
  openClaims,
  shell,
}) => {
  const folder = newFolder()
  const at = (name: string): string => path.join(folder, name)
  for (const name of ['a.png', 'b.png']) writeFileSync(at(name), aPng(2400))
  const heavy = Buffer.concat([
    await aPdf(1),
    Buffer.from('\n% '),
    Buffer.alloc(1_300_000, 'x'),
    Buffer.from('\n%%EOF\n'),
  ])
  for (const name of ['a.pdf', 'b.pdf']) writeFileSync(at(name), heavy)
  const { page, choosing, savingTo } = await openClaims()
  await claimsPart(page, 'claimant')
  await page.getByLabel(word('claimant.fileLimitMb')).fill('paljon')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(settings(page).saved).toHaveCount(0)
  await page.getByLabel(word('claimant.fileLimitMb')).fill('4')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(settings(page).saved).toBeVisible()
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await choosing([at('a.pdf'), at('b.pdf')], () => claimView(page).attach.click())
  await expect(page.getByText(/b\.pdf \(/)).toBeVisible()
  await claimView(page).saveFile.click()
  await expect(page.getByText(/Liite a\.pdf ei mahdu/)).toBeVisible()

  for (const name of ['a.pdf', 'b.pdf'])
    await page.getByLabel(word('claimFile.show', { name })).selectOption('vain upotettuna')
  await expect(page.getByText(/b\.pdf \(.*vain upotetaan\)/)).toBeVisible()
  if (shell === 'preview') {
    const downloads: string[] = []
    page.on('download', (download) => {
      const name = download.suggestedFilename()
      void download.saveAs(at(name)).then(() => downloads.push(name))
    })
    await claimView(page).saveFile.click()
    await expect.poll(() => downloads.length).toBe(2)
  } else await savingTo(at('osat.pdf'), () => claimView(page).saveFile.click())
  await expect(page.getByText(/^Tallennettu 2 osana: /)).toBeVisible()
  const parts = readdirSync(folder)
    .filter((name) => /-[12]-2\.pdf$/.test(name))
    .toSorted()
  expect(parts).toHaveLength(2)
  for (const [index, name] of parts.entries()) {
    expect(verify(at(name))).toMatch(new RegExp(`this is part ${index + 1} of 2[\\s\\S]*all of it holds\\n$`))
    expect(readFileSync(at(name)).length).toBeLessThan(4_000_000)
  }
})

test('a letter, a handout and a sheet are PDFs of the same writer', async ({ openMade }) => {
  const folder = newFolder()
  const { page, savingTo } = await openMade()
  await page.getByRole('button', { name: word('visits.inform') }).click()
  const dialog = page.getByRole('dialog')
  await savingTo(path.join(folder, 'kirjaus.pdf'), () =>
    dialog.getByRole('button', { name: word('document.save') }).click(),
  )
  await expect.poll(() => existsSync(path.join(folder, 'kirjaus.pdf'))).toBe(true)
  const pdf = await PDFDocument.load(readFileSync(path.join(folder, 'kirjaus.pdf')))
  expect(pdf.getTitle()).not.toBe('')
  expect(String(pdf.catalog)).toContain('StructTreeRoot')
})
