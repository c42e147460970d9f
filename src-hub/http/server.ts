import type { SecureContextOptions } from 'node:tls'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { assertNever } from '../../src-shared/kernel/result.ts'
import { RelayRequest } from '../../src-shared/sync/exchange-file.ts'
import {
  EnrolRequest,
  type Known,
  limits,
  protocol,
  protocols,
  RenewRequest,
  SyncRequest,
  type SyncResponse,
} from '../../src-shared/sync/messages.ts'
import {
  deviceByToken,
  enrolDevice,
  type KnownDevice,
  noteFirstUse,
  renewDevice,
  sendingDevice,
} from '../access/devices.ts'
import { createGate } from '../access/gate.ts'
import type { Database } from '../database/database.ts'
import { resumeDevice } from '../order/epochs.ts'
import { dropErasedBoxes } from '../order/erased-boxes.ts'
import {
  deviceBytesADay,
  lastNumber,
  listReceipts,
  pullOperations,
  pushOperations,
} from '../order/operations.ts'
import { openRequest, sealAnswer } from '../order/relay.ts'
import { listenForWakeUps } from '../order/wake-ups.ts'
import { addWeb, type WebOptions } from '../web/routes.ts'
import { addBlobRoutes } from './blob-routes.ts'
import { createMetrics } from './metrics.ts'
import { openApi, type Route } from './openapi.ts'

/** For so long a hub that is stopped waits for what it is answering. */
const graceMs = 3000

/** A hundred devices of an office, each with ten requests a second: more is no office. */
const addressAMinute = 60_000
/** Tokens that nobody has, from one address. */
const strangersAMinute = 120

/** From there on no further page goes onto a stick. */
const maxAnswerBytes = 24 * 1024 * 1024

/** How often the hub looks for what is to go for good. */
const dropEveryMs = 6 * 3_600_000

/** An exchange file is a day's work of a whole office, and more. */
const relayBytes = 16 * 1024 * 1024

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
export async function createHub({
  db,
  tls,
  logLevel = 'info',
  logTo,
  web,
  perMinute = { device: 1200, enrol: 30 },
  bytesADay = deviceBytesADay,
  trustedProxies = [],
}: HubOptions): Promise<FastifyInstance> {
  const metrics = createMetrics()
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

  const routes: Route[] = []
  hub.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url })
  })

  hub.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ code: error.code ?? 'unknown' }, 'a request failed')
    const isBusy = status >= 500 || status === 429
    return reply.code(status).send({ kind: 'refused', reason: isBusy ? 'busy' : 'malformed' })
  })

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
  // once it is known who asks: a whole office behind one address is not one device
  const withinDevice = hub.createRateLimit({
    max: perMinute.device,
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
  })
  const gate = createGate(Math.max(strangersAMinute, perMinute.enrol))
  const news = await listenForWakeUps(db)
  const dropping = setInterval(
    () => void dropErasedBoxes(db).catch(() => undefined), // the next time, or the next process
    dropEveryMs,
  ).unref()
  await dropErasedBoxes(db)
  hub.addHook('preClose', () => {
    // what is being answered has time to end; a connection on which nobody has asked anything holds nobody up
    setTimeout(() => hub.server.closeAllConnections(), graceMs).unref()
    clearInterval(dropping)
    return news.stop()
  })

  // Fastify's own answer to an unknown address writes the address into the log
  hub.setNotFoundHandler((_, reply) => reply.code(404).send({ kind: 'refused', reason: 'malformed' }))

  hub.get('/health', () => ({ status: 'alive', protocol }))
  hub.get('/ready', async () => {
    await db.query('SELECT 1')
    return { status: 'ready' }
  })
  hub.get('/metrics', async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  hub.get('/openapi.json', () => interfaceOfHub)
  if (web) await addWeb(hub, { db, ...web })

  hub.post('/v1/enrol', { config: { rateLimit: { max: perMinute.enrol } } }, async (request) => {
    const wrongVersion = versionRefusal(request.body)
    if (wrongVersion) return wrongVersion
    const read = EnrolRequest.safeParse(request.body)
    if (!read.success) return { kind: 'refused', reason: 'malformed' }
    const answer = await enrolDevice(db, read.data)
    if (answer.kind === 'refused') metrics.refusals.inc({ reason: answer.reason })
    return answer
  })

  hub.post('/v1/sync', async (request, reply) => {
    const refuse = (reason: string) => {
      metrics.refusals.inc({ reason })
      return { kind: 'refused', reason }
    }
    const wrongVersion = versionRefusal(request.body)
    if (wrongVersion) return refuse(wrongVersion.reason)
    const device = await deviceOf(request)
    if (!device) return refuse('token')
    if (device.revoked) return refuse('revoked')
    const read = SyncRequest.safeParse(request.body)
    if (!read.success) return refuse('malformed')
    const stop = metrics.seconds.startTimer({ kind: read.data.kind })
    try {
      return reply.type('application/json').send(await answer(read.data, device))
    } finally {
      stop()
    }
  })

  hub.post('/v1/renew', { config: { rateLimit: { max: perMinute.enrol } } }, async (request) => {
    const refuse = (reason: string) => {
      metrics.refusals.inc({ reason })
      return { kind: 'refused', reason }
    }
    const wrongVersion = versionRefusal(request.body)
    if (wrongVersion) return refuse(wrongVersion.reason)
    const device = await deviceOf(request)
    if (!device) return refuse('token')
    if (device.revoked) return refuse('revoked')
    const read = RenewRequest.safeParse(request.body)
    if (!read.success) return refuse('malformed')
    const token = await renewDevice(db, device, read.data.deviceId)
    return token === null ? refuse('device') : { kind: 'renewed', token }
  })

  const tooMany = (): Error => Object.assign(new Error('too many requests'), { statusCode: 429 })
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
  addBlobRoutes(hub, db, async (request, reply) => {
    const device = await deviceOf(request)
    if (device && !device.revoked) return device
    const reason = device ? 'revoked' : 'token'
    metrics.refusals.inc({ reason })
    reply.send({ kind: 'refused', reason })
    return null
  })

  /** The answer as JSON text: what is pulled is handed on as it lies, without being read. */
  async function answer(message: SyncRequest, device: KnownDevice): Promise<string> {
    const toJson = (response: SyncResponse): string => JSON.stringify(response)
    switch (message.kind) {
      case 'push': {
        const result = await pushOperations(
          db,
          device,
          message.operations,
          message.known ?? (message.protocol === 1 ? knownToOld(device) : null),
          bytesADay,
        )
        if (result.kind === 'malformed' || result.kind === 'quota') {
          metrics.refusals.inc({ reason: result.kind })
          return toJson({ kind: 'refused', reason: result.kind })
        }
        // an older version has no word for it, and stops
        if (result.kind === 'forked' && message.protocol === 1)
          return toJson({ kind: 'refused', reason: 'malformed' })
        if (result.kind === 'gap' || result.kind === 'forked') return toJson(result)
        for (const { kind } of result.outcomes) metrics.operations.inc({ outcome: kind })
        return toJson({ ...result, outcomes: [...result.outcomes] })
      }
      case 'pull': {
        const { epoch, operationsJson, count, ...place } = await pullOperations(db, device, message)
        metrics.operations.inc({ outcome: 'handed-out' }, count)
        const head = JSON.stringify({ kind: 'pulled', epoch, ...place })
        return `${head.slice(0, -1)},"operations":${operationsJson}}`
      }
      case 'resume':
        return toJson({ kind: 'resumed', ...(await resumeDevice(db, device, message)) })
      case 'wait': {
        // listening before looking: what comes in between is heard
        const waited = news.wait(device.orgId, device.id, limits.waitMs)
        const isThere = (await lastNumber(db, device)) > message.after
        const isNews = isThere || (await waited)
        return toJson({ kind: isNews ? 'news' : 'quiet', epoch: device.epoch })
      }
      case 'receipts':
        return toJson({
          kind: 'receipts',
          epoch: device.epoch,
          ...(await listReceipts(db, device, message.after)),
        })
      default:
        return assertNever(message)
    }
  }

  hub.post('/v1/relay', { bodyLimit: relayBytes }, async (request) => {
    const refuse = (reason: string) => {
      metrics.refusals.inc({ reason })
      return { kind: 'refused', reason } as const
    }
    const carrier = await deviceOf(request)
    if (!carrier) return refuse('token')
    if (carrier.revoked) return refuse('revoked')
    const read = RelayRequest.safeParse(request.body)
    if (!read.success) return refuse('malformed')
    const sender = await sendingDevice(db, carrier.orgId, read.data.deviceId)
    const box = Buffer.from(read.data.box, 'base64')
    const messages = sender && (await openRequest(sender.id, sender.tokenHash, box))
    if (!sender || !messages) return refuse('unknown')
    await noteFirstUse(db, sender)
    const answers: string[] = []
    let bytes = 0
    for (const message of messages) {
      if (message.kind !== 'push' && message.kind !== 'pull') continue
      if (message.kind === 'pull' && bytes > maxAnswerBytes) continue // the next stick brings it
      const text = await answer(message, sender)
      bytes += text.length
      answers.push(text)
    }
    return { kind: 'relayed', box: await sealAnswer(sender.id, sender.tokenHash, answers) }
  })
  const interfaceOfHub = openApi(routes)
  return hub
}

/** A device of protocol 1 cannot say what it has read: it is the epoch in which it was let in. */
const knownToOld = ({ enrolledEpoch }: KnownDevice): Known => ({
  epoch: enrolledEpoch,
  mark: 0,
  stamp: null,
  acknowledged: 0,
})

/** Another protocol version is told so, never met with silence. */
function versionRefusal(body: unknown): { kind: 'refused'; reason: 'client-too-old' | 'hub-too-old' } | null {
  const theirs = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : protocol
  if (typeof theirs !== 'number' || (protocols as readonly number[]).includes(theirs)) return null
  return { kind: 'refused', reason: theirs < protocol ? 'client-too-old' : 'hub-too-old' }
}
