import type { Database, Transaction } from '../database/database.ts'

const channel = 'alpo_news'
const againMs = 1000

/** Tells organisations' waiting devices that something came, whichever hub process took it (LISTEN/NOTIFY). */
export type WakeUps = {
  /** True once something came; false when the time was up, another wait of the device took its place, or the hub stops. */
  wait(orgId: string, deviceId: string, ms: number): Promise<boolean>
  stop(): Promise<void>
}

/** Said inside the transaction that stores: heard when, and only when, it commits. */
export const wakeDevices = (tx: Transaction, orgId: string) =>
  tx.query('SELECT pg_notify($1, $2)', [channel, orgId])

/** Holds one connection of the pool; while it is being renewed nobody hears anything, so that all waits end. */
export async function listenForWakeUps(db: Database): Promise<WakeUps> {
  const waiting = new Map<string, Map<string, (isNews: boolean) => void>>()
  let client: Transaction | null = null
  let isStopped = false

  const endAll = (isNews: boolean, orgs: Iterable<string> = [...waiting.keys()]): void => {
    for (const org of orgs) for (const end of [...(waiting.get(org)?.values() ?? [])]) end(isNews)
  }
  async function connect(): Promise<void> {
    const fresh = await db.connect()
    if (isStopped) return fresh.release()
    client = fresh
    fresh.on('notification', ({ payload }) => endAll(true, payload ? [payload] : []))
    fresh.once('error', (error: Error) => {
      client = null
      fresh.release(error)
      endAll(true)
      later()
    })
    await fresh.query(`LISTEN ${channel}`)
  }
  const later = (): void => {
    if (!isStopped) setTimeout(() => void connect().catch(later), againMs).unref()
  }
  await connect()
  return {
    wait(orgId, deviceId, ms) {
      if (isStopped) return Promise.resolve(false)
      waiting.get(orgId)?.get(deviceId)?.(false)
      const ofOrg = waiting.get(orgId) ?? new Map<string, (isNews: boolean) => void>()
      waiting.set(orgId, ofOrg)
      return new Promise((resolve) => {
        const end = (isNews: boolean): void => {
          clearTimeout(timer)
          if (ofOrg.get(deviceId) === end) ofOrg.delete(deviceId)
          if (ofOrg.size === 0 && waiting.get(orgId) === ofOrg) waiting.delete(orgId)
          resolve(isNews)
        }
        const timer = setTimeout(() => end(false), ms)
        ofOrg.set(deviceId, end)
      })
    },
    async stop() {
      isStopped = true
      endAll(false)
      client?.removeAllListeners('error')
      await client?.query(`UNLISTEN ${channel}`).catch(() => undefined) // gone already
      client?.release()
    },
  }
}
