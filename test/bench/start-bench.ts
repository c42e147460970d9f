import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, type Page } from '@playwright/test'
import { inRoot } from '../../scripts/root.ts'
import { openDevice } from '../e2e/device.ts'
import { createOrganisation, passphrase } from '../e2e/screens/entrance.ts'
import { goTo } from '../e2e/screens/window.ts'
import { ms, perSecond, quantile, type Result, times } from './report.ts'

const rounds = 7

/**
 * From "unlock" to today's list in the built window, with visits imported by its own import. The passphrase's Argon2id,
 * which is slow on purpose, is measured as the peer, in the same run.
 */
export async function startBench(stored: number): Promise<Result[]> {
  const device = await openDevice('preview')
  const { page } = device
  try {
    await createOrganisation(page)
    await goTo(page, 'admin')
    await page.getByRole('button', { name: 'Tuonti' }).click()
    await device.choosing([sheetOf(stored)], () =>
      page.getByRole('button', { name: 'Valitse taulukko' }).click(),
    )
    const run = page.getByRole('button', { name: `Tuo ${stored} käyntiä` })
    await run.waitFor({ timeout: 120_000 })
    const started = performance.now()
    await run.click()
    await expect(page.getByText(`${stored} käyntiä tuotu`)).toBeVisible({ timeout: 300_000 })
    const importing = performance.now() - started
    await page.waitForTimeout(15_000) // as after any work: the window has had time to pack its months
    await page.getByRole('button', { name: 'Lukitse' }).click()
    await page.getByLabel('Salalause', { exact: true }).waitFor({ timeout: 60_000 })

    const [whole, argon]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      await page.waitForTimeout(500)
      await page.reload()
      await page.getByLabel('Salalause', { exact: true }).fill(passphrase)
      argon.push(await page.evaluate(unlockOnly, passphrase))
      whole.push(await page.evaluate(unlockToList))
    }
    const search = await typing(page)
    const own = quantile(whole, 0.5) - quantile(argon, 0.5)
    return [
      {
        name: `unlock to today's list with ${stored} visits stored beside Argon2id alone`,
        note: `without Argon2id: ${ms(own)}`,
        ours: times(whole),
        peer: times(argon),
        ratio: quantile(argon, 0.5) / quantile(whole, 0.5),
      },
      {
        name: `import of ${stored} rows through the window beside one unlock`,
        ours: `${perSecond(stored, importing)} rows/s`,
        peer: times(whole),
        ratio: quantile(whole, 0.5) / importing,
      },
      {
        name: `from a key in the search of ${stored} visits to the drawn list, beside drawing alone`,
        ours: times(search.toPaint),
        peer: times(search.frames),
        ratio: quantile(search.frames, 0.5) / quantile(search.toPaint, 0.5),
      },
      firstScript(),
    ]
  } finally {
    await device.close()
  }
}

/** Types a word letter by letter into the search over all days: from the key to the frame after the list has changed. */
async function typing(page: Page): Promise<{ readonly toPaint: number[]; readonly frames: number[] }> {
  await expect(page.locator('tbody tr[data-index]').first()).toBeVisible()
  await page.waitForTimeout(3000) // older months are there
  await page.getByLabel('Aikaväli', { exact: true }).selectOption('all')
  await page.evaluate(noteKeys)
  const frames: number[] = []
  for (const letter of 'somali asum kela arab') {
    await page.getByLabel('Hae', { exact: true }).focus()
    frames.push(await page.evaluate(frameOnly))
    await page.keyboard.press(letter === ' ' ? 'Control+a' : letter)
    await page.waitForTimeout(200)
  }
  return { toPaint: await page.evaluate(() => Reflect.get(window, 'paints') as number[]), frames }
}

/** What a browser must fetch before the first picture: the page's script, what it imports at once, and one language. */
function firstScript(): Result {
  const folder = inRoot('out', 'renderer')
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file)
  scripts.push(
    ...readdirSync(path.join(folder, 'assets'))
      .filter((name) => /^fi-.*\.js$/.test(name))
      .map((name) => `assets/${name}`),
  )
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0)
  return {
    name: 'first JavaScript, gzip, beside the 200 KB that it may have',
    ours: `${Math.round(bytes / 1000)} KB in ${scripts.length} files`,
    peer: '200 KB',
    ratio: 200_000 / bytes,
  }
}

/** Visits of three years, and sixty of today. */
export function sheetOf(count: number): string {
  const languages = ['arabia', 'somali', 'venäjä', 'ukraina', 'persia']
  const topics = ['T01', 'T05', 'T06', 'T11', 'T12']
  const now = Date.now()
  const lines = Array.from({ length: count }, (_, index) => {
    const daysAgo = index < 60 ? 0 : index % 1000
    const date = new Date(now - daysAgo * 86_400_000).toISOString().slice(0, 10)
    return `${date};${languages[index % 5]};${topics[index % 5]};neuvonta`
  })
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-bench-')), 'rows.csv')
  writeFileSync(file, ['Päivä;Asiointikieli;Aiheet;Toimenpiteet', ...lines].join('\n'))
  return file
}

/** Runs in the page. */
async function unlockOnly(words: string): Promise<number> {
  const bridge = Reflect.get(window, 'alpo') as Record<string, (text: string) => Promise<string>>
  const started = performance.now()
  await bridge.keysUnlock?.(JSON.stringify({ passphrase: words }))
  return performance.now() - started
}

/** Runs in the page: two frames, as long as drawing takes when nothing is worked out. */
const frameOnly = (): Promise<number> =>
  new Promise((resolve) => {
    const started = performance.now()
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - started)))
  })

/** Runs in the page: notes for each key the time to the end of the frame that draws what it changed. */
function noteKeys(): void {
  const paints: number[] = []
  Reflect.set(window, 'paints', paints)
  document.addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => void paints.push(performance.now() - timeStamp)),
      ),
    { capture: true },
  )
}

/** Runs in the page: until the first row of today is drawn. */
const unlockToList = (): Promise<number> =>
  new Promise((resolve) => {
    const started = performance.now()
    const watch = (): void => {
      if (document.querySelector('tbody tr[data-index]')) resolve(performance.now() - started)
      else requestAnimationFrame(watch)
    }
    document.querySelector<HTMLElement>('form button[type=submit]')?.click()
    watch()
  })
