import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { RelayRequest, RelayResponse } from '../../src-shared/sync/exchange-file.ts'
import type { SyncRequest } from '../../src-shared/sync/messages.ts'
import { type KnownDevice, noteFirstUse, sendingDevice } from '../access/devices.ts'
import { openRequest, sealAnswer } from '../order/relay.ts'
import { byDeviceToken } from './admit-device.ts'
import { type AnswerServices, answerMessage } from './answer-message.ts'
import { textAnswerOf } from './refusals.ts'

/** An exchange file is a day's work of a whole office, and more. */
const bodyLimit = 16 * 1024 * 1024

/** From there on no further page goes onto a stick. */
const maxAnswerBytes = 24 * 1024 * 1024

/** The order of an organisation's operations, on a stick that another device carries. */
export const relayRoutes: FastifyPluginAsyncZod<AnswerServices> = async (hub, services) => {
  const { db, refuse } = services
  hub.post(
    '/v1/relay',
    {
      bodyLimit,
      preValidation: hub.admitDevice,
      schema: {
        summary: 'Hand in what another device of the organisation sealed for a stick',
        security: byDeviceToken,
        body: RelayRequest,
        response: textAnswerOf(RelayResponse),
      },
    },
    async ({ device: carrier, body: { deviceId, box } }, reply) => {
      const sender = await sendingDevice(db, carrier.orgId, deviceId)
      const messages = sender && (await openRequest(sender.id, sender.tokenHash, Buffer.from(box, 'base64')))
      if (!sender || !messages) return refuse('unknown')
      await noteFirstUse(db, sender)
      const answers = await answerAll(services, messages, sender)
      const sealed = await sealAnswer(sender.id, sender.tokenHash, answers)
      return reply.type('application/json').send(JSON.stringify({ kind: 'relayed', box: sealed }))
    },
  )
}

/** The answers to what a stick can carry: pushes, and pulls as far as they have room. */
async function answerAll(
  services: AnswerServices,
  messages: readonly SyncRequest[],
  sender: KnownDevice,
): Promise<readonly string[]> {
  const answers: string[] = []
  let bytes = 0
  for (const message of messages) {
    if (message.kind !== 'push' && message.kind !== 'pull') continue
    if (message.kind === 'pull' && bytes > maxAnswerBytes) continue // the next stick brings it
    const text = await answerMessage(services, message, sender)
    bytes += text.length
    answers.push(text)
  }
  return answers
}
