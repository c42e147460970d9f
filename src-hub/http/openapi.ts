import { z } from 'zod'
import {
  BlobsRequest,
  BlobsResponse,
  CompleteRequest,
  CompleteResponse,
  EraseResponse,
  PiecesResponse,
  PutPieceResponse,
} from '../../src-shared/sync/blob-messages.ts'
import { RelayRequest, RelayResponse } from '../../src-shared/sync/exchange-file.ts'
import {
  EnrolRequest,
  EnrolResponse,
  protocol,
  RenewRequest,
  RenewResponse,
  SyncRequest,
  SyncResponse,
} from '../../src-shared/sync/messages.ts'

type Operation = Readonly<Record<string, unknown>>
const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } },
})
const bytes = { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } }
const answer = (schema: z.ZodType) => ({
  200: { description: 'The answer; a refusal is an answer too', ...json(schema, 'output') },
})
const asked = (summary: string, request: z.ZodType, response: z.ZodType): Operation => ({
  summary,
  requestBody: { required: true, ...json(request, 'input') },
  responses: answer(response),
})
const plain = (summary: string, type: string): Operation => ({
  summary,
  responses: { 200: { description: 'OK', content: { [type]: {} } } },
})
const secured = (operation: Operation): Operation => ({ ...operation, security: [{ deviceToken: [] }] })

/** What each route does, by the schemas that check its messages. */
const described: Readonly<Record<string, Operation>> = {
  'POST /v1/enrol': asked('Let a device in on a one-time code', EnrolRequest, EnrolResponse),
  'POST /v1/sync': secured(
    asked('Push, pull, wait for news, resume in another epoch, or list receipts', SyncRequest, SyncResponse),
  ),
  'POST /v1/renew': secured(
    asked(
      'Go on under another id, because this device is a copy of another one',
      RenewRequest,
      RenewResponse,
    ),
  ),
  'POST /v1/relay': secured(
    asked('Hand in what another device of the organisation sealed for a stick', RelayRequest, RelayResponse),
  ),
  'POST /v1/blobs': secured(
    asked('Which files are here whole, and how much room they take', BlobsRequest, BlobsResponse),
  ),
  'GET /v1/blobs/:id': secured({
    summary: 'Which pieces of a file are here, so that a cut upload goes on',
    responses: answer(PiecesResponse),
  }),
  'PUT /v1/blobs/:id/:index': secured({
    summary: 'Send a sealed piece of a file',
    requestBody: { required: true, ...bytes },
    responses: answer(PutPieceResponse),
  }),
  'GET /v1/blobs/:id/:index': secured({
    summary: 'A sealed piece of a whole file',
    responses: {
      200: {
        description: 'The piece; `x-alpo-pieces` says how many there are',
        headers: { 'x-alpo-pieces': { schema: { type: 'integer', minimum: 1 } } },
        ...bytes,
      },
      404: { description: 'The file is not here whole' },
    },
  }),
  'POST /v1/blobs/:id/complete': secured(
    asked('Say that all pieces of a file have been sent', CompleteRequest, CompleteResponse),
  ),
  'DELETE /v1/blobs/:id': secured({
    summary: 'Let go of a file whose records were erased',
    responses: answer(EraseResponse),
  }),
  'GET /health': plain('The process is alive', 'application/json'),
  'GET /ready': plain('The database answers', 'application/json'),
  'GET /metrics': plain('Prometheus metrics', 'text/plain'),
  'GET /openapi.json': plain('This description', 'application/json'),
}

export type Route = { readonly method: string; readonly url: string }

/**
 * The description of the hub's interface, made from its routes; the pages for people under `/admin` are none of it.
 * @throws Error where a route has no description, or a description no route.
 */
export function openApi(routes: readonly Route[]) {
  const shown = routes.filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/admin'))
  const names = new Set(shown.map(({ method, url }) => `${method} ${url}`))
  const missing = [...names].filter((name) => !Object.hasOwn(described, name))
  const stale = Object.keys(described).filter((name) => !names.has(name))
  if (missing.length + stale.length > 0)
    throw new Error(`the interface is not as described: ${[...missing, ...stale].join(', ')}`)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, url } of shown) {
    const parameters = [...url.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: name === 'index' ? 'integer' : 'string' },
    }))
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        ...described[`${method} ${url}`],
        ...(parameters.length > 0 ? { parameters } : {}),
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'ALPO-desk sync hub', version: `${protocol}` },
    components: { securitySchemes: { deviceToken: { type: 'http', scheme: 'bearer' } } },
    paths,
  }
}
