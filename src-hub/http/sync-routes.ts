import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { SyncRequest, SyncResponse } from '../../src-shared/sync/messages.ts'
import { byDeviceToken } from './admit-device.ts'
import { type AnswerServices, answerMessage } from './answer-message.ts'
import { textAnswerOf } from './refusals.ts'
import { refuseOtherProtocols } from './refuse-other-protocols.ts'

/** The order of an organisation's operations, over the network. */
export const syncRoutes: FastifyPluginAsyncZod<AnswerServices> = async (hub, services) => {
  hub.post(
    '/v1/sync',
    {
      preValidation: [refuseOtherProtocols(services.refuse), hub.admitDevice],
      schema: {
        summary: 'Push, pull, wait for news, resume in another epoch, or list receipts',
        security: byDeviceToken,
        body: SyncRequest,
        response: textAnswerOf(SyncResponse),
      },
    },
    async ({ device, body: message }, reply) => {
      const stop = services.metrics.seconds.startTimer({ kind: message.kind })
      try {
        const answer = await answerMessage(services, message, device)
        return reply.type('application/json').send(answer)
      } finally {
        stop()
      }
    },
  )
}
