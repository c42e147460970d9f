import type { SecureContextOptions } from 'node:tls'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { limits } from '../../src-shared/sync/messages.ts'
import type { Database } from '../database/database.ts'
import { deviceBytesADay } from '../order/push.ts'
import { type WebOptions, webRoutes } from '../web/routes.ts'
import { admitDevices } from './admit-device.ts'
import { startBackground } from './background.ts'
import { blobRoutes } from './blob-routes.ts'
import { describeRoutes } from './description.ts'
import { deviceRoutes } from './device-routes.ts'
import { hostRoutes } from './host-routes.ts'
import { createMetrics } from './metrics.ts'
import { answerErrors, createRefuse } from './refusals.ts'
import { relayRoutes } from './relay-routes.ts'
import { syncRoutes } from './sync-routes.ts'

/** A hundred devices of an office, each with ten requests a second: more is no office. */
const addressAMinute = 60_000

export type HubOptions = {
  readonly db: Database
  readonly tls?: SecureContextOptions
  readonly logLevel?: string
  /** Requests a minute from one device; enrolments from one address; and all requests of an address, an office's together. */
  readonly perMinute?: { readonly device: number; readonly enrol: number; readonly address?: number }
  /** The addresses of proxies that are believed when they say for whom they ask (`X-Forwarded-For`); else nobody is. */
  readonly trustedProxies?: readonly string[]
  /** What a device may send on a day. */
  readonly bytesADay?: number
  /** The administration as a web page; left out, there is none. */
  readonly web?: Omit<WebOptions, 'db'>
  /** Where the log goes, a JSON line each; standard output unless given. */
  readonly logTo?: { write(line: string): void }
}

/** The hub as a server that holds nothing outside PostgreSQL: any number of them may serve one database. */
export async function createHub(options: HubOptions): Promise<FastifyInstance> {
  const { db, web, perMinute = { device: 1200, enrol: 30 }, bytesADay = deviceBytesADay } = options
  const hub = createServer(options)
  const metrics = createMetrics()
  const refuse = createRefuse(metrics)
  answerErrors(hub, refuse)
  const wakeUps = await startBackground(hub, db)
  const services = { db, metrics, refuse, perMinute, wakeUps, bytesADay }

  await hub.register(compress, {
    encodings: ['gzip', 'identity'],
    requestEncodings: ['gzip', 'identity'],
    threshold: 1024,
    zlibOptions: { level: 1 }, // a quarter of the size at a tenth of the time of the best
  })
  await hub.register(rateLimit, {
    max: perMinute.address ?? addressAMinute,
    timeWindow: 60_000,
    // before anybody is known: what a stranger shows of itself says nothing
    keyGenerator: (request) => request.ip,
  })
  await hub.register(describeRoutes)
  await hub.register(admitDevices, services)

  await hub.register(hostRoutes, services)
  if (web) await hub.register(webRoutes, { db, ...web })
  await hub.register(deviceRoutes, services)
  await hub.register(syncRoutes, services)
  await hub.register(relayRoutes, services)
  await hub.register(blobRoutes, services)
  return hub
}

function createServer({ tls, logLevel = 'info', logTo, trustedProxies = [] }: HubOptions): FastifyInstance {
  const hub = Fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: 60_000,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    ...(tls ? { https: tls } : {}),
    logger: {
      level: logLevel,
      ...(logTo ? { stream: logTo } : {}),
      // neither addresses, nor bodies, nor anything that a client chose
      serializers: {
        req: (request: FastifyRequest) => ({
          method: request.method,
          route: request.routeOptions?.url ?? 'unknown',
        }),
        res: (reply: FastifyReply) => ({ status: reply.statusCode }),
      },
    },
  } as object) as FastifyInstance // the type of https depends on a value that is known only here
  return hub.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
}
