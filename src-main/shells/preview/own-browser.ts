import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromiumSwitches, previewOrigin } from './browser.ts'
import type { PreviewHost } from './host.ts'
import { startFile } from './plain-pages.ts'

/** How long a way in is valid; it is renewed until the browser, however slow, has taken one. */
const linkSeconds = 30
/** Of what the browser says at its end: its reason stands in the last lines. */
const maxReasonLines = 8

/**
 * Opens the window in a browser of our own and resolves when it was closed: with false where it died. The browser finds its way in in a file that only
 * its owner may read: the arguments of a program are seen by everybody on the machine.
 * @throws Error with what the browser said, when it ended before it showed the window.
 */
export async function openOwnBrowser(
  chromium: string,
  host: PreviewHost,
  { profile, folder }: { readonly profile: string; readonly folder: string },
): Promise<boolean> {
  const file = path.join(folder, 'start.html')
  const layWayIn = (): void => {
    rmSync(file, { force: true })
    writeFileSync(file, startFile(`${previewOrigin}${host.startPath(linkSeconds)}`), {
      mode: 0o600,
      flag: 'wx',
    })
  }
  layWayIn()
  const renewing = setInterval(layWayIn, (linkSeconds * 1000) / 2)
  const removeWayIn = (): void => {
    clearInterval(renewing)
    rmSync(file, { force: true })
  }
  let hasEntered = false
  host.onEntered(() => {
    hasEntered = true
    removeWayIn()
  })
  const said: string[] = []
  const browser = spawn(
    chromium,
    [
      ...chromiumSwitches(host.port),
      `--user-data-dir=${profile}`,
      '--window-size=1280,900',
      `--app=${pathToFileURL(file).href}`,
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      // without a language Chromium opens no file whose name has other letters than ASCII
      env: { LANG: 'C.UTF-8', ...process.env },
    },
  )
  browser.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (hasEntered) return
    said.push(...text.split('\n').filter((line) => line.trim() !== ''))
    said.splice(0, said.length - maxReasonLines)
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => browser.kill())
  const how = await new Promise<string>((resolve) => {
    browser.once('error', (error) => resolve(error.message))
    browser.once('close', (code, signal) => resolve(signal ? `ended by ${signal}` : `exit status ${code}`))
  })
  removeWayIn()
  if (!hasEntered && !browser.killed)
    throw new Error(
      [`The browser did not start (${chromium}: ${how}).`, ...said.map((line) => `  ${line}`)].join('\n'),
    )
  return how === 'exit status 0' || browser.killed
}
