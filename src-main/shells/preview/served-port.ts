import { randomInt } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Below the ports that systems give out by themselves, above those of known services. */
const [fromPort, toPort] = [20_000, 32_000] as const
const attempts = 20

/**
 * Listens on the same port as the last time with this data folder: the browser keeps the register under the address, and the
 * port is a part of it. `ALPO_PORT` names another.
 * @throws Error in words when that port is taken.
 */
export async function onSamePort<T>(folder: string, listen: (port: number) => Promise<T>): Promise<T> {
  const file = path.join(folder, 'served-port')
  const named = Number(process.env.ALPO_PORT ?? readOr(file, ''))
  if (Number.isInteger(named) && named > 0 && named < 65_536)
    try {
      return await listen(named)
    } catch (error) {
      if (!isTaken(error)) throw error
      throw new Error(
        `Port ${named} is taken by another program. ALPO-desk needs it: the browser keeps the register under an address with this port. End that program and start again.`,
      )
    }
  for (let attempt = 1; ; attempt++) {
    const port = randomInt(fromPort, toPort)
    try {
      const listening = await listen(port)
      writeFileSync(file, `${port}\n`)
      return listening
    } catch (error) {
      if (!isTaken(error) || attempt === attempts) throw error
    }
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return otherwise
  }
}
