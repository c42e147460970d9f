import type { IncomingMessage } from 'node:http'
import { isSame, newSecret } from './start-links.ts'

/** Longer than anybody works without a pause; the cookie's secret dies with this process all the same. */
const cookieSeconds = 31 * 86_400

export type Entrance = {
  /** What a browser is given that comes in. */
  readonly cookie: string
  /** Whether the request carries it. */
  readonly isIn: (request: IncomingMessage) => boolean
}

/** Knows the browser that came in by a secret of this process. Cookies know no ports: hosts beside each other need a name each. */
export function createEntrance(port: number): Entrance {
  const name = `alpo-preview-${port}`
  const secret = newSecret()
  return {
    cookie: `${name}=${secret}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${cookieSeconds}`,
    isIn: ({ headers }) =>
      (headers.cookie ?? '').split('; ').some((one) => {
        const [given, value = ''] = one.split('=')
        return given === name && isSame(value, secret)
      }),
  }
}

/** Whether the browser goes where its user or our own page sends it, and no other page. */
export const isDirect = ({ headers }: IncomingMessage): boolean =>
  [undefined, 'none', 'same-origin'].includes(headers['sec-fetch-site'] as string | undefined) // sent once
