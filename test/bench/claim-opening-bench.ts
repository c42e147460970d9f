import os from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { findElectron } from '../../scripts/electron-binary.ts'
import { openDevice } from '../e2e/device.ts'
import { makeClaim } from '../e2e/screens/claims.ts'
import { createOrganisation } from '../e2e/screens/entrance.ts'
import { claimAsTampere } from '../e2e/screens/organisation.ts'
import { addPerson } from '../e2e/screens/persons.ts'
import { chooseOption } from '../e2e/screens/window.ts'
import { ms, quantile, type Result, times } from './report.ts'

const rounds = 9
const saves = 24
const settlingMs = 20_000
/** First years of whole months, the earliest last so that its row is at the top; split by month they are 5,160 lines. */
const spans = [1920, 1919, 1918, 1917] as const
const lineCount = spans.reduce((sum, first) => sum + 12 * (2026 - first), 0)

/**
 * From the key that opens a claim to its drawn page, in the built window: a claim of thousands of lines, the most
 * of them faulty, beside a claim without lines in the same run.
 */
export async function claimOpeningBench(): Promise<Result[]> {
  // the bridge of Electron is what the product has; without it the preview host is measured
  const shell = findElectron() ? 'electron' : 'preview'
  const device = await openDevice(shell)
  const { page } = device
  try {
    await createOrganisation(page)
    await claimAsTampere(page)
    await addPerson(page)
    await makeClaim(page, '2025-01-01', '2025-12-31')
    await costClaim(page, '2026-01-01', '2026-06-30')
    await costClaim(page, '2025-01-01', '2026-12-31')
    for (const first of spans) await longLine(page, first)
    const rows = page.getByRole('table', { name: 'Kustannusrivit' })
    await expect(rows).toHaveAttribute('aria-rowcount', String(lineCount + 1), { timeout: 60_000 })
    const [large, plain]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      plain.push(await opening(page, '30.6.2026'))
      large.push(await opening(page, '31.12.2026'))
    }
    await page.getByRole('button', { name: 'Laske uudelleen' }).click()
    await expect(page.getByRole('button', { name: 'Laske uudelleen' })).toHaveCount(0)
    // what the set-up left behind is collected some eight seconds after it, in one go: no part of the saving
    await page.waitForTimeout(settlingMs)
    const [idle, saving]: [number[], number[]] = [[], []]
    for (let round = 0; round < saves; round++) {
      idle.push(await longestHoldUp(page, () => page.waitForTimeout(2000)))
      saving.push(
        await longestHoldUp(page, async () => {
          await device.savingTo(path.join(os.tmpdir(), `alpo-bench-${round}.pdf`), () =>
            page.evaluate(() =>
              [...document.querySelectorAll('button')]
                .find((one) => one.textContent === 'Tallenna hakemustiedosto (PDF)')
                ?.click(),
            ),
          )
          // cheaply: the waiting itself must not hold the window up
          await page.waitForFunction(
            () => document.querySelector('section[aria-label="Hakemustiedosto"] [role="status"] p') !== null,
            null,
            { polling: 100, timeout: 60_000 },
          )
        }),
      )
    }
    const longTasks = await page.evaluate(() => Reflect.get(window, 'longTasks') as number[]) // set above
    return [
      {
        name: `opening a claim of ${lineCount} lines beside one without lines`,
        ours: times(large),
        peer: times(plain),
        ratio: quantile(plain, 0.5) / quantile(large, 0.5),
      },
      {
        note: `in ${shell}, over 50 ms in ${saving.filter((one) => one > 50).length} of ${saves}, the longest ${ms(Math.max(...saving))} (doing nothing: ${ms(Math.max(...idle))}); tasks of the window over 50 ms: ${longTasks.length}`,
        name: `longest hold-up of the window while the claim file of ${lineCount} lines is saved, beside doing nothing`,
        ours: times(saving),
        peer: times(idle),
        ratio: quantile(idle, 0.5) / quantile(saving, 0.5),
      },
    ]
  } finally {
    await device.close()
  }
}

async function costClaim(page: Page, from: string, to: string): Promise<void> {
  const section = page.getByRole('region', { name: 'Maksatushakemukset' })
  await section.getByLabel('Alkaen', { exact: true }).fill(from)
  await section.getByLabel('Päättyen').fill(to)
  await section.getByLabel('Korvauslaji').selectOption('SPECIAL_EDU')
  const persons = section.getByRole('combobox', { name: 'Henkilöt, joista haetaan' })
  if ((await section.getByRole('list', { name: 'Henkilöt, joista haetaan' }).count()) === 0) {
    await persons.focus()
    await chooseOption(page, 'A1')
  }
  await section.getByRole('button', { name: 'Tee hakemus' }).press('Enter')
}

async function longLine(page: Page, firstYear: number): Promise<void> {
  await page.getByRole('button', { name: 'Uusi rivi' }).press('Enter')
  await page.getByLabel('Kustannuslaji').focus()
  await chooseOption(page, 'oppimisen')
  await page.getByLabel('Palvelu alkaen').fill(`${firstYear}-01-01`)
  await page.getByLabel('Palvelu päättyen').fill('2025-12-31')
  await page.getByLabel('Brutto (€)').fill('6200000')
  await page.getByLabel('Tositteen numero').fill(String(firstYear))
  await page.getByRole('button', { name: 'Tallenna', exact: true }).press('Enter')
  await page
    .getByRole('button', { name: `Jaa kuukausiin: rivi ${firstYear}` })
    .first()
    .press('Enter')
  const count = 12 * (2026 - firstYear)
  await expect(page.getByText(new RegExp(`Rivi jaettu: ${count}`))).toBeVisible({ timeout: 60_000 })
}

/** The longest time in which the window could not have answered a key, in milliseconds. */
async function longestHoldUp(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { last: performance.now(), longest: 0, isOn: true }
    Reflect.set(window, 'heldUp', seen)
    if (!Reflect.get(window, 'longTasks')) {
      const tasks: number[] = []
      Reflect.set(window, 'longTasks', tasks)
      // what the browser itself calls long: 50 ms in which the window's own thread was at work (W3C Long Tasks)
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration)
      }).observe({ type: 'longtask' })
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const now = performance.now()
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
      if (seen.isOn) setTimeout(() => port2.postMessage(0), 1)
    }
    port2.postMessage(0)
  })
  await work()
  return page.evaluate(() => {
    const seen = Reflect.get(window, 'heldUp') as { longest: number; isOn: boolean } // set above
    seen.isOn = false
    return seen.longest
  })
}

/** Milliseconds from the click to the frame in which the page of the claim that ends on `lastDay` stands. */
async function opening(page: Page, lastDay: string): Promise<number> {
  await page.waitForTimeout(700)
  return page.evaluate(async (end) => {
    const button = [...document.querySelectorAll('button')].find((one) =>
      one.getAttribute('aria-label')?.includes(end),
    )
    const started = performance.now()
    button?.click()
    return new Promise<number>((resolve) => {
      const look = (): void => {
        const isThere = [...document.querySelectorAll('section[aria-label]')].some(
          (one) =>
            one.getAttribute('aria-label')?.endsWith(end) &&
            one.querySelector('[aria-label="Kustannusrivit"]'),
        )
        if (isThere) setTimeout(() => resolve(performance.now() - started))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }, lastDay)
}
