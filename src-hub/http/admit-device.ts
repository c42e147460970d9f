import type { FastifyRequest, preValidationAsyncHookHandler } from 'fastify'
import plugin from 'fastify-plugin'
import { deviceByToken, type KnownDevice } from '../access/devices.ts'
import { createGate } from '../access/gate.ts'
import type { Database } from '../database/database.ts'
import type { Refuse } from './refusals.ts'

/** Tokens that nobody has, from one address. */
const strangersAMinute = 120

declare module 'fastify' {
  interface FastifyInstance {
    /** A hook for routes that devices alone may ask: refuses strangers and devices that were shut out. */
    admitDevice: preValidationAsyncHookHandler
  }
  interface FastifyRequest {
    /** Who asks, on routes with the hook `admitDevice`; on others nobody. */
    device: KnownDevice
  }
}

type AdmitOptions = {
  readonly db: Database
  readonly refuse: Refuse
  readonly perMinute: { readonly device: number; readonly enrol: number }
}

/** Admits devices by their tokens: bearer token, gate, limit of the device, revocation. */
export const admitDevices = plugin<AdmitOptions>(async (hub, { db, refuse, perMinute }) => {
  // once it is known who asks: a whole office behind one address is not one device
  const withinDevice = hub.createRateLimit({
    max: perMinute.device,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
  })
  const gate = createGate(Math.max(strangersAMinute, perMinute.enrol))

  async function deviceOf(request: FastifyRequest): Promise<KnownDevice | null> {
    const token = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (gate.isShut(request.ip, token)) throw tooMany()
    const device = await deviceByToken(db, token)
    if (!device) {
      gate.noteFailure(request.ip)
      return null
    }
    gate.noteKnown(token)
    const within = await withinDevice(request)
    if (!within.isAllowed && within.isExceeded) throw tooMany()
    return device
  }

  hub.decorateRequest('device')
  hub.decorate('admitDevice', async (request, reply) => {
    const device = await deviceOf(request)
    if (!device) return reply.send(refuse('token'))
    if (device.revoked) return reply.send(refuse('revoked'))
    request.device = device
  })
})

const tooMany = (): Error => Object.assign(new Error('too many requests'), { statusCode: 429 })

/** For the description of a route with the hook `admitDevice`. */
export const byDeviceToken = [{ deviceToken: [] }]
