import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium } from '@playwright/test'
import { findElectron } from '../../scripts/electron-binary.ts'
import { inRoot, root } from '../../scripts/root.ts'
import { findChromium } from '../../src-main/shells/preview/browser.ts'
import { newFolder } from './device.ts'
import { expect, test } from './fixtures.ts'
import { createOrganisation, lockScreen, unlock } from './screens/entrance.ts'
import { focusForm, logVisit, visitList } from './screens/visits.ts'
import { word } from './words.ts'

/** `npm start` as it is run, on what is built already; what it prints is read line by line. */
function startApplication(folder: string, env: NodeJS.ProcessEnv = {}) {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _w, ...without } = process.env
  const child = spawn(process.execPath, [inRoot('scripts', 'start.ts'), '--built'], {
    env: { ...without, ALPO_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => said.push(line))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said, ended }
}

async function servedAddress({ said }: { readonly said: readonly string[] }): Promise<string> {
  const line = () => said.find((one) => one.startsWith('ALPO-desk: http://'))
  await expect.poll(line).toBeDefined()
  return line()?.slice('ALPO-desk: '.length) ?? ''
}

const openBrowser = (profile: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? chromium.executablePath(),
    locale: 'fi-FI',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

const end = async ({ child, ended }: { child: ChildProcess; ended: Promise<number | null> }) => {
  child.kill('SIGINT')
  return ended
}

test('without a display npm start prints an address that one browser can open, until Ctrl+C', async () => {
  const [folder, profile] = [newFolder(), newFolder()]
  const first = startApplication(folder)
  const address = await servedAddress(first)
  expect(new URL(address).hostname).toBe('127.0.0.1')
  await expect.poll(() => first.said.join('\n')).toContain('npm run demo')
  expect((await fetch(address)).status).toBe(403) // a probe keeps no cookie, and does not use the address up
  const browser = await openBrowser(profile)
  const page = await browser.newPage()
  await page.goto(address)
  await createOrganisation(page)
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })

  // reloading, going to the address again in the same browser: the cookie lets it in
  await page.reload()
  await unlock(page)
  await expect(visitList(page).count).toHaveText(word('visits.count_one', { count: 1 }))
  await page.goto(address)
  await expect(lockScreen(page).passphrase).toBeVisible()
  // another browser with the same address: the link has been used
  const stranger = await openBrowser(newFolder())
  const other = await stranger.newPage()
  expect((await other.goto(address))?.status()).toBe(403)
  await expect(other.getByText('Tämä osoite on jo käytetty')).toBeVisible()
  const next = first.said.findLast((line) => line.startsWith('For another browser: '))
  await other.goto(next?.slice('For another browser: '.length) ?? '')
  await expect(other).toHaveTitle('ALPO-desk')
  await expect(other.getByText('Tämä osoite on jo käytetty')).toHaveCount(0)
  await stranger.close()
  await browser.close()
  expect(await end(first)).toBe(0)

  // the next start has the same port: the browser finds its register again
  const second = startApplication(folder)
  const again = await servedAddress(second)
  expect(new URL(again).port).toBe(new URL(address).port)
  const reopened = await openBrowser(profile)
  const later = await reopened.newPage()
  await later.goto(again)
  await unlock(later)
  await expect(visitList(later).count).toHaveText(word('visits.count_one', { count: 1 }))
  await reopened.close()
  expect(await end(second)).toBe(0)
})

test('a forwarded port opens the window; a name that was led here does not', async () => {
  const application = startApplication(newFolder())
  const address = new URL(await servedAddress(application))
  const forward = createServer((socket) => {
    const onward = connect(Number(address.port), '127.0.0.1')
    socket.pipe(onward).pipe(socket)
    for (const one of [socket, onward]) one.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => forward.listen(0, '127.0.0.1', resolve))
  const bound = forward.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const browser = await openBrowser(newFolder())
  const page = await browser.newPage()

  await page.goto(`http://localhost:${port}${address.pathname}`)
  await createOrganisation(page)

  const [cookie] = await browser.cookies()
  expect(cookie?.httpOnly).toBe(true)
  const ask = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = {
        host,
        origin: `http://${host}`,
        'sec-fetch-site': 'same-origin',
        cookie: `${cookie?.name}=${cookie?.value}`,
      }
      const asked = request(
        { port: Number(address.port), path: '/bridge/appInfo', method: 'POST', headers },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
      asked.once('error', reject)
      asked.end('{}')
    })
  expect(await ask(`localhost:${port}`)).toBe(200)
  for (const host of [`evil.example:${port}`, `localhost.evil.example:${port}`, `evil.localhost:${port}`])
    expect(await ask(host)).toBe(403)
  await browser.close()
  forward.close()
  expect(await end(application)).toBe(0)
})

test('a second ALPO-desk on the same data folder is refused with words, and the first goes on', async ({
  open,
  shell,
}) => {
  const { page, folder } = await open()
  await createOrganisation(page)
  const isRoot = process.getuid?.() === 0
  const [program, args] =
    shell === 'electron'
      ? [findElectron() ?? '', [root, ...(isRoot ? ['--no-sandbox'] : [])]]
      : [process.execPath, [inRoot('src-main', 'shells', 'preview', 'main.ts')]]

  const second = spawnSync(program, args, {
    env: { ...process.env, ALPO_DATA: folder, ALPO_NO_DIALOGS: '1' },
    encoding: 'utf8',
  })

  expect(second.status).toBe(1)
  expect(second.stderr).toContain('ALPO-desk is already open with this data folder.')
  await focusForm(page)
  await logVisit(page)
  await expect(visitList(page).count).toHaveText(word('visits.count_one', { count: 1 }))
})

test('a browser that does not start is told of with its reason', async () => {
  const { said, ended } = startApplication(newFolder(), {
    DISPLAY: ':47110',
    ELECTRON_EXEC_PATH: '/nowhere',
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    ALPO_CHROMIUM: findChromium() ?? chromium.executablePath(),
  })

  expect(await ended).toBe(1)

  expect(said.join('\n')).toMatch(/The browser did not start \(.+: exit status 1\)/)
  expect(said.join('\n')).toMatch(/X server|DISPLAY/)
  expect(said.join('\n')).toContain('npm start -- --serve')
})

test('D9: nobody reads the way in from the arguments of the browser', async () => {
  const folder = newFolder()
  // a real browser, which needs no display
  const headless = path.join(newFolder(), 'chromium')
  writeFileSync(
    headless,
    `#!/bin/sh\nexec "${findChromium() ?? chromium.executablePath()}" --headless=new "$@"\n`,
    {
      mode: 0o755,
    },
  )
  const host = spawn(process.execPath, [inRoot('src-main', 'shells', 'preview', 'main.ts')], {
    env: { ...process.env, ALPO_DATA: folder, ALPO_CHROMIUM: headless },
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => host.once('close', resolve))
  try {
    const file = path.join(folder, 'start.html')
    await expect.poll(() => existsSync(file), { intervals: [5] }).toBe(true)
    const mode = statSync(file).mode & 0o777
    // it goes when the browser has come in
    await expect.poll(() => existsSync(file)).toBe(false)

    const arguments_ = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder))

    expect(mode).toBe(0o600)
    expect(arguments_.join('\n')).toContain('--app=file://')
    expect(arguments_.join('\n')).not.toMatch(/\/start\/|http:\/\/alpo-desk/)
    expect(readdirSync(folder)).toContain('preview-window')
  } finally {
    host.kill('SIGTERM')
    await ended
  }
})
