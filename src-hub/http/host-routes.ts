import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { protocol } from '../../src-shared/sync/messages.ts'
import type { Database } from '../database/database.ts'
import type { Metrics } from './metrics.ts'

const ok = <T extends z.ZodType>(schema: T) => ({ 200: schema.describe('OK') })
const text = { 200: { description: 'OK', content: { 'text/plain': { schema: z.string() } } } }

/** What whoever runs the hub asks of it: is it alive, is it ready, how is it, what does it answer. */
export const hostRoutes: FastifyPluginAsyncZod<{
  readonly db: Database
  readonly metrics: Metrics
}> = async (hub, { db, metrics }) => {
  hub.get(
    '/health',
    {
      schema: {
        summary: 'The process is alive',
        response: ok(z.object({ status: z.literal('alive'), protocol: z.literal(protocol) })),
      },
    },
    async () => ({ status: 'alive', protocol }) as const,
  )
  hub.get(
    '/ready',
    {
      schema: {
        summary: 'The database answers',
        response: ok(z.object({ status: z.literal('ready') })),
      },
    },
    async () => {
      await db.query('SELECT 1')
      return { status: 'ready' } as const
    },
  )
  hub.get('/metrics', { schema: { summary: 'Prometheus metrics', response: text } }, async (_, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  hub.get(
    '/openapi.json',
    { schema: { summary: 'This description', response: ok(z.custom<ReturnType<typeof hub.swagger>>()) } },
    async () => hub.swagger(),
  )
}
