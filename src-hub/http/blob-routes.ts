import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isLeader } from '../../src-shared/kernel/role.ts'
import {
  BlobId,
  BlobsRequest,
  BlobsResponse,
  CompleteRequest,
  CompleteResponse,
  EraseResponse,
  maxPieceBytes,
  maxPieces,
  PiecesResponse,
  PutPieceResponse,
} from '../../src-shared/sync/blob-messages.ts'
import type { Database } from '../database/database.ts'
import {
  blobRoom,
  completeBlob,
  eraseBlob,
  piecesOf,
  putPiece,
  readPiece,
  wholeBlobs,
} from '../order/blobs.ts'
import { byDeviceToken } from './admit-device.ts'
import { answerOf, type Refuse, Refused } from './refusals.ts'

const BlobParams = z.object({ id: BlobId })
const PieceParams = BlobParams.extend({
  index: z.coerce
    .number()
    .int()
    .nonnegative()
    .max(maxPieces - 1),
})
const Piece = z
  .custom<Buffer>((body) => Buffer.isBuffer(body) && body.length > 0)
  .meta({ type: 'string', format: 'binary' })
const octets = 'application/octet-stream'

/** The files of an organisation, sealed and in pieces. */
export const blobRoutes: FastifyPluginAsyncZod<{
  readonly db: Database
  readonly refuse: Refuse
}> = async (hub, { db, refuse }) => {
  hub.addHook('preValidation', hub.admitDevice)
  hub.addContentTypeParser(octets, { parseAs: 'buffer', bodyLimit: maxPieceBytes }, (_, body, done) =>
    done(null, body),
  )

  hub.post(
    '/v1/blobs',
    {
      schema: {
        summary: 'Which files are here whole, and how much room they take',
        security: byDeviceToken,
        body: BlobsRequest,
        response: answerOf(BlobsResponse),
      },
    },
    async ({ device, body: { ids } }) => {
      const whole = [...(await wholeBlobs(db, device, ids))]
      return { kind: 'blobs', whole, ...(await blobRoom(db, device)) } as const
    },
  )

  hub.get(
    '/v1/blobs/:id',
    {
      schema: {
        summary: 'Which pieces of a file are here, so that a cut upload goes on',
        security: byDeviceToken,
        params: BlobParams,
        response: answerOf(PiecesResponse),
      },
    },
    async ({ device, params: { id } }) => {
      const have = [...(await piecesOf(db, device, id))]
      return { kind: 'pieces', have } as const
    },
  )

  hub.put(
    '/v1/blobs/:id/:index',
    {
      bodyLimit: maxPieceBytes,
      schema: {
        summary: 'Send a sealed piece of a file',
        security: byDeviceToken,
        consumes: [octets],
        params: PieceParams,
        body: Piece,
        response: answerOf(PutPieceResponse),
      },
    },
    async ({ device, params, body }) => ({ kind: await putPiece(db, device, { ...params, body }) }),
  )

  hub.get(
    '/v1/blobs/:id/:index',
    {
      schema: {
        summary: 'A sealed piece of a whole file',
        security: byDeviceToken,
        params: PieceParams,
        response: {
          200: {
            description: 'The piece; `x-alpo-pieces` says how many there are',
            content: { [octets]: { schema: Piece }, 'application/json': { schema: Refused } },
          },
          404: Refused.describe('The file is not here whole'),
        },
      },
    },
    async ({ device, params: { id, index } }, reply) => {
      const piece = await readPiece(db, device, id, index)
      if (!piece) return reply.code(404).send({ kind: 'refused', reason: 'malformed' })
      return reply.header('x-alpo-pieces', String(piece.pieces)).type(octets).send(piece.body)
    },
  )

  hub.post(
    '/v1/blobs/:id/complete',
    {
      schema: {
        summary: 'Say that all pieces of a file have been sent',
        security: byDeviceToken,
        params: BlobParams,
        body: CompleteRequest,
        response: answerOf(CompleteResponse),
      },
    },
    async ({ device, params: { id }, body: { pieces } }) => ({
      kind: await completeBlob(db, device, id, pieces),
    }),
  )

  hub.delete(
    '/v1/blobs/:id',
    {
      schema: {
        summary: 'Let go of a file whose records were erased',
        security: byDeviceToken,
        params: BlobParams,
        response: answerOf(EraseResponse),
      },
    },
    async ({ device, params: { id } }) => {
      if (!isLeader(device.role)) return refuse('role')
      await eraseBlob(db, device, id)
      return { kind: 'erased' } as const
    },
  )
}
