import { readFile } from 'node:fs/promises'
import path from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

export type StaticFile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }

/** A file of the built window; null for whatever is not in its folder or of no known type. */
export async function readWindowFile(root: string, urlPath: string): Promise<StaticFile | null> {
  const name = urlPath === '/' ? '/index.html' : urlPath
  if (!/^\/[\w./-]+$/.test(name) || name.includes('..')) return null
  const type = types[path.extname(name)]
  if (!type) return null
  try {
    return { bytes: new Uint8Array(await readFile(path.join(root, name))), type }
  } catch {
    return null
  }
}
