import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openDatabase } from '../../src-hub/database/database.ts'
import { enrol, enrolCodeFor, type HubDevice } from './hub.ts'
import { ended, startHubProcess } from './hub-process.ts'
import { aVisit } from './visits.ts'

const devicesOfOffice = 4
const offices = 5

export type Soak = {
  /** Resident memory of the hub's process in KB: the median of the first third after the warming up, and of the last. */
  readonly first: number
  readonly last: number
  /** What its heap held at the least in these thirds, in bytes: what is left when the garbage has been collected. */
  readonly firstHeap: number
  readonly lastHeap: number
  readonly most: number
  readonly operations: number
}

/**
 * The memory of a hub that works without a pause: twenty devices of five offices that send, fetch, wait for news, send
 * nonsense and go away in the middle. The last third is compared with the first after the warming up.
 */
export async function soak(minutes: number, heapMb?: number): Promise<Soak> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-soak-'))
  const hub = await startHubProcess(folder, { port: 0, ...(heapMb ? { heapMb } : {}) })
  const db = openDatabase(hub.databaseUrl, () => undefined)
  try {
    const until = performance.now() + minutes * 60_000
    let operations = 0
    const working = Array.from({ length: offices }, () => randomUUID()).flatMap((organisation) =>
      Array.from({ length: devicesOfOffice }, async () => {
        const device = await enrol({ db, url: hub.url }, organisation)
        for (let n = 1, after = 0; performance.now() < until; n += 10) {
          await device.call({
            kind: 'push',
            operations: Array.from({ length: 10 }, (_, index) =>
              device.put(n + index, { entity: 'visit', id: randomUUID(), fields: aVisit() }),
            ),
          })
          operations += 10
          const pulled = await device.call({ kind: 'pull', after, limit: 500 })
          after = pulled.upTo
          if (n % 100 === 1) await misbehave(hub.url, device)
          // under the limit of requests that a device has in a minute
          await new Promise((resolve) => setTimeout(resolve, 150))
        }
      }),
    )
    await enrolCodeFor(db, 'warm')
    const samples: number[] = []
    const heaps: number[] = []
    const sampling = setInterval(() => {
      samples.push(residentKb(hub.child.pid ?? 0))
      void heapBytes(hub.url).then((bytes) => heaps.push(bytes))
    }, 500)
    await Promise.all(working)
    clearInterval(sampling)
    const warm = samples.slice(Math.floor(samples.length / 4))
    const third = Math.floor(warm.length / 3)
    const heap = heaps.slice(Math.floor(heaps.length / 4))
    const part = Math.floor(heap.length / 3)
    const median = (values: readonly number[]): number =>
      values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
    return {
      first: median(warm.slice(0, third)),
      last: median(warm.slice(-third)),
      firstHeap: Math.min(...heap.slice(0, part)),
      lastHeap: Math.min(...heap.slice(-part)),
      most: Math.max(...samples),
      operations,
    }
  } finally {
    await db.end()
    hub.child.kill('SIGTERM')
    await ended(hub.child)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a network brings: a message cut off, nonsense, a wrong token, a wait that nobody waits for. */
async function misbehave(url: string, device: HubDevice): Promise<void> {
  const ask = (body: string, token: string, signal?: AbortSignal) =>
    fetch(`${url}/v1/sync`, {
      method: 'POST',
      body,
      ...(signal ? { signal } : {}),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    }).catch(() => null)
  await ask('{"protocol":2,"kind":"push","operations":[', device.token)
  await ask('{"protocol":2,"kind":"dance"}', device.token)
  await ask('{"protocol":2,"kind":"pull","after":0,"limit":1}', 'x'.repeat(43))
  await ask('{"protocol":2,"kind":"wait","after":999999999}', device.token, AbortSignal.timeout(50))
}

const heapBytes = async (url: string): Promise<number> =>
  Number(
    /^nodejs_heap_size_used_bytes (\S+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1] ??
      Number.NaN,
  )

const residentKb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN)
