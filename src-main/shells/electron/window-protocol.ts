import type { Protocol } from 'electron'
import { readWindowFile } from '../static-window.ts'
import { windowHeaders } from '../window-headers.ts'

const scheme = 'app:'
const host = 'alpo-desk'
export const windowUrl = `${scheme}//${host}/`

/** Compared part by part from the parsed address, never by its beginning. */
export function isOurUrl(url: string): boolean {
  try {
    const { protocol, host: theirs, username } = new URL(url)
    return protocol === scheme && theirs === host && username === ''
  } catch {
    return false
  }
}

export function serveWindow(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle('app', async (request) => {
    const file = isOurUrl(request.url) ? await readWindowFile(root, new URL(request.url).pathname) : null
    if (!file) return new Response('not found', { status: 404 })
    return new Response(file.bytes, { headers: { ...windowHeaders("'none'"), 'content-type': file.type } })
  })
}
