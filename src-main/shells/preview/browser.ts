import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The window's origin in the preview host. It never changes, although the port does, because the records of the window
 * belong to its origin; Chromium is told to find the name on the loopback port of the moment.
 */
export const previewOrigin = 'http://alpo-desk.localhost'

/** A Chromium on this machine: one that is named, Debian's, or an ordinary Chrome. */
export function findChromium(): string | null {
  const named = process.env.ALPO_CHROMIUM
  const candidates = [
    ...(named ? [named] : []),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    path.join(
      process.env.PROGRAMFILES ?? 'C:\\Program Files',
      'Google',
      'Chrome',
      'Application',
      'chrome.exe',
    ),
    path.join(
      process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
      'Microsoft',
      'Edge',
      'Application',
      'msedge.exe',
    ),
  ]
  return candidates.find((file) => existsSync(file)) ?? null
}

/** Switches for a Chromium that shows nothing but our window and talks to nobody but the host at `port`. */
export function chromiumSwitches(port: number): string[] {
  return [
    `--host-resolver-rules=MAP alpo-desk.localhost:80 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    '--no-proxy-server',
    '--test-type', // no bar about the switches above
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-features=Translate,OptimizationHints,MediaRouter',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium refuses its sandbox to root
  ]
}

/** A browser remembers what is typed into it. This one must not: passwords, names and addresses stay out of its files. */
export function prepareProfile(profile: string): void {
  const file = path.join(profile, 'Default', 'Preferences')
  if (existsSync(file)) return
  mkdirSync(path.dirname(file), { recursive: true })
  const preferences = {
    credentials_enable_service: false,
    profile: { password_manager_enabled: false },
    autofill: { profile_enabled: false, credit_card_enabled: false },
    search: { suggest_enabled: false },
    translate: { enabled: false },
    browser: { enable_spellchecking: false },
  }
  writeFileSync(file, JSON.stringify(preferences))
}
