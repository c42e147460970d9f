import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { callNames } from '../../../src-shared/bridge/calls.ts'
import { bridgeKey } from '../../../src-shared/bridge/key.ts'
import type { Dispatch } from '../../bridge/dispatch.ts'
import { readWindowFile } from '../static-window.ts'
import type { Asks } from './asks.ts'
import { createEntrance, type Entrance, isDirect } from './entrance.ts'
import { askedOrigin } from './loopback-names.ts'
import { pageBridge } from './page-bridge.ts'
import { createPageCalls, type PageCalls } from './page-calls.ts'
import { enteringPage, notLetInPage } from './plain-pages.ts'
import { htmlType, readBody, send, sendDownload, sendJson } from './responses.ts'
import { createStartLinks } from './start-links.ts'

const notOurs = { error: 'not called by our window' }

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
type Links = ReturnType<typeof createStartLinks>
/** Where a request goes: `/area/id`. */
type Asked = { readonly url: URL; readonly area: string; readonly id: string }

/**
 * Serves the built window and its bridge on loopback, to the browser that came in by a start link. Every other request must
 * carry the cookie that it got there, name this machine, and come from our page: other pages and other users get nothing.
 * @throws Error with the code EADDRINUSE when the port is taken.
 */
export async function startPreviewHost({
  dispatch,
  asks,
  windowRoot,
  port: wantedPort,
}: HostOptions): Promise<PreviewHost> {
  const links = createStartLinks()
  const enteredListeners: (() => void)[] = []
  const calls = createPageCalls(dispatch, asks)
  const server = createServer()
  const port = await listen(server, wantedPort)
  const entrance = createEntrance(port)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const origin = askedOrigin(request)
    if (origin === null) return sendJson(response, notOurs, 403)
    const url = new URL(request.url ?? '/', origin)
    const [, area = '', id = ''] = url.pathname.split('/')
    const asked: Asked = { url, area, id }
    if (request.method === 'GET' && area === 'start') return letIn(request, response, id, links, entrance)
    if (!isOurs(request, origin, entrance))
      return request.method === 'GET' && url.pathname === '/'
        ? send(response, 403, htmlType, notLetInPage)
        : sendJson(response, notOurs, 403)
    if (links.use()) for (const listener of enteredListeners) listener()
    if (request.method === 'GET') return serveFile(asked, response, asks, windowRoot)
    if (request.method !== 'POST' || request.headers.origin !== origin)
      return sendJson(response, notOurs, 403)
    return post(asked, await readBody(request), response, calls)
  }

  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) =>
      sendJson(response, { error: error instanceof Error ? error.message : 'failed' }, 400),
    )
  })
  return {
    port,
    startPath: (seconds) => `/start/${links.issue(seconds)}`,
    onEntered: (listener) => void enteredListeners.push(listener),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** The port that the server has got. */
const listen = (server: Server, wantedPort: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(wantedPort, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
    })
  })

const isOurs = (request: IncomingMessage, origin: string, entrance: Entrance): boolean =>
  [undefined, origin].includes(request.headers.origin) && isDirect(request) && entrance.isIn(request)

/** A used link still leads its own browser on: reloading and going back are no second visitor. */
function letIn(
  request: IncomingMessage,
  response: ServerResponse,
  link: string,
  links: Links,
  entrance: Entrance,
): void {
  if (!entrance.isIn(request) && !links.open(link)) {
    send(response, 403, htmlType, notLetInPage)
    return
  }
  response.setHeader('set-cookie', entrance.cookie)
  if (!isDirect(request)) {
    send(response, 200, htmlType, enteringPage)
    return
  }
  response.writeHead(303, { location: '/' })
  response.end()
}

async function post(
  { url, area, id }: Asked,
  body: Buffer,
  response: ServerResponse,
  calls: PageCalls,
): Promise<void> {
  switch (area) {
    case 'upload':
      calls.upload(id, url, body)
      return sendJson(response, {})
    case 'bridge':
      return calls.call(id, body, response)
    case 'answer':
      return calls.answer(id, response)
    default:
      return sendJson(response, { error: 'not found' }, 404)
  }
}

async function serveFile(
  { url: { pathname }, area, id }: Asked,
  response: ServerResponse,
  asks: Asks,
  windowRoot: string,
): Promise<void> {
  const download = area === 'download' ? asks.takeDownload(id) : null
  if (download) return sendDownload(response, download)
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
