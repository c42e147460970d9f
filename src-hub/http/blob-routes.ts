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
  PiecesResponse,
} from '../../src-shared/sync/blob-messages.ts'
import type { Database } from '../database/database.ts'
import { blobRoom, completeBlob, eraseBlob, piecesOf, wholeBlobs } from '../order/blobs.ts'
import { byDeviceToken } from './admit-device.ts'
import { pieceRoutes } from './piece-routes.ts'
import { answerOf, type Refuse } from './refusals.ts'

const BlobParams = z.object({ id: BlobId })

/** The files of an organisation: which are here, and when one is whole or goes. */
export const blobRoutes: FastifyPluginAsyncZod<{
  readonly db: Database
  readonly refuse: Refuse
}> = async (hub, { db, refuse }) => {
  hub.addHook('preValidation', hub.admitDevice)
  await hub.register(pieceRoutes, { db })

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
