import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src-hub/database/database.ts'
import { listRows } from '../../src-renderer/data/records/records.ts'
import { unsent } from '../../src-renderer/data/syncing/outbox.ts'
import { enrolCodeFor } from '../builders/hub.ts'
import { ended, type HubProcess, postgresPids, startHubProcess } from '../builders/hub-process.ts'
import { aWorkingDevice, type WorkingDevice } from '../builders/working-device.ts'
import { randomOf } from './random.ts'

/** A hundred runs are asked for with `ALPO_RUNS=100 npx vitest run test/sim/faults.test.ts`. */
const runs = Number(process.env.ALPO_RUNS ?? 3)
const isRoot = process.getuid?.() === 0
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const sh = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

async function threeDevices(hub: HubProcess): Promise<WorkingDevice[]> {
  const db = openDatabase(hub.databaseUrl, () => undefined)
  const organisation = randomUUID()
  const devices: WorkingDevice[] = []
  for (let index = 0; index < 3; index++)
    devices.push(await aWorkingDevice(hub.url, await enrolCodeFor(db, organisation)))
  await db.end()
  return devices
}

/** All of them write and meet the hub as quickly as they can, until it is enough. */
function working(devices: readonly WorkingDevice[], siteId: string, written: Set<string>) {
  let isOn = true
  const all = devices.map(async ({ work, sync }) => {
    while (isOn) {
      written.add(await work(siteId))
      await sync()
    }
  })
  return async (): Promise<void> => {
    isOn = false
    await Promise.all(all)
  }
}

async function expectNothingLost(devices: readonly WorkingDevice[], written: ReadonlySet<string>) {
  for (const { sync } of [...devices, ...devices]) await expect.poll(sync).toEqual({ kind: 'all-sent' })
  const names = new Set<string>()
  for (const { store } of devices) {
    expect((await unsent(store)).count).toBe(0)
    expect(new Set((await listRows(store, 'visit')).map(({ id }) => id))).toEqual(written)
    names.add((await listRows(store, 'site'))[0]?.fields.name ?? '')
  }
  expect(names.size).toBe(1)
}

async function stop({ child }: HubProcess, folder: string): Promise<void> {
  child.kill('SIGTERM')
  await ended(child)
  rmSync(folder, { recursive: true, force: true })
}

it(`loses nothing that was acknowledged when the hub or its database is killed (${runs} runs)`, {
  timeout: 600_000 + runs * 60_000,
}, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-faults-'))
  const random = randomOf(11)
  let hub = await startHubProcess(folder, { port: 0 })
  const port = Number(new URL(hub.url).port)
  const devices = await threeDevices(hub)
  const [written, siteId] = [new Set<string>(), randomUUID()]
  for (let run = 0; run < runs; run++) {
    const enough = working(devices, siteId, written)
    await pause(30 + random.below(500))
    // however slow the machine: all of them are in the middle of something
    while (written.size < (run + 1) * 4) await pause(20)
    const isDatabase = random.chance(0.5)
    if (isDatabase) for (const pid of postgresPids(folder)) process.kill(pid, 'SIGKILL')
    if (isDatabase) await pause(100)
    hub.child.kill('SIGKILL')
    await ended(hub.child)
    await enough()
    hub = await startHubProcess(folder, { port })
  }

  await expectNothingLost(devices, written)
  expect(written.size).toBeGreaterThan(runs * 3)
  await stop(hub, folder)
})

it.skipIf(!isRoot || !existsSync('/usr/sbin/ip'))(
  `loses nothing when the network between goes away in the middle (${runs} runs; needs root and network namespaces)`,
  { timeout: 600_000 + runs * 60_000 },
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-cut-'))
    const name = `alpo${process.pid}`
    const [near, far] = [`a${process.pid}`, `b${process.pid}`]
    // two addresses of its own: another run, or what one that was killed has left, stands beside it
    const [net, first] = [`10.213.${(process.pid >> 6) & 255}`, (process.pid & 63) << 2]
    const [ours, hubs] = [`${net}.${first + 1}`, `${net}.${first + 2}`]
    const random = randomOf(12)
    let hub: HubProcess | null = null
    sh('ip', 'netns', 'add', name)
    try {
      sh('ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name)
      sh('ip', 'addr', 'add', `${ours}/30`, 'dev', near)
      sh('ip', 'link', 'set', near, 'up')
      // what is cut leads nowhere: without this the machine's own gateway would be asked, and may answer
      sh('ip', 'route', 'replace', 'blackhole', `${net}.${first}/30`, 'metric', '1000')
      for (const args of [
        ['addr', 'add', `${hubs}/30`, 'dev', far],
        ['link', 'set', far, 'up'],
        ['link', 'set', 'lo', 'up'],
      ])
        sh('ip', '-n', name, ...args)
      hub = await startHubProcess(folder, { port: 8790, namespace: { name, host: hubs } })
      const organisation = randomUUID()
      const devices: WorkingDevice[] = []
      for (let index = 0; index < 3; index++) {
        // the database listens inside only: the code is made there, as an operator does
        const said = execFileSync(
          'ip',
          ['netns', 'exec', name, process.execPath, 'src-hub/command/cli.ts', 'code', organisation],
          { encoding: 'utf8', env: { ...process.env, ALPO_HUB_DATA: folder } },
        )
        devices.push(await aWorkingDevice(hub.url, said.split(' ')[0] ?? '', 400))
      }
      const [written, siteId] = [new Set<string>(), randomUUID()]
      let met = 0
      for (let run = 0; run < runs; run++) {
        const enough = working(devices, siteId, written)
        await pause(100 + random.below(400))
        sh('ip', 'link', 'set', near, 'down')
        await pause(50 + random.below(700))
        for (const { store } of devices) met += (await unsent(store)).count > 0 ? 1 : 0
        sh('ip', 'link', 'set', near, 'up')
        await pause(50 + random.below(200))
        await enough()
      }

      await expectNothingLost(devices, written)
      expect(met).toBeGreaterThan(0) // the cut came between somebody and the hub
    } finally {
      // a hub that is left would keep the namespace, and answer in the place of the next one
      if (hub) await stop(hub, folder)
      sh('ip', 'netns', 'del', name)
      sh('ip', 'route', 'flush', 'type', 'blackhole', `${net}.${first}/30`)
    }
  },
)

it.skipIf(!isRoot)(
  'takes nothing that it cannot keep when its disk is full, and goes on once there is room (needs root and tmpfs)',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-full-'))
    sh('mount', '-t', 'tmpfs', '-o', 'size=400m,mode=0777', 'tmpfs', folder)
    try {
      let hub = await startHubProcess(folder, { port: 0 })
      const port = Number(new URL(hub.url).port)
      const devices = await threeDevices(hub)
      const [written, siteId] = [new Set<string>(), randomUUID()]
      for (const { sync } of devices) expect(await sync()).toEqual({ kind: 'all-sent' })
      const free = Number(sh('df', '--output=avail', '-B1', folder).trim().split('\n').at(-1))
      writeFileSync(path.join(folder, 'filler'), Buffer.alloc(free - 200_000))

      // until the hub cannot keep any more
      let isRefused = false
      for (let round = 0; round < 400 && !isRefused; round++)
        for (const { work, sync } of devices) {
          for (let index = 0; index < 20; index++) written.add(await work(siteId))
          isRefused ||= (await sync()).kind === 'offline'
        }
      expect(isRefused).toBe(true)
      const waiting = await Promise.all(devices.map(async ({ store }) => (await unsent(store)).count))
      expect(Math.max(...waiting)).toBeGreaterThan(0)

      rmSync(path.join(folder, 'filler'))
      // the database may have stopped itself; whatever keeps services running starts the hub again
      hub.child.kill('SIGKILL')
      await ended(hub.child)
      hub = await startHubProcess(folder, { port })
      await expectNothingLost(devices, written)
      hub.child.kill('SIGTERM')
      await ended(hub.child)
    } finally {
      sh('umount', '-l', folder)
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
