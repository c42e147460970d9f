import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BlobId, maxPieceBytes, maxPieces, PutPieceResponse } from '../../src-shared/sync/blob-messages.ts'
import type { Database } from '../database/database.ts'
import { putPiece, readPiece } from '../order/blobs.ts'
import { byDeviceToken } from './admit-device.ts'
import { answerOf, Refused } from './refusals.ts'

const PieceParams = z.object({
  id: BlobId,
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

/** The sealed pieces of a file, for a device that was admitted. */
export const pieceRoutes: FastifyPluginAsyncZod<{ readonly db: Database }> = async (hub, { db }) => {
  hub.addContentTypeParser(octets, { parseAs: 'buffer', bodyLimit: maxPieceBytes }, (_, body, done) =>
    done(null, body),
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
      // sealed bytes pack no smaller, and the packer takes some for packed already: nobody could unpack those
      compress: false,
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
}
