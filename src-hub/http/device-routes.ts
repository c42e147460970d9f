import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { EnrolRequest, EnrolResponse, RenewRequest, RenewResponse } from '../../src-shared/sync/messages.ts'
import { enrolDevice, renewDevice } from '../access/devices.ts'
import type { Database } from '../database/database.ts'
import { byDeviceToken } from './admit-device.ts'
import { answerOf, type Refuse } from './refusals.ts'
import { refuseOtherProtocols } from './refuse-other-protocols.ts'

/** How a device comes in, and goes on under another id. */
export const deviceRoutes: FastifyPluginAsyncZod<{
  readonly db: Database
  readonly refuse: Refuse
  readonly perMinute: { readonly enrol: number }
}> = async (hub, { db, refuse, perMinute }) => {
  const seldom = { rateLimit: { max: perMinute.enrol } }

  hub.post(
    '/v1/enrol',
    {
      config: seldom,
      preValidation: refuseOtherProtocols(refuse),
      schema: {
        summary: 'Let a device in on a one-time code',
        body: EnrolRequest,
        response: answerOf(EnrolResponse),
      },
    },
    async ({ body }) => {
      const answer = await enrolDevice(db, body)
      return answer.kind === 'refused' ? refuse(answer.reason) : answer
    },
  )

  hub.post(
    '/v1/renew',
    {
      config: seldom,
      preValidation: [refuseOtherProtocols(refuse), hub.admitDevice],
      schema: {
        summary: 'Go on under another id, because this device is a copy of another one',
        security: byDeviceToken,
        body: RenewRequest,
        response: answerOf(RenewResponse),
      },
    },
    async ({ device, body }) => {
      const token = await renewDevice(db, device, body.deviceId)
      return token === null ? refuse('device') : ({ kind: 'renewed', token } as const)
    },
  )
}
