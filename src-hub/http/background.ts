import type { FastifyInstance } from 'fastify'
import type { Database } from '../database/database.ts'
import { dropErasedBoxes } from '../order/erased-boxes.ts'
import { listenForWakeUps, type WakeUps } from '../order/wake-ups.ts'

/** For so long a hub that is stopped waits for what it is answering. */
const graceMs = 3000

/** How often the hub looks for what is to go for good. */
const dropEveryMs = 6 * 3_600_000

/** What the hub does without being asked, until it is closed. @returns what wakes waiting devices. */
export async function startBackground(hub: FastifyInstance, db: Database): Promise<WakeUps> {
  const wakeUps = await listenForWakeUps(db)
  const dropping = setInterval(
    () => void dropErasedBoxes(db).catch(() => undefined), // the next time, or the next process
    dropEveryMs,
  ).unref()
  await dropErasedBoxes(db)
  hub.addHook('preClose', () => {
    // what is being answered has time to end; a connection on which nobody has asked anything holds nobody up
    setTimeout(() => hub.server.closeAllConnections(), graceMs).unref()
    clearInterval(dropping)
    return wakeUps.stop()
  })
  return wakeUps
}
