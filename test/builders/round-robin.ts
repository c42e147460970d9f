import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A load balancer that hands each request to the next of its targets; one that is gone is answered with 502. */
export async function roundRobin(
  targets: readonly string[],
): Promise<{ url: string; close(): Promise<void> }> {
  let next = 0
  const server = createServer((incoming, outgoing) => {
    const target = new URL(targets[next++ % targets.length] ?? '')
    const { method = 'GET', url = '/', headers } = incoming
    const onward = ask(
      { host: target.hostname, port: target.port, method, path: url, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        answer.on('error', () => outgoing.destroy())
      },
    )
    onward.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy()
      else outgoing.writeHead(502, { 'content-type': 'application/json' }).end('{}')
    })
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
