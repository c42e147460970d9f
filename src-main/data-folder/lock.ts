import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/**
 * Holds a data folder for this process; null when another process has it. A socket is used and not a file, because a
 * socket answers only while its process lives, however that ends.
 */
export async function lockDataFolder(folder: string): Promise<{ release(): void } | null> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // one that an older version made was open to everybody on the machine
  chmodSync(folder, 0o700)
  const address = socketAddress(realpathSync(folder))
  for (const attempt of [1, 2]) {
    const server = await listen(address)
    if (server) return { release: () => void server.close() }
    if (attempt === 2 || (await answers(address))) return null
    rmSync(address, { force: true }) // left by a process that was killed
  }
  return null
}

/** The longest path that a socket may have on every Unix (macOS: 104 bytes with the closing zero). */
const maxSocketPath = 100

function socketAddress(folder: string): string {
  const name = `alpo-desk-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  const inFolder = path.join(folder, 'lock.socket')
  return Buffer.byteLength(inFolder) <= maxSocketPath ? inFolder : path.join(os.tmpdir(), `${name}.socket`)
}

const listen = (address: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => resolve(server.unref()))
  })

const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
