import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { unsealed } from '../../shell/passing-seal.ts'
import { windowHeaders } from '../window-headers.ts'
import type { Download } from './questions.ts'

const maxBodyBytes = 600 * 1024 * 1024
export const htmlType = 'text/html; charset=utf-8'

export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, {
    ...windowHeaders("'self'"),
    'content-type': type,
    'cache-control': 'no-store',
  })
  response.end(body)
}

export const sendJson = (response: ServerResponse, value: unknown, status = 200): void =>
  send(response, status, 'application/json', JSON.stringify(value))

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

/** A file that the page is to save, under its name. */
export async function sendDownload(
  response: ServerResponse,
  { name, content }: { readonly name: string; readonly content: Download },
): Promise<void> {
  response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  if ('bytes' in content) return send(response, 200, 'application/pdf', content.bytes)
  return sendFile(response, content).finally(content.onServed)
}

/** @throws Error where it is larger than anything that the window sends. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBodyBytes) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
