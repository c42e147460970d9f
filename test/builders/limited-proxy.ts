import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that takes bodies of so many bytes, as nginx does unless it is told another measure (`client_max_body_size`). */
export async function limitedProxy(
  target: string,
  maxBytes: number,
): Promise<{ url: string; readonly refused: number[]; close(): Promise<void> }> {
  const { hostname: host, port } = new URL(target)
  const refused: number[] = []
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer) // no encoding is set
    const body = Buffer.concat(parts)
    if (body.length > maxBytes) {
      refused.push(body.length)
      return outgoing.writeHead(413, { 'content-type': 'text/html' }).end('<html><h1>413</h1></html>')
    }
    const { method = 'GET', url = '/', headers } = incoming
    const onward = ask({ host, port, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    return onward.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
