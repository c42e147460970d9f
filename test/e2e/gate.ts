import { connect, createServer, type Socket } from 'node:net'

/** The network between a device and the hub, which a test can take away and give back. */
export type Gate = {
  readonly url: string
  /** `cut` lets the request through and drops the answer; `enrol` lets devices in, and nothing else through. */
  mode: 'open' | 'shut' | 'cut' | 'enrol'
  close(): Promise<void>
}

export async function openGate(target: string): Promise<Gate> {
  const { port, hostname } = new URL(target)
  const sockets = new Set<Socket>()
  const gate: { mode: Gate['mode'] } = { mode: 'open' }
  const server = createServer((near) => {
    if (gate.mode === 'shut') return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
    }
    near.on('data', (chunk) => {
      const isOther = /^POST \S+/.test(String(chunk)) && !/^POST \S*enrol/.test(String(chunk))
      if (gate.mode === 'enrol' && isOther) near.destroy()
      else far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (gate.mode === 'open' || gate.mode === 'enrol') near.write(chunk)
      else near.destroy()
    })
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const own = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${own}`,
    get mode() {
      return gate.mode
    },
    set mode(mode) {
      gate.mode = mode
      if (mode === 'shut') for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
