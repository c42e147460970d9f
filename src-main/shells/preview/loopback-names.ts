import type { IncomingMessage } from 'node:http'
import { previewOrigin } from './browser.ts'

const names: ReadonlySet<string> = new Set([
  new URL(previewOrigin).hostname,
  'localhost',
  '127.0.0.1',
  '[::1]',
])

/**
 * The origin by which a browser has asked for us, when its host is a name of this machine; the port may be any, for it may
 * be forwarded. Null for every other name: a page elsewhere can make its own name lead here (DNS rebinding), but not one of these.
 */
export function askedOrigin({ headers: { host } }: Pick<IncomingMessage, 'headers'>): string | null {
  const url = host === undefined ? null : URL.parse(`http://${host}`)
  if (url === null || url.host !== host?.toLowerCase().replace(/:80$/, '')) return null
  return names.has(url.hostname) ? url.origin : null
}
