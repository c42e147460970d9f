import { startPreviewHostProcess } from './device.ts'
import { expect, test } from './fixtures.ts'
import { makeClaim } from './screens/claims.ts'
import { createOrganisation } from './screens/entrance.ts'
import { claimAsTampere } from './screens/organisation.ts'
import { addPerson } from './screens/persons.ts'
import { focusForm, logVisit } from './screens/visits.ts'

/** The Electron security checklist and its like, one test a point, from inside the window. */
test('the window has no Node, no Electron, and of the bridge only the names of the contract', async ({
  open,
}) => {
  const { page } = await open()

  const seen = await page.evaluate(() => ({
    node: [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
      typeof Reflect.get(window, 'module'),
    ],
    bridge: Object.keys(Reflect.get(window, 'alpo') as object).toSorted(),
  }))

  expect(seen.node).toEqual(['undefined', 'undefined', 'undefined'])
  expect(seen.bridge).toEqual([
    'appInfo',
    'backupChoose',
    'backupList',
    'backupMake',
    'backupProve',
    'backupResume',
    'backupStatus',
    'backupStop',
    'cancelJob',
    'checkAttachment',
    'closeClaimFile',
    'diskSpace',
    'eraseAttachments',
    'exchangeMake',
    'exchangeOpen',
    'exportBegin',
    'exportCancel',
    'exportEnd',
    'exportFiles',
    'exportPart',
    'exportRows',
    'jobProgress',
    'journalAppend',
    'journalClose',
    'journalNext',
    'journalOpen',
    'journalRenew',
    'journalReplay',
    'journalSettle',
    'journalTakeBack',
    'keepAttachment',
    'keepForSupport',
    'keptExport',
    'keptExportEnd',
    'keptExportSet',
    'keysAddUser',
    'keysCreate',
    'keysLock',
    'keysRecover',
    'keysRetire',
    'keysStatus',
    'keysUnlock',
    'listScanFolder',
    'markKeep',
    'markRead',
    'offerFile',
    'openClaimFile',
    'pickCopy',
    'pickFiles',
    'pickRulePack',
    'pickScanFolder',
    'pickSheet',
    'readAttachment',
    'readClaimFile',
    'realmAccept',
    'realmBox',
    'realmHandOver',
    'realmKeys',
    'realmMake',
    'realmOpen',
    'realmPublicKey',
    'realmRecover',
    'restart',
    'restoreChoose',
    'restoreOpen',
    'restoreProgress',
    'restoreRun',
    'restoredEnd',
    'restoredRead',
    'rulePacks',
    'saveAuditFolder',
    'saveClaimFile',
    'saveDocument',
    'saveText',
    'setDiskFloor',
    'sheetRows',
    'stageClaimFile',
    'startReport',
    'syncEnrol',
    'syncExchange',
    'syncFiles',
    'syncRenew',
    'syncStatus',
    'untilAway',
  ])
})

test('the content policy begins with nothing, and nothing is reported against it in use', async ({
  open,
  shell,
}) => {
  const { page } = await open()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await createOrganisation(page)
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await claimAsTampere(page)
  await addPerson(page)
  await makeClaim(page, '2025-01-01', '2025-12-31')
  // read before the test itself breaks the policy below
  expect(complaints).toEqual([])

  const policy = await page.evaluate(
    async () =>
      (await fetch('/index.html').catch(() => null))?.headers.get('content-security-policy') ?? null,
  )
  const inlineRan = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    return Reflect.get(window, 'inlineRan') === true
  })

  expect(inlineRan).toBe(false)
  if (shell === 'preview') expect(policy).toContain("default-src 'none'")
  else expect(policy).toBeNull() // connect-src 'none': the window cannot even ask for its own page
})

test('the window reaches no network', async ({ open }) => {
  const { page } = await open()

  const answers = await page.evaluate(async () => {
    const tried = ['http://127.0.0.1:9/', 'https://example.org/', 'ws://127.0.0.1:9/']
    const results = await Promise.allSettled(
      tried.map((url) =>
        url.startsWith('ws')
          ? Promise.resolve()
              .then(() => new WebSocket(url))
              .then((socket) => new Promise((_, no) => socket.addEventListener('error', no)))
          : fetch(url, { mode: 'no-cors' }),
      ),
    )
    return results.map(({ status }) => status)
  })

  expect(answers).toEqual(['rejected', 'rejected', 'rejected'])
})

test('it goes nowhere else and opens no window', async ({ open, shell }) => {
  test.skip(
    shell === 'preview',
    'a browser tab may navigate; what it leaves behind has no cookie and no bridge',
  )
  const { page } = await open()
  const before = page.url()

  const opened = await page.evaluate(() => {
    const child = window.open('https://example.org/')
    const link = document.createElement('a')
    link.href = 'https://example.org/'
    document.body.append(link)
    link.click()
    return child === null
  })
  await page.waitForTimeout(300)

  expect(opened).toBe(true)
  expect(page.url()).toBe(before)
})

test('permissions are denied, asked for or looked up', async ({ open, shell }) => {
  test.skip(shell === 'preview', 'the browser of the preview host asks the person')
  const { page } = await open()

  const states = await page.evaluate(async () => ({
    notifications: await Notification.requestPermission(),
    geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'given',
      () => 'denied',
    ),
  }))

  expect(states).toEqual({ notifications: 'denied', geolocation: 'denied', camera: 'denied' })
})

test('a call of the wrong shape, with an extra key, or with a path for a token is refused', async ({
  openMade,
}) => {
  const { page } = await openMade()
  const call = (name: string, input: unknown) =>
    page.evaluate(
      ([name, input]) => {
        const bridge = Reflect.get(window, 'alpo') as Record<string, (text: string) => Promise<string>>
        const call = Object.hasOwn(bridge, name as string) ? bridge[name as string] : undefined
        return (call?.(JSON.stringify(input)) ?? Promise.reject(new Error('no such call'))).then(
          () => 'accepted',
          (error: Error) => error.message,
        )
      },
      [name, input] as const,
    )

  expect(await call('keysUnlock', { passphrase: 5 })).toContain("wrong input at 'passphrase'")
  expect(await call('keysUnlock', { passphrase: 'x', admin: true })).toContain('wrong input')
  expect(await call('keepAttachment', { token: '/etc/passwd', maxBytes: 1 })).toContain(
    "wrong input at 'token'",
  )
  expect(
    await call('syncExchange', { message: { protocol: 1, kind: 'pull', after: -1, limit: 1 } }),
  ).toContain('wrong input')
  expect(await call('constructor', {})).toContain('no such call')
})

test('the preview host answers nobody but the page it started', async () => {
  const { mkdtempSync } = await import('node:fs')
  const host = await startPreviewHostProcess(mkdtempSync('/tmp/alpo-device-'))
  const port = /127\.0\.0\.1:(\d+)/.exec(host.switches.join(' '))?.[1]
  const ask = async (pathname: string, headers: Record<string, string>, method = 'POST') =>
    (
      await fetch(`http://127.0.0.1:${port}${pathname}`, {
        method,
        headers,
        redirect: 'manual',
        ...(method === 'POST' ? { body: '{}' } : {}),
      })
    ).status
  const way = new URL(host.startUrl).pathname
  try {
    expect(await ask('/', {}, 'GET')).toBe(403)
    expect(await ask('/start/wrong', {}, 'GET')).toBe(403)
    const entered = await fetch(`http://127.0.0.1:${port}${way}`, { redirect: 'manual' })
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(entered.status).toBe(303)
    // who has only looked has not come in: the way stays open
    expect(await ask(way, {}, 'GET')).toBe(303)
    expect(await ask(way, { cookie, 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(200)
    expect(await ask('/bridge/appInfo', { cookie, origin: `http://127.0.0.1:${port}` })).toBe(200)
    // a browser has come in now, and nobody but it passes here again
    expect(await ask(way, {}, 'GET')).toBe(403)
    expect(await ask(way, { cookie }, 'GET')).toBe(303)
    expect(await ask('/bridge/appInfo', { cookie })).toBe(403)
    expect(await ask('/bridge/appInfo', { origin: `http://127.0.0.1:${port}` })).toBe(403)
    expect(await ask('/bridge/appInfo', { cookie, origin: 'http://127.0.0.1:1' })).toBe(403)
    expect(await ask('/bridge/appInfo', { origin: 'http://alpo-desk.localhost' })).toBe(403)
    expect(await ask('/bridge/appInfo', { cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await ask('/bridge/appInfo', { cookie, origin: 'http://alpo-desk.localhost.evil.example' })).toBe(
      403,
    )
  } finally {
    host.child.kill()
  }
})
