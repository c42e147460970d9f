import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { callNames } from '../../../src-shared/bridge/calls.ts'
import { bridgeKey } from '../../../src-shared/bridge/key.ts'
import type { Dispatch } from '../../bridge/dispatch.ts'
import { readWindowFile } from '../static-window.ts'
import { windowHeaders } from '../window-headers.ts'
import type { Asks, Upload } from './asks.ts'
import { previewOrigin } from './browser.ts'
import { pageBridge } from './page-bridge.ts'

const maxBodyBytes = 600 * 1024 * 1024
const cookieName = 'alpo-preview'

export type PreviewHost = { readonly port: number; readonly startUrl: string; close(): void }
type HostOptions = { readonly dispatch: Dispatch; readonly asks: Asks; readonly windowRoot: string }

/**
 * Serves the built window and its bridge on loopback, to the one browser that was started with the token. Every request but the
 * first must carry the token's cookie, name our host, and come from our page: other pages and other users get nothing.
 */
export async function startPreviewHost({ dispatch, asks, windowRoot }: HostOptions): Promise<PreviewHost> {
  const token = randomBytes(32).toString('base64url')
  const uploads = new Map<string, Upload[]>()
  const calls = new Map<string, Promise<unknown>>()

  const isOurs = (request: IncomingMessage): boolean =>
    request.headers.host === new URL(previewOrigin).host &&
    [undefined, previewOrigin].includes(request.headers.origin) &&
    [undefined, 'none', 'same-origin'].includes(request.headers['sec-fetch-site'] as string | undefined) &&
    hasCookie(request, token)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', previewOrigin)
    const [, area = '', id = ''] = url.pathname.split('/')
    if (request.method === 'GET' && area === 'start' && isSame(id, token)) {
      response.writeHead(303, {
        location: '/',
        'set-cookie': `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
      })
      return void response.end()
    }
    if (!isOurs(request))
      return send(response, 403, 'application/json', '{"error":"not called by our window"}')
    if (request.method === 'GET') return serveFile(url.pathname, area, id, response)
    if (request.method !== 'POST' || request.headers.origin !== previewOrigin)
      return send(response, 403, 'application/json', '{"error":"not called by our window"}')
    const body = await readBody(request)
    if (area === 'upload') {
      uploads.set(id, [
        ...(uploads.get(id) ?? []),
        {
          name: url.searchParams.get('name') ?? 'file',
          bytes: Number(url.searchParams.get('bytes') ?? body.length),
          modifiedMs: Number(url.searchParams.get('modified') ?? 0),
          content: body,
        },
      ])
      return sendJson(response, {})
    }
    if (area === 'bridge') {
      const input: unknown = JSON.parse(body.toString('utf8'))
      let running: Promise<unknown> | undefined
      return advance(response, () => (running ??= dispatch(id, input)))
    }
    if (area === 'answer') {
      const call = calls.get(id)
      calls.delete(id)
      const files = uploads.get(id) ?? []
      uploads.delete(id)
      if (!call || !(asks.answerPick(id, files) || asks.answerSave(id))) throw new Error('no such question')
      return advance(response, () => call)
    }
    return send(response, 404, 'application/json', '{"error":"not found"}')
  }

  async function advance(response: ServerResponse, call: () => Promise<unknown>): Promise<void> {
    const step = await asks.nextAskOr(call)
    if ('ask' in step) calls.set(step.ask.id, call())
    sendJson(response, step)
  }

  async function serveFile(
    pathname: string,
    area: string,
    id: string,
    response: ServerResponse,
  ): Promise<void> {
    const download = area === 'download' ? asks.takeDownload(id) : null
    if (download) {
      response.setHeader(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(download.name)}`,
      )
      if ('bytes' in download.content) return send(response, 200, 'application/pdf', download.content.bytes)
      return sendFile(response, download.content.file).finally(download.content.onServed)
    }
    if (pathname === '/bridge.js')
      return send(response, 200, 'text/javascript', pageBridge(bridgeKey, callNames))
    const file = await readWindowFile(windowRoot, pathname)
    if (!file) return send(response, 404, 'text/plain', 'not found')
    const isPage = file.type.startsWith('text/html')
    const bytes = isPage
      ? Buffer.from(file.bytes).toString('utf8').replace('<head>', '<head><script src="/bridge.js"></script>')
      : file.bytes
    return send(response, 200, file.type, bytes)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      send(
        response,
        400,
        'application/json',
        JSON.stringify({ error: error instanceof Error ? error.message : 'failed' }),
      )
    })
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
    })
  })
  return {
    port,
    startUrl: `${previewOrigin}/start/${token}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, {
    ...windowHeaders("'self'"),
    'content-type': type,
    'cache-control': 'no-store',
  })
  response.end(body)
}
async function sendFile(response: ServerResponse, file: string): Promise<void> {
  response.writeHead(200, {
    ...windowHeaders("'self'"),
    'content-type': 'application/pdf',
    'content-length': (await stat(file)).size,
    'cache-control': 'no-store',
  })
  await pipeline(createReadStream(file), response)
}
const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 200, 'application/json', JSON.stringify(value))

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const hasCookie = (request: IncomingMessage, token: string): boolean =>
  (request.headers.cookie ?? '').split('; ').some((one) => {
    const [name, value = ''] = one.split('=')
    return name === cookieName && isSame(value, token)
  })

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
