import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isLeader } from '../../src-shared/kernel/role.ts'
import {
  BlobId,
  BlobsRequest,
  CompleteRequest,
  maxPieceBytes,
  maxPieces,
} from '../../src-shared/sync/blob-messages.ts'
import type { KnownDevice } from '../access/devices.ts'
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

const Params = z.object({ id: BlobId })
const PieceParams = Params.extend({
  index: z.coerce
    .number()
    .int()
    .nonnegative()
    .max(maxPieces - 1),
})

/** The files of an organisation. `admit` answers for a device that may not be here, and then gives null. */
export function addBlobRoutes(
  hub: FastifyInstance,
  db: Database,
  admit: (request: FastifyRequest, reply: FastifyReply) => Promise<KnownDevice | null>,
): void {
  const malformed = { kind: 'refused', reason: 'malformed' } as const
  hub.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: maxPieceBytes },
    (_, body, done) => done(null, body),
  )
  hub.post('/v1/blobs', async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const read = BlobsRequest.safeParse(request.body)
    if (!read.success) return malformed
    return {
      kind: 'blobs',
      whole: await wholeBlobs(db, device, read.data.ids),
      ...(await blobRoom(db, device)),
    }
  })
  hub.get('/v1/blobs/:id', async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const read = Params.safeParse(request.params)
    return read.success ? { kind: 'pieces', have: await piecesOf(db, device, read.data.id) } : malformed
  })
  hub.put('/v1/blobs/:id/:index', { bodyLimit: maxPieceBytes }, async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const read = PieceParams.safeParse(request.params)
    if (!read.success || !Buffer.isBuffer(request.body) || request.body.length === 0) return malformed
    return { kind: await putPiece(db, device, { ...read.data, body: request.body }) }
  })
  hub.delete('/v1/blobs/:id', async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const read = Params.safeParse(request.params)
    if (!read.success) return malformed
    if (!isLeader(device.role)) return { kind: 'refused', reason: 'role' }
    await eraseBlob(db, device, read.data.id)
    return { kind: 'erased' }
  })
  hub.post('/v1/blobs/:id/complete', async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const [params, read] = [Params.safeParse(request.params), CompleteRequest.safeParse(request.body)]
    if (!params.success || !read.success) return malformed
    return { kind: await completeBlob(db, device, params.data.id, read.data.pieces) }
  })
  hub.get('/v1/blobs/:id/:index', async (request, reply) => {
    const device = await admit(request, reply)
    if (!device) return reply
    const read = PieceParams.safeParse(request.params)
    if (!read.success) return malformed
    const piece = await readPiece(db, device, read.data.id, read.data.index)
    if (!piece) return reply.code(404).send({ kind: 'refused', reason: 'malformed' })
    return reply
      .header('x-alpo-pieces', String(piece.pieces))
      .type('application/octet-stream')
      .send(piece.body)
  })
}
