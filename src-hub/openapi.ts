import { z } from 'zod'
import { BlobsRequest, BlobsResponse } from '../src-shared/sync/blob-messages.ts'
import { RelayRequest, RelayResponse } from '../src-shared/sync/exchange-file.ts'
import {
  EnrolRequest,
  EnrolResponse,
  protocol,
  RenewRequest,
  RenewResponse,
  SyncRequest,
  SyncResponse,
} from '../src-shared/sync/messages.ts'

const body = (schema: z.ZodType, io: 'input' | 'output') => ({
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io, unrepresentable: 'any' }) } },
})
const post = (summary: string, request: z.ZodType, response: z.ZodType, secured: boolean) => ({
  post: {
    summary,
    ...(secured ? { security: [{ deviceToken: [] }] } : {}),
    requestBody: { required: true, ...body(request, 'input') },
    responses: {
      200: { description: 'The answer; a refusal is an answer too', ...body(response, 'output') },
    },
  },
})
const get = (summary: string, type: string) => ({
  get: { summary, responses: { 200: { description: 'OK', content: { [type]: {} } } } },
})

/** The description of the hub's interface, made from the very schemas that check the messages. */
export const openApi = () => ({
  openapi: '3.1.0',
  info: { title: 'ALPO-desk sync hub', version: `${protocol}` },
  components: { securitySchemes: { deviceToken: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/v1/enrol': post('Let a device in on a one-time code', EnrolRequest, EnrolResponse, false),
    '/v1/sync': post(
      'Push, pull, wait for news, resume in another epoch, or list receipts',
      SyncRequest,
      SyncResponse,
      true,
    ),
    '/v1/renew': post(
      'Go on under another id, because this device is a copy of another one',
      RenewRequest,
      RenewResponse,
      true,
    ),
    '/v1/relay': post(
      'Hand in what another device of the organisation sealed for a stick',
      RelayRequest,
      RelayResponse,
      true,
    ),
    '/v1/blobs': post(
      'Which files are here whole, and how much room they take',
      BlobsRequest,
      BlobsResponse,
      true,
    ),
    '/health': get('The process is alive', 'application/json'),
    '/ready': get('The database answers', 'application/json'),
    '/metrics': get('Prometheus metrics', 'text/plain'),
  },
})
