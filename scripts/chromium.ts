import { existsSync, readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findChromium } from '../src-main/shells/preview/browser.ts'
import { run } from './run.ts'

/** A Chromium: one on this machine, Playwright's own, or Debian's package installed now (Debian, as root). */
export async function ensureChromium(): Promise<string | null> {
  const found = findChromium() ?? playwrightChromium()
  if (found) return found
  if (process.getuid?.() !== 0 || !isDebian()) return null
  process.stderr.write('No Chromium found: installing the Debian package (once)\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet = { env, stdio: 'ignore' } as const
  await run('apt-get', ['update', '-qq'], quiet)
  await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
    quiet,
  )
  return findChromium()
}

function playwrightChromium(): string | null {
  const file = chromium.executablePath()
  return existsSync(file) ? file : null
}

const isDebian = (): boolean =>
  existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
