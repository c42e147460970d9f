import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect } from '@playwright/test'
import { uuidV7 } from '../../src-shared/kernel/uuid-v7.ts'
import { enrol, enrolCodeFor, setupHub, type TestHub } from '../builders/hub.ts'
import { openDevice } from '../e2e/device.ts'
import { createOrganisation, joinOrganisation } from '../e2e/screens/entrance.ts'
import { connectToHub } from '../e2e/screens/organisation.ts'
import { goTo } from '../e2e/screens/window.ts'
import { openBenchPage } from './bench-page.ts'
import { someVisit } from './hub-bench.ts'
import { perSecond, type Result } from './report.ts'
import { sheetOf } from './start-bench.ts'

const [stored, pending, batch] = [100_000, 50_000, 1000]
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const patience = { timeout: 300_000 }

/**
 * What a new device of an old office waits for, and an office that comes back from weeks without a network: in the built
 * window, with a real hub, all of it encrypted and audited. The peer replicates plain rows with RxDB from a server that
 * holds them in memory.
 */
export async function syncBench(): Promise<Result[]> {
  const hub = await setupHub()
  try {
    const first = await firstSync(hub)
    const sent = await longAway(hub)
    const peer = await rxdb()
    return [
      {
        name: `first sync of ${stored} visits into a new device beside RxDB's replication of plain rows`,
        note: `visits are seen after ${seconds(first.usable)}`,
        ours: `${seconds(first.whole)}, ${perSecond(stored, first.whole)} rows/s`,
        peer: `${seconds(peer.pull)}, ${perSecond(stored, peer.pull)} rows/s`,
        ratio: peer.pull / first.whole,
      },
      {
        name: `${pending} operations that had waited, sent, beside RxDB's push of plain rows`,
        ours: `${seconds(sent)}, ${perSecond(pending, sent)} ops/s`,
        peer: `${seconds(peer.push)}, ${perSecond(pending, peer.push)} rows/s`,
        ratio: peer.push / sent,
      },
    ]
  } finally {
    await hub.stop()
  }
}

async function firstSync(hub: TestHub): Promise<{ readonly whole: number; readonly usable: number }> {
  const organisation = randomUUID()
  const writer = await enrol(hub, organisation)
  const site = { name: 'Pääkirjasto', kind: 'library', municipality: null }
  const defaults = { defaultChannel: 'in-person', defaultSetting: 'walk-in', defaultLanguage: 'fi' }
  const siteId = randomUUID()
  await writer.call({
    kind: 'push',
    operations: [writer.put(1, { entity: 'site', id: siteId, fields: { ...site, ...defaults } })],
  })
  for (let from = 0; from < stored; from += batch)
    await writer.call({
      kind: 'push',
      operations: Array.from({ length: batch }, (_, index) =>
        writer.put(2 + from + index, {
          entity: 'visit',
          // one after the other, as visits are made
          id: uuidV7(Date.now() - stored + from + index, randomBytes(10)),
          fields: { ...someVisit(), date: dayBefore(index < 2 ? 0 : (from + index) % 1000), siteId },
        }),
      ),
    })
  const device = await openDevice('preview')
  try {
    const { page } = device
    await joinOrganisation(page, { address: hub.url, code: await enrolCodeFor(hub.db, organisation) })
    const started = performance.now()
    await page.locator('tbody tr[data-index]').first().waitFor(patience)
    const usable = performance.now() - started
    // "all sent" stands there from the start: what counts is that all has come
    await page.getByLabel('Aikaväli', { exact: true }).selectOption('all')
    await expect
      .poll(
        async () =>
          Number((await page.locator('table[aria-rowcount]').first().getAttribute('aria-rowcount')) ?? 0),
        {
          ...patience,
          intervals: [100],
        },
      )
      .toBeGreaterThan(stored)
    return { usable, whole: performance.now() - started }
  } finally {
    await device.close()
  }
}

async function longAway(hub: TestHub): Promise<number> {
  const device = await openDevice('preview')
  try {
    const { page } = device
    await createOrganisation(page)
    await goTo(page, 'admin')
    await page.getByRole('button', { name: 'Tuonti' }).click()
    await device.choosing([sheetOf(pending)], () =>
      page.getByRole('button', { name: 'Valitse taulukko' }).click(),
    )
    const run = page.getByRole('button', { name: `Tuo ${pending} käyntiä` })
    await run.click(patience)
    await expect(page.getByText(`${pending} käyntiä tuotu`)).toBeVisible(patience)
    await connectToHub(page, { address: hub.url, code: await enrolCodeFor(hub.db, randomUUID()) })
    const started = performance.now()
    await expect(page.getByTestId('sync-state')).toHaveAttribute('data-state', 'all-sent', patience)
    return performance.now() - started
  } finally {
    await device.close()
  }
}

async function rxdb(): Promise<{ readonly pull: number; readonly push: number }> {
  const rows = Array.from({ length: stored }, (_, index) => ({
    ...someVisit(),
    id: randomUUID(),
    date: dayBefore(index % 1000),
    _deleted: false,
  }))
  const answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (!request.url?.startsWith('/peer/')) return false
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { after: number; limit: number }
      const to = Math.min(asked.after + asked.limit, rows.length)
      const page = { documents: rows.slice(asked.after, to), checkpoint: { after: to } }
      response.end(JSON.stringify(request.url === '/peer/pull' ? page : []))
    })
    return true
  }
  const { page, close } = await openBenchPage(answer)
  try {
    return await page.evaluate(
      ([some, size]) =>
        (
          Reflect.get(globalThis, 'rxdbReplication') as (
            ...args: unknown[]
          ) => Promise<{ pull: number; push: number }>
        )(some, size),
      [rows.slice(0, pending).map((row) => ({ ...row, id: randomUUID() })), batch] as const,
    )
  } finally {
    await close()
  }
}

const dayBefore = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
