import type { FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Metrics } from './metrics.ts'

/** A refusal is an answer too: the device reads why, and keeps what it has. */
export const Refused = z.object({ kind: z.literal('refused'), reason: z.string() })
export type Refused = z.infer<typeof Refused>

const said = 'The answer; a refusal is an answer too'

/** The answer of a route, checked before it is sent. */
export const answerOf = <T extends z.ZodType>(schema: T) => ({
  // a refusal comes first: some answers have a kind of their own for it, without the reason
  200: z.union([Refused, schema]).describe(said),
})

/** The answer of a route that sends JSON text, which is too large to be read again. */
export const textAnswerOf = (schema: z.ZodType): { readonly 200: z.ZodType } => answerOf(schema)

export type Refuse = (reason: string) => Refused

/** Makes refusals, and counts them. */
export const createRefuse =
  (metrics: Metrics): Refuse =>
  (reason) => {
    metrics.refusals.inc({ reason })
    return { kind: 'refused', reason }
  }

/** What is thrown becomes a refusal that tells nothing of the hub. */
export function answerErrors(hub: FastifyInstance, refuse: Refuse): void {
  hub.setErrorHandler((error: { statusCode?: number; code?: string }, request, reply) => {
    // a message of another shape is answered, like every message that the hub can read
    if (hasZodFastifySchemaValidationErrors(error)) return reply.code(200).send(refuse('malformed'))
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ code: error.code ?? 'unknown' }, 'a request failed')
    const isBusy = status >= 500 || status === 429
    return reply.code(status).send({ kind: 'refused', reason: isBusy ? 'busy' : 'malformed' })
  })
  // Fastify's own answer to an unknown address writes the address into the log
  hub.setNotFoundHandler((_, reply) => reply.code(404).send({ kind: 'refused', reason: 'malformed' }))
}
