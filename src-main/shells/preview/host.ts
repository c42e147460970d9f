import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { callNames } from '../../../src-shared/bridge/calls.ts'
import { bridgeKey } from '../../../src-shared/bridge/key.ts'
import type { Dispatch } from '../../bridge/dispatch.ts'
import { unsealed } from '../../shell/passing-seal.ts'
import { readWindowFile } from '../static-window.ts'
import { windowHeaders } from '../window-headers.ts'
import type { Asks, Download, Upload } from './asks.ts'
import { askedOrigin } from './loopback-names.ts'
import { pageBridge } from './page-bridge.ts'
import { enteringPage, notLetInPage } from './plain-pages.ts'
import { createStartLinks, isSame, newSecret } from './start-links.ts'

const maxBodyBytes = 600 * 1024 * 1024
/** Longer than anybody works without a pause; the cookie's secret dies with this process all the same. */
const cookieSeconds = 31 * 86_400
const notOurs = '{"error":"not called by our window"}'

export type PreviewHost = {
  readonly port: number
  /** The path of an address that lets one browser in, once; within so many seconds, or until it is used. */
  readonly startPath: (seconds: number | null) => string
  /** Called whenever a browser has come in by a start link: none of those issued so far is valid any more. */
  readonly onEntered: (listener: () => void) => void
  close(): void
}
type HostOptions = {
  readonly dispatch: Dispatch
  readonly asks: Asks
  readonly windowRoot: string
  /** 0 for any that is free. */
  readonly port: number
}

/**
 * Serves the built window and its bridge on loopback, to the browser that came in by a start link. Every other request must
 * carry the cookie that it got there, name this machine, and come from our page: other pages and other users get nothing.
 * @throws Error with the code EADDRINUSE when the port is taken.
 */
export async function startPreviewHost(options: HostOptions): Promise<PreviewHost> {
  const { dispatch, asks, windowRoot } = options
  const links = createStartLinks()
  const session = newSecret()
  const enteredListeners: (() => void)[] = []
  const uploads = new Map<string, Upload[]>()
  const calls = new Map<string, Promise<unknown>>()
  /** Cookies know no ports: hosts beside each other need a name each. */
  let cookieName = ''

  const isOurs = (request: IncomingMessage, origin: string): boolean =>
    [undefined, origin].includes(request.headers.origin) &&
    isDirect(request) &&
    hasCookie(request, cookieName, session)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = askedOrigin(request)
    if (origin === null) return send(response, 403, 'application/json', notOurs)
    const url = new URL(request.url ?? '/', origin)
    const [, area = '', id = ''] = url.pathname.split('/')
    if (request.method === 'GET' && area === 'start') {
      // a used link still leads its own browser on: reloading and going back are no second visitor
      if (!hasCookie(request, cookieName, session) && !links.open(id))
        return send(response, 403, htmlType, notLetInPage)
      const cookie = `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieSeconds}`
      response.setHeader('set-cookie', cookie)
      if (!isDirect(request)) return send(response, 200, htmlType, enteringPage)
      response.writeHead(303, { location: '/' })
      return void response.end()
    }
    if (!isOurs(request, origin))
      return request.method === 'GET' && url.pathname === '/'
        ? send(response, 403, htmlType, notLetInPage)
        : send(response, 403, 'application/json', notOurs)
    if (links.use()) for (const listener of enteredListeners) listener()
    if (request.method === 'GET') return serveFile(url.pathname, area, id, response)
    if (request.method !== 'POST' || request.headers.origin !== origin)
      return send(response, 403, 'application/json', notOurs)
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
      return sendFile(response, download.content).finally(download.content.onServed)
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
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
    })
  })
  cookieName = `alpo-preview-${port}`
  return {
    port,
    startPath: (seconds) => `/start/${links.issue(seconds)}`,
    onEntered: (listener) => void enteredListeners.push(listener),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Whether the browser goes where its user or our own page sends it, and no other page. */
const isDirect = ({ headers }: IncomingMessage): boolean =>
  [undefined, 'none', 'same-origin'].includes(headers['sec-fetch-site'] as string | undefined) // sent once

const htmlType = 'text/html; charset=utf-8'

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, {
    ...windowHeaders("'self'"),
    'content-type': type,
    'cache-control': 'no-store',
  })
  response.end(body)
}
async function sendFile(
  response: ServerResponse,
  { file, seal }: Extract<Download, { readonly file: string }>,
): Promise<void> {
  response.writeHead(200, {
    ...windowHeaders("'self'"),
    'content-type': 'application/pdf',
    'content-length': (await stat(file)).size,
    'cache-control': 'no-store',
  })
  await pipeline(unsealed(file, seal), response)
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

const hasCookie = (request: IncomingMessage, cookieName: string, secret: string): boolean =>
  (request.headers.cookie ?? '').split('; ').some((one) => {
    const [name, value = ''] = one.split('=')
    return name === cookieName && isSame(value, secret)
  })
