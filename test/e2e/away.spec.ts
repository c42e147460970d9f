import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createOrganisation, lockScreen, unlock } from './screens/entrance.ts'
import { logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { chooseIn, chooseOption, goTo } from './screens/window.ts'
import { word } from './words.ts'

const hour = 3_600_000
const locked = (page: Page) => lockScreen(page).title
const list = (page: Page) => visitList(page).title
/** The wall clock goes on by so much at once, as over a sleep; the monotonic one does not. */
const jump = (page: Page, ms: number) =>
  page.evaluate((by) => {
    const Real = Date
    Object.defineProperty(window, 'Date', {
      configurable: true,
      value: class extends Real {
        constructor(...given: []) {
          super(...((given.length === 0 ? [Real.now() + by] : given) as []))
        }
        static override now(): number {
          return Real.now() + by
        }
      },
    })
  }, ms)
const dayIn = (ms: number): string =>
  new Date(Date.now() + ms).toLocaleDateString('sv-SE', { timeZone: 'Europe/Helsinki' })

test('B13: a sleep of 22 hours locks, and the next visit bears the day that it is', async ({ openMade }) => {
  const { page } = await openMade()

  await jump(page, 22 * hour)
  await page.keyboard.press('a') // the hand that wakes the machine
  await expect(locked(page)).toBeVisible()

  await unlock(page)
  await expect(list(page)).toBeVisible()
  await expect(visitForm(page).date).toHaveValue(dayIn(22 * hour))
})

test('B13: a form that stands open when the day changes follows it', async ({ openMade }) => {
  const { page } = await openMade()
  const before = await visitForm(page).date.inputValue()

  await page.evaluate(() => {
    // midnight comes without anybody being away for long
    const format = Intl.DateTimeFormat.prototype
    const real = Object.getOwnPropertyDescriptor(format, 'format')?.get
    Object.defineProperty(format, 'format', {
      configurable: true,
      get(this: Intl.DateTimeFormat) {
        const own = real?.call(this) as (date?: Date) => string
        return (date: Date = new Date()) => own(new Date(date.getTime() + 86_400_000))
      },
    })
  })

  await expect(visitForm(page).date).not.toHaveValue(before)
})

test('D11: the register locks when the machine sleeps or its screen is locked', async ({
  openMade,
  shell,
}) => {
  test.skip(shell === 'preview', 'a browser does not say when the machine sleeps: there the clock locks')
  const device = await openMade()
  const { page } = device

  for (const sign of ['suspend', 'lock-screen', 'suspend'] as const) {
    await device.emitPower(sign)
    await expect(locked(page)).toBeVisible()
    await unlock(page)
    await expect(list(page)).toBeVisible()
  }
})

test('D19: a clock two years ahead is asked about before a visit is saved, and once', async ({ open }) => {
  const { page } = await open()
  await page.clock.install({ time: Date.now() + 2 * 365 * 24 * hour })
  await page.reload()
  await createOrganisation(page)

  await chooseIn(visitForm(page).language, 'arabia')
  await chooseOption(page, 'asuminen')
  await page.keyboard.press('Tab')
  await chooseOption(page, 'neuvonta')
  await saveVisit(page)
  await expect(page.getByText(/Koneen kello on paljon edellä/)).toBeVisible()
  await expect(visitForm(page).saved).toHaveCount(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/clock-ahead.png` })

  await saveVisit(page)
  await expect(visitForm(page).saved).toBeVisible()
  await logVisit(page, { language: 'somali' })
})

test('D4: the browser is asked to keep the register, and the settings say what it answered', async ({
  open,
  shell,
}) => {
  const { page } = await open()
  await createOrganisation(page)

  await expect.poll(() => page.evaluate(() => navigator.storage.persisted())).toBe(shell === 'electron')
  await goTo(page, 'settings')
  const device = page.getByRole('region', { name: word('disk.title') })
  await expect(device.getByText(shell === 'electron' ? /on luvannut/ : /ei ole luvannut/)).toBeVisible()
  await device.getByLabel('Pidä vapaana vähintään').fill('300')
  await device.getByRole('button', { name: word('disk.floorSave') }).click()
  await expect(device.getByText(/alle 300 Mt/)).toBeVisible()
  if (process.env.SHOTS) await device.screenshot({ path: `${process.env.SHOTS}/device.png` })
})
