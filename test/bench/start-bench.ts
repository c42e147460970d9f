import { chromium } from '@playwright/test'
import { findChromium } from '../../src-main/shells/preview/browser.ts'
import { newFolder, startPreviewHostProcess } from '../e2e/device.ts'
import { createOrganisation, passphrase } from '../e2e/steps.ts'
import { ms, quantile, type Result, times } from './report.ts'

/**
 * From "unlock" to today's list with 100,000 visits stored, in the built window. The passphrase's Argon2id, which is slow
 * on purpose, is measured as the peer, in the same run: the rest of the start is what we can make slow.
 */
export async function startBench(stored: number): Promise<Result> {
  const folder = newFolder()
  const host = await startPreviewHostProcess(folder)
  const context = await chromium.launchPersistentContext(host.profile, {
    executablePath: findChromium() ?? '',
    args: host.switches,
    locale: 'fi-FI',
  })
  try {
    const page = await context.newPage()
    await page.goto(host.startUrl)
    await createOrganisation(page)
    await page.evaluate(fillRegister, stored)
    const [whole, argon]: [number[], number[]] = [[], []]
    for (let round = 0; round < 7; round++) {
      await page.reload()
      await page.getByLabel('Salalause', { exact: true }).fill(passphrase)
      argon.push(
        await page.evaluate(async (words) => {
          const bridge = Reflect.get(window, 'alpo') as Record<string, (input: unknown) => Promise<unknown>>
          const started = performance.now()
          await bridge.keysUnlock?.({ passphrase: words })
          return performance.now() - started
        }, passphrase),
      )
      whole.push(
        await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const started = performance.now()
              const watch = (): void => {
                if (document.querySelector('.columns section p, .columns section table'))
                  resolve(performance.now() - started)
                else requestAnimationFrame(watch)
              }
              document.querySelector<HTMLElement>('form button[type=submit]')?.click()
              watch()
            }),
        ),
      )
    }
    const own = quantile(whole, 0.5) - quantile(argon, 0.5)
    return {
      name: `unlock to usable list with ${stored} visits stored (without Argon2id: ${ms(own)}) beside Argon2id alone`,
      ours: times(whole),
      peer: times(argon),
      ratio: quantile(argon, 0.5) / quantile(whole, 0.5),
    }
  } finally {
    await context.close()
    host.child.kill()
  }
}

/** Runs in the page: copies of one stored row, on other days, so that only their number weighs on the start. */
async function fillRegister(count: number): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('alpo-desk')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  for (let from = 0; from < count; from += 10_000)
    await new Promise<void>((resolve, reject) => {
      const tx = db.transaction('visit', 'readwrite')
      for (let i = from; i < Math.min(count, from + 10_000); i++)
        tx.objectStore('visit').put({
          id: crypto.randomUUID(),
          date: `20${10 + (i % 15)}-01-01`,
          box: crypto.getRandomValues(new Uint8Array(700)),
        })
      tx.oncomplete = () => resolve()
      tx.onerror = () => reject(tx.error)
    })
  db.close()
}
