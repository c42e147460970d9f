import type { SecureContextOptions } from 'node:tls'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { assertNever } from '../src-shared/domain/result.ts'
import {
  EnrolRequest,
  limits,
  protocol,
  SyncRequest,
  type SyncResponse,
} from '../src-shared/sync/messages.ts'
import type { Database } from './database.ts'
import { deviceByToken, enrolDevice, type KnownDevice } from './devices.ts'
import { createMetrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { listReceipts, pullOperations, pushOperations } from './operations.ts'

export type HubOptions = {
  readonly db: Database
  readonly tls?: SecureContextOptions
  readonly logLevel?: string
  /** Where the log goes, a JSON line each; standard output unless given. */
  readonly logTo?: { write(line: string): void }
}

/** The hub as a server that holds nothing outside PostgreSQL: any number of them may serve one database. */
export async function createHub({ db, tls, logLevel = 'info', logTo }: HubOptions): Promise<FastifyInstance> {
  const metrics = createMetrics()
  const epoch = await readEpoch(db)
  const hub = Fastify({
    bodyLimit: limits.bodyBytes,
    requestTimeout: 60_000,
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

  hub.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ code: error.code ?? 'unknown' }, 'a request failed')
    return reply.code(status).send({ kind: 'refused', reason: status >= 500 ? 'busy' : 'malformed' })
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
  hub.get('/openapi.json', () => openApi())

  hub.post('/v1/enrol', async (request) => {
    const wrongVersion = versionRefusal(request.body)
    if (wrongVersion) return wrongVersion
    const read = EnrolRequest.safeParse(request.body)
    if (!read.success) return { kind: 'refused', reason: 'malformed' }
    const answer = await enrolDevice(db, read.data, epoch)
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
    const device = await deviceByToken(
      db,
      /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    )
    if (!device) return refuse('token')
    if (device.revoked) return refuse('revoked')
    const read = SyncRequest.safeParse(request.body)
    if (!read.success) return refuse('malformed')
    const stop = metrics.seconds.startTimer({ kind: read.data.kind })
    try {
      return await answer(read.data, device, reply)
    } finally {
      stop()
    }
  })

  async function answer(message: SyncRequest, device: KnownDevice, reply: FastifyReply): Promise<unknown> {
    switch (message.kind) {
      case 'push': {
        const result = await pushOperations(db, device, message.operations)
        if (result.kind === 'malformed')
          return { kind: 'refused', reason: 'malformed' } satisfies SyncResponse
        if (result.kind === 'pushed')
          for (const { kind } of result.outcomes) metrics.operations.inc({ outcome: kind })
        return { epoch, ...result }
      }
      case 'pull': {
        const { operationsJson, upTo, more, count } = await pullOperations(
          db,
          device,
          message.after,
          message.limit,
        )
        metrics.operations.inc({ outcome: 'handed-out' }, count)
        return reply
          .type('application/json')
          .send(
            `{"kind":"pulled","epoch":"${epoch}","upTo":${upTo},"more":${more},"operations":${operationsJson}}`,
          )
      }
      case 'receipts':
        return { kind: 'receipts', epoch, ...(await listReceipts(db, device, message.after)) }
      default:
        return assertNever(message)
    }
  }
  return hub
}

/** Another protocol version is told so, never met with silence. */
function versionRefusal(body: unknown): { kind: 'refused'; reason: 'client-too-old' | 'hub-too-old' } | null {
  const theirs = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : protocol
  if (typeof theirs !== 'number' || theirs === protocol) return null
  return { kind: 'refused', reason: theirs < protocol ? 'client-too-old' : 'hub-too-old' }
}

async function readEpoch(db: Database): Promise<string> {
  const { rows } = await db.query<{ epoch: string }>('SELECT epoch FROM hub')
  const [row] = rows
  if (!row) throw new Error('the hub database has no epoch')
  return row.epoch
}
